"""Audience editions: what the board, staff and the public get to read. The rest is truly absent."""

from __future__ import annotations

from msgspec import Struct


class Edition(Struct, frozen=True):
    """One audience's edition.

    Attributes:
        audience: ``board``, ``staff`` or ``public``.
        addressed: how the title names the reader.
        names: people are named; otherwise only roles and bodies of the key are.
        inside: for readers inside the organisation: figures lead to their cell in its workbooks,
            and wording that is only proposed is shown.
        hidden_sections: anchors of sections left out.
        hidden_columns: columns of the action grid left out of every table.
    """

    audience: str
    addressed: str
    names: bool = True
    inside: bool = True
    hidden_sections: frozenset[str] = frozenset()
    hidden_columns: frozenset[str] = frozenset()


EDITIONS = {
    "board": Edition("board", "Report to the Board"),
    "staff": Edition("staff", "Progress report for staff"),
    "public": Edition(
        "public",
        "Public progress report",
        names=False,
        inside=False,
        hidden_sections=frozenset({"decisions", "asking", "completeness"}),
        hidden_columns=frozenset({"note", "help"}),
    ),
}
"""Every edition by its name in settings and on the command line."""

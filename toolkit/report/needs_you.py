"""*Needs you*: everything that waits for the coordinator, as lines of one list."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

URGENT = 5
"""How many lines are told at the end of a sync."""

SECOND_COPY = "second copy|"
"""How the key of a line begins that tells of a second copy beside a live file."""


class NeedsLine(Struct, frozen=True):
    """One line of *Needs you*.

    Attributes:
        key: stable identity of the matter, so that an answer finds it at the next sync.
        kind: "two answers", "held", "to check", "question", "amendment", "waiting", "row",
            "no workbook".
        what: one plain sentence.
        file, sheet, cell: where it is, "" when there is no place; a link in the sheet.
        ref: the action or goal it is about.
        choices: the answers offered by the drop-down, the safest first.
        urgent: sorts first; true for what stops figures from being right.
        answer, note: what the coordinator wrote so far.
        away: the file is a copy that came back: there is no place to go to.
    """

    key: str
    kind: str
    what: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    ref: str = ""
    choices: tuple[str, ...] = ()
    urgent: bool = False
    answer: str = ""
    note: str = ""
    away: bool = False


def first_screen(lines: Iterable[NeedsLine]) -> list[tuple[NeedsLine, int]]:
    """The most urgent lines; second copies are one of them, with how many more there are."""
    lines = list(lines)
    copies = [line for line in lines if line.key.startswith(SECOND_COPY)]
    shown = [line for line in lines if line not in copies[1:]][:URGENT]
    return [(line, len(copies) - 1 if line in copies else 0) for line in shown]

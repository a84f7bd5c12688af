"""Columns that only this plan has: kept under the document's own heading."""

from __future__ import annotations

import re

from toolkit.plan.reading.surroundings import Surroundings
from toolkit.plan.reading.wordings import plain

_ADDED = "in the document"
STATUS = "status_in_document"


class OwnColumns:
    """Names for the columns the action grid does not have.

    Attributes:
        headings: name → heading, in the order met.
        status_heading: the document's own heading of its status column; "" when it has none.
    """

    def __init__(self, around: Surroundings) -> None:
        self.headings: dict[str, str] = {}
        self.status_heading = ""
        self._around = around
        self._names: dict[str, str] = {}

    def name(self, heading: str, place: int) -> str:
        """The name of the column with this heading; the same heading, the same column."""
        shown = heading or f"Column {place + 1}"
        key = plain(shown) or shown
        if key not in self._names:
            name = (
                re.sub(r"[^a-z0-9]+", "_", shown.casefold()).strip("_")[:40]
                or f"column_{place + 1}"
            )
            taken = self._around.taken_names | set(self.headings) | _RESERVED
            if name in taken or not name[0].isalpha():
                name = self._free(f"document_{name}", taken)
            self._names[key] = name
            self.headings[name] = self._unique(shown)
        return self._names[key]

    def status(self, heading: str) -> str:
        """The name of the document's status column: what it said when it was imported."""
        self.status_heading = self.status_heading or heading
        if STATUS not in self.headings:
            self.headings[STATUS] = self._unique(f"{heading or 'Status'} ({_ADDED})")
        return STATUS

    def _unique(self, shown: str) -> str:
        """A heading that no column of the grid has."""
        taken = {plain(head) for head in self._taken_headings()}
        wanted = (shown, f"{shown} ({_ADDED})", *(f"{shown} ({_ADDED}, {n})" for n in range(2, 99)))
        return next(text for text in wanted if plain(text) not in taken)

    def _free(self, name: str, taken: frozenset[str] | set[str]) -> str:
        number = 2
        free = name
        while free in taken:
            free, number = f"{name}_{number}", number + 1
        return free

    def _taken_headings(self) -> set[str]:
        return {*self._around.taken_headings, *self.headings.values(), "Status"}


_RESERVED = frozenset(
    ("text", "ref", "letter", "note", "sub_items", "see_also", "by_when", "who", "resources",
     "measures", "reporting", "status", "goal", "kind", "adopted_by_when")
)  # fmt: skip

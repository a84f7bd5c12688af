"""The columns of the table being read: from its headings, the table before it, or its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.plan.reading.column_roles import columns_from, columns_guessed
from toolkit.plan.reading.columns import (
    NO_COLUMNS,
    Columns,
    heading_of,
    heading_rows,
    is_heading_row,
    joined_headings,
)
from toolkit.plan.reading.doubts import Pending
from toolkit.plan.reading.grid_shapes import single_cell
from toolkit.plan.reading.source import Grid, Row
from toolkit.plan.reading.surroundings import Surroundings
from toolkit.plan.reading.wordings import plain, shortened

_ROLE_WORDS = {"text": "the actions", "by_when": "By When", "who": "Who", "ref": "a number"}


class GridColumns:
    """What the columns are now; a table goes on with those of the table before it.

    Attributes:
        now: the columns.
        headings: how often each role had which heading.
        skipped: rows at the start of the table that are taken as its headings already.
    """

    def __init__(self, around: Surroundings, pending: list[Pending]) -> None:
        self.now: Columns = NO_COLUMNS
        self.headings: dict[str, Counter[str]] = {}
        self.pending = pending
        self.skipped = 0
        self._around = around
        self._top: tuple[str, ...] = ()

    def find(self, rows: Sequence[Row], grid: Grid, *, aside: bool) -> None:
        """Find out what the columns are: from headings, the table before, or the cells.

        Args:
            aside: the table stands in a section around the plan, such as its history.
        """
        self.skipped = 0
        place = next((at for at in range(min(len(rows), 12)) if heading_rows(rows, at)), None)
        if place is not None:
            self.take(rows, place, peek=True)
            if aside and not _says_more_than_when(self.now):
                self.now = NO_COLUMNS
            return
        if self.now.is_grid and len(self.now.roles) == grid.width and not aside:
            return
        self._guess(rows, grid, aside=aside)

    def take(self, rows: Sequence[Row], at: int, *, peek: bool = False) -> int:
        """Use the heading rows at ``at``; returns how many there are."""
        count = heading_rows(rows, at)
        if not count:
            return 0
        top = tuple(heading_of(cell) for cell in rows[at])
        if count == 1 and top == self._top and self.now.is_grid:
            return 1  # a page's end cut off the second heading row
        headings = joined_headings(rows[at : at + count])
        following: list[Row] = []
        alone: list[Row] = []
        for row in rows[at + count :]:
            if is_heading_row(row):
                break
            (alone if single_cell(row) else following).append(row)
        found = columns_from(headings, following, alone)
        if peek:
            self.now = found if found.is_grid else NO_COLUMNS
        elif not found.is_grid:
            return 0
        else:
            self.now, self._top = found, top if count > 1 else ()
            self._remember(headings)
        return count

    def _remember(self, headings: Sequence[str]) -> None:
        for place, role in enumerate(self.now.roles):
            known = role
            if role.startswith("level:"):
                known = f"column:{plain(headings[place])}"
            if headings[place] and not (self.now.timed and role in ("text", "more")):
                self.headings.setdefault(known, Counter())[headings[place]] += 1

    def _guess(self, rows: Sequence[Row], grid: Grid, *, aside: bool) -> None:
        body = [row for row in rows if not single_cell(row)]
        self.now = NO_COLUMNS
        if len(body) < 2 or aside:
            return
        headed = _is_heading_like(body[0]) and len(body) > 2
        headings = joined_headings(body[:1]) if headed else ()
        self.now = columns_guessed(body[1:] if headed else body, self._around, headings)
        if not self.now.is_grid:
            return
        if headed:
            self.skipped = rows.index(body[0]) + 1
            self._remember(headings)
        said = ", ".join(
            f"column {place + 1}: {_ROLE_WORDS.get(role, role)}"
            for place, role in enumerate(self.now.roles)
            if role and role != "own"
        )
        text = " | ".join(shortened(cell.text, 30) for cell in rows[0])
        start = "The table's headings say nothing known" if headed else "The table has no headings"
        reading = f"{start}; its cells look like {said}."
        other = ("The columns mean something else: give them headings and import again",)
        self.pending.append(Pending(None, "", text, reading, other, grid.place))


def _is_heading_like(row: Row) -> bool:
    """Short words in every cell, no figures: headings, whatever they mean."""
    said = [heading_of(cell) for cell in row if cell.text]
    return len(said) == len([cell for cell in row if not cell.covered]) and all(
        len(text.split()) <= 4 and not any(sign.isdigit() for sign in text) for text in said
    )


def _says_more_than_when(columns: Columns) -> bool:
    known = set(columns.roles) - {"text", "by_when", "own", "ref", ""}
    return bool(known)

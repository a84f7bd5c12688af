"""The columns of the table being read: from its headings, the table before it, or its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.plan.reading.columns import (
    NO_COLUMNS,
    Columns,
    columns_from,
    columns_guessed,
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
    """

    def __init__(self, around: Surroundings, pending: list[Pending]) -> None:
        self.now: Columns = NO_COLUMNS
        self.headings: dict[str, Counter[str]] = {}
        self.pending = pending
        self._around = around

    def find(self, rows: Sequence[Row], grid: Grid) -> None:
        """Find out what the columns are: from headings, the table before, or the cells."""
        place = next((at for at in range(min(len(rows), 12)) if heading_rows(rows, at)), None)
        if place is not None:
            self.take(rows, place, peek=True)
            return
        if self.now.is_grid and len(self.now.roles) == grid.width:
            return
        body = [row for row in rows if not single_cell(row)]
        self.now = columns_guessed(body, self._around) if len(body) > 1 else NO_COLUMNS
        if self.now.is_grid:
            said = ", ".join(
                f"column {place + 1}: {_ROLE_WORDS.get(role, role)}"
                for place, role in enumerate(self.now.roles)
                if role and role != "own"
            )
            self._ask_about(grid, rows, said)

    def _ask_about(self, grid: Grid, rows: Sequence[Row], said: str) -> None:
        text = " | ".join(shortened(cell.text, 30) for cell in rows[0])
        reading = f"The table has no headings; its cells look like {said}."
        other = ("The columns mean something else: give them headings and import again",)
        self.pending.append(Pending(None, "", text, reading, other, grid.place))

    def take(self, rows: Sequence[Row], at: int, *, peek: bool = False) -> int:
        """Use the heading rows at ``at``; returns how many there are."""
        count = heading_rows(rows, at)
        if not count:
            return 0
        headings = joined_headings(rows[at : at + count])
        following = []
        for row in rows[at + count :]:
            if is_heading_row(row):
                break
            if not single_cell(row):
                following.append(row)
        found = columns_from(headings, following)
        if peek:
            self.now = found if found.is_grid else NO_COLUMNS
        elif not found.is_grid:
            return 0
        else:
            self.now = found
            for place, role in enumerate(found.roles):
                known = (
                    role if not role.startswith("level:") else f"column:{plain(headings[place])}"
                )
                if headings[place]:
                    self.headings.setdefault(known, Counter())[headings[place]] += 1
        return count

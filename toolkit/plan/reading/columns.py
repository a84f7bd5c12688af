"""What each column of a table holds: told by its headings, else by its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from toolkit.plan.reading.headings import meaning_of
from toolkit.plan.reading.periods import is_period
from toolkit.plan.reading.source import Cell, Row

CELLS = ("by_when", "who", "resources", "measures", "reporting")
_LONGEST_HEADING = 90
_FEWEST_PERIODS = 2  # more are a calendar across the page: the other headings tell


class Columns(Struct, frozen=True):
    """The columns of a table.

    Attributes:
        headings: their headings, as printed; "" where there is none.
        roles: for each: text, more (actions too), level:HEIGHT, ref, status, one of CELLS, own,
            or "" for nothing.
        guessed: no heading told it.
        timed: the headings of the actions' columns are their By When ("2026-27 | 2027-28").
    """

    headings: tuple[str, ...]
    roles: tuple[str, ...]
    guessed: bool = False
    timed: bool = False

    @property
    def more(self) -> tuple[int, ...]:
        """Further columns of actions."""
        return tuple(i for i, role in enumerate(self.roles) if role == "more")

    @property
    def text(self) -> int:
        """The column of the actions."""
        return self.roles.index("text")

    @property
    def levels(self) -> tuple[int, ...]:
        """Columns of the levels above the actions, highest first."""
        found = [i for i, role in enumerate(self.roles) if role.startswith("level:")]
        return tuple(sorted(found, key=lambda i: (int(self.roles[i][6:]), i)))

    @property
    def is_grid(self) -> bool:
        """Whether these are the columns of a table of actions."""
        return "text" in self.roles and any(
            role.startswith("level:") or role in (*CELLS, "status", "more") for role in self.roles
        )


NO_COLUMNS = Columns((), ())


def heading_of(cell: Cell) -> str:
    """A heading cell as one line."""
    return " ".join(" ".join(line.text for line in cell.lines).split())


def is_heading_row(row: Row) -> bool:
    """Whether a row names columns: short cells, two known meanings or more, most of them known."""
    texts = [heading_of(cell) for cell in row if not cell.covered and not cell.above]
    said = [text for text in texts if text]
    timed = [text for text in said if is_period(text)]
    if len(timed) > _FEWEST_PERIODS:
        said = [text for text in said if text not in timed]
    if len(said) < 2 or any(len(text) > _LONGEST_HEADING for text in said):
        return False
    known = [found for text in said if (found := meaning_of(text)).weight >= 5.5 or found.whole]
    kinds = {(found.kind, found.height) for found in known}
    whole = sum(found.whole for found in known)
    if whole < 2 and not (len(known) >= 3 and whole + len(known) > len(said)):
        return False
    if any(re.search(r"\d{4}|[.;]\s*$", text) and len(text) > 25 for text in said):
        return False
    level = any(found.kind == "level" and found.whole for found in known)
    least = 0.25 if level and whole >= 2 else 0.5
    return len(kinds) >= 2 and len(known) >= least * len(said)


def heading_rows(rows: Sequence[Row], at: int) -> int:
    """How many rows from ``at`` on are headings: none, one, or two that belong together."""
    if at >= len(rows):
        return 0
    first = is_heading_row(rows[at])
    if at + 1 < len(rows) and _continues_headings(rows[at], rows[at + 1]):
        joined = joined_headings((rows[at], rows[at + 1]))
        kinds = {meaning_of(text).kind for text in joined} - {""}
        if len(kinds) >= 2:
            return 2
    return int(first)


def joined_headings(rows: Sequence[Row]) -> tuple[str, ...]:
    """One heading a column from one or two heading rows."""
    if len(rows) == 1:
        return tuple("" if cell.covered else heading_of(cell) for cell in rows[0])
    found, above = [], ""
    for top, below in zip(rows[0], rows[1], strict=True):
        over, under = heading_of(top), heading_of(below)
        above = over or (above if top.covered or under else "")
        if below.above or below.covered or not under:
            found.append(over)
        else:
            found.append(f"{above} – {under}" if above and above != under else under)
    return tuple(found)


def _continues_headings(top: Row, below: Row) -> bool:
    """The second row names parts of the first one's merged cells."""
    if len(top) != len(below):
        return False
    parts = [(heading_of(a), heading_of(b), a, b) for a, b in zip(top, below, strict=True)]
    if any(len(under) > 40 or re.search(r"\w{4}[.;]\s*$", under) for _, under, _, _ in parts):
        return False
    spread = any(a.across > 1 and not a.covered for _, _, a, _ in parts)
    full = any(a.across >= len(top) for _, _, a, _ in parts)
    unders = [place for place, (_, under, _, b) in enumerate(parts) if under and not b.above]
    if len(unders) < 2 or full:
        return False
    merged_down = any(b.above for _, _, _, b in parts)
    blank_over = all(not parts[p][0] or p + 1 in unders or p - 1 in unders for p in unders)
    if not spread and not (blank_over and any(not parts[p][0] for p in unders)):
        return False
    known = sum(1 for p in unders if meaning_of(parts[p][1]).kind)
    named_above = sum(1 for over, _, _, _ in parts if over) >= 2
    sure = spread and sum(meaning_of(parts[p][1]).whole for p in unders) >= 0.6 * len(unders)
    telling = merged_down or len(unders) < len(parts) or sure
    return named_above and telling and known * 2 >= len(unders)

"""What each column of a table holds: told by its headings, else by its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.plan.reading.headings import Meaning, meaning_of
from toolkit.plan.reading.source import Cell, Row
from toolkit.plan.reading.surroundings import Surroundings
from toolkit.plan.reading.wordings import squeezed

CELLS = ("by_when", "who", "resources", "measures", "reporting")
_LONGEST_HEADING = 90
_FIGURE = re.compile(r"[\s$€£<>≥≤~+\-–]*\d[\d,.]*\s*%?(?:\s*(?:of|/)\s*\d+)?\s*")
_CODES = re.compile(r"[A-Z]{2,6}(?:\s*[/,&]\s*[A-Z]{2,6}){0,5}")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table.

    Attributes:
        headings: their headings, as printed; "" where there is none.
        roles: for each: text, level:HEIGHT, ref, status, one of CELLS, own, or "" for nothing.
        guessed: no heading told it.
    """

    headings: tuple[str, ...]
    roles: tuple[str, ...]
    guessed: bool = False

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
            role.startswith("level:") or role in CELLS or role == "status" for role in self.roles
        )


NO_COLUMNS = Columns((), ())


def heading_of(cell: Cell) -> str:
    """A heading cell as one line."""
    return " ".join(" ".join(line.text for line in cell.lines).split())


def is_heading_row(row: Row) -> bool:
    """Whether a row names columns: short cells, two known meanings or more, most of them known."""
    texts = [heading_of(cell) for cell in row if not cell.covered and not cell.above]
    said = [text for text in texts if text]
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


def columns_from(headings: Sequence[str], rows: Sequence[Row]) -> Columns:
    """The columns under these headings; ``rows`` are the rows below, as evidence."""
    meanings = [_meaning(heading) for heading in headings]
    roles = ["" for _ in headings]
    levels = []
    for place, found in enumerate(meanings):
        if found.kind == "level" and not _only_figures(rows, place):
            levels.append(place)
        elif found.kind in ("ref", "status"):
            roles[place] = found.kind
        elif headings[place]:
            roles[place] = "own"
    _choose_cells(meanings, roles)
    text = _action_column(levels, meanings, headings, roles, rows)
    if text < 0:
        return Columns(tuple(headings), tuple(roles))
    for place in levels:
        roles[place] = f"level:{meanings[place].height}"
    roles[text] = "text"
    if roles.count("status") > 1:
        first = roles.index("status")
        roles = ["own" if r == "status" and i != first else r for i, r in enumerate(roles)]
    return Columns(tuple(headings), tuple(roles))


def columns_guessed(rows: Sequence[Row], around: Surroundings) -> Columns:
    """The columns of a table without headings, from what its cells look like."""
    width = max((len(row) for row in rows), default=0)
    roles = ["" for _ in range(width)]
    lengths = [0.0] * width
    for place in range(width):
        texts = [row[place].text for row in rows if place < len(row) and row[place].text]
        lengths[place] = sum(map(len, texts)) / len(texts) if texts else 0.0
        roles[place] = _looks_like(texts, around)
    if not {"by_when", "who"} & set(roles):
        return NO_COLUMNS
    open_ones = [place for place in range(width) if roles[place] == "own"]
    if not open_ones:
        return NO_COLUMNS
    before = [p for p in open_ones if lengths[p] >= 0.4 * max(lengths[q] for q in open_ones)]
    roles[before[0]] = "text"
    for name in ("by_when", "who"):
        doubled = [place for place in range(width) if roles[place] == name][1:]
        for place in doubled:
            roles[place] = "own"
    return Columns(tuple("" for _ in roles), tuple(roles), guessed=True)


def _continues_headings(top: Row, below: Row) -> bool:
    """The second row names parts of the first one's merged cells."""
    if len(top) != len(below):
        return False
    parts = [(heading_of(a), heading_of(b), a, b) for a, b in zip(top, below, strict=True)]
    if any(len(under) > 40 or re.search(r"[.;]\s*$", under) for _, under, _, _ in parts):
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
    return named_above and (merged_down or len(unders) < len(parts)) and known * 2 >= len(unders)


def _meaning(heading: str) -> Meaning:
    """Of "Top – sub" the part that says more; the part alone when both say the same."""
    whole = meaning_of(heading)
    parts = heading.split(" – ")
    if len(parts) == 2:
        top, sub = meaning_of(parts[0]), meaning_of(parts[1])
        return sub if sub.weight >= 6 else max(whole, top, sub, key=lambda found: found.weight)
    return whole


def _choose_cells(meanings: Sequence[Meaning], roles: list[str]) -> None:
    """Each kind of cell gets the heading that means it most surely; the others stay the plan's."""
    for name in CELLS:
        claims = [place for place, found in enumerate(meanings) if found.kind == name]
        if claims:
            best = max(claims, key=lambda place: (meanings[place].weight, -place))
            for place in claims:
                roles[place] = name if place == best else "own"


def _action_column(
    levels: Sequence[int],
    meanings: Sequence[Meaning],
    headings: Sequence[str],
    roles: Sequence[str],
    rows: Sequence[Row],
) -> int:
    """The lowest level; without one the longest column that says what is done or measured."""
    if levels:
        return max(levels, key=lambda place: (meanings[place].height, place))
    known = {roles[place] for place in range(len(headings))}
    if not known & {"by_when", "who", "measures", "status"}:
        return -1
    rather = [place for place, role in enumerate(roles) if role in ("own", "")]
    rather = [p for p in rather if _length(rows, p) >= 12 and not _only_figures(rows, p)]
    if (
        "measures" in roles
        and meanings[roles.index("measures")].weight >= 9
        and (not rather or any("baseline" in heading.casefold() for heading in headings))
    ):
        return list(roles).index("measures")
    return max(rather, key=lambda place: _length(rows, place)) if rather else -1


def _length(rows: Sequence[Row], place: int) -> float:
    texts = [row[place].text for row in rows if place < len(row) and row[place].text]
    return sum(map(len, texts)) / len(texts) if texts else 0.0


def _only_figures(rows: Sequence[Row], place: int) -> bool:
    texts = [row[place].text for row in rows if place < len(row) and row[place].text]
    texts = [text for text in texts if squeezed(text)]
    return bool(texts) and all(_FIGURE.fullmatch(text) for text in texts)


def _looks_like(texts: Sequence[str], around: Surroundings) -> str:
    said = [text for text in texts if squeezed(text)]
    if not said:
        return ""
    share = 1 / len(said)
    if sum(share for t in said if len(t) <= 60 and around.is_timing(t)) >= 0.6:
        return "by_when"
    if (
        sum(share for t in said if _CODES.fullmatch(t) or (len(t) <= 60 and around.is_party(t)))
        > 0.5
    ):
        return "who"
    if all(re.fullmatch(r"[\d.]+[a-z]?[.)]?|[A-Za-z][.)]?", text) for text in said):
        return "ref"
    return "own"

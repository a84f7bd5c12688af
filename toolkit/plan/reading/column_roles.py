"""What each column of a table holds: chosen from its heading, checked against its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.plan.reading.column_evidence import Evidence
from toolkit.plan.reading.columns import CELLS, NO_COLUMNS, Columns
from toolkit.plan.reading.headings import UNKNOWN, Meaning, meaning_of
from toolkit.plan.reading.periods import is_period
from toolkit.plan.reading.source import Row
from toolkit.plan.reading.surroundings import Surroundings
from toolkit.plan.reading.wordings import plain

_ONE_EACH = (*CELLS, "status")
_FEWEST_PARTS = 2
_LOWEST = 9  # below every level
_SHORTEST = 14  # signs of an action in a table without headings, on average
_ACTION = 5  # height from which on a level is work to be done
_NUMBERED = re.compile(r"^(.*?[a-z])\s*#?\s*(?:\d{1,2}|[a-e]|one|two|three|four|five|six)$")


def columns_from(
    headings: Sequence[str], rows: Sequence[Row], alone: Sequence[Row] = ()
) -> Columns:
    """The columns under these headings.

    Args:
        headings: one a column.
        rows: the rows below, as evidence.
        alone: rows below in which a single cell says something.
    """
    evidence = Evidence(rows, alone)
    meanings = [_meaning(heading) for heading in headings]
    roles = ["" for _ in headings]
    levels = []
    for place, found in enumerate(meanings):
        if found.kind == "level" and evidence.are_codes(place) and place + 1 < len(headings):
            roles[place] = "ref"
        elif found.kind == "level" and evidence.names_entries(place, high=found.height < _ACTION):
            levels.append(place)
        elif found.kind == "ref" and evidence.cites(place):
            roles[place] = "ref"
        elif headings[place]:
            roles[place] = "own"
    played = parts_played(headings, evidence)
    for place in played:
        meanings[place], roles[place] = UNKNOWN, "own"
    _choose_cells(meanings, roles)
    _choose_responsible(headings, roles)
    several = _alike(headings, levels)
    text = several[0] if several else _action_column(levels, meanings, headings, roles, evidence)
    timed = _period_columns(headings, evidence) if _is_high(text, meanings, levels) else ()
    if timed:
        text, several = timed[0], timed
    if text < 0:
        return Columns(tuple(headings), tuple(roles))
    lowest = meanings[text].height if text in levels else _LOWEST
    for place in levels:
        lower = meanings[place].height > lowest and not timed
        roles[place] = "own" if lower else f"level:{meanings[place].height}"
    for place in several:
        roles[place] = "more"
    roles[text] = "text"
    return Columns(tuple(headings), tuple(roles), timed=bool(timed))


def parts_played(headings: Sequence[str], evidence: Evidence) -> list[int]:
    """Columns headed by people, with the letters of a RACI chart below them."""
    places = [p for p, heading in enumerate(headings) if len(heading.strip()) > 1]
    found = [place for place in places if evidence.are_parts_played(place)]
    return found if len(found) >= _FEWEST_PARTS else []


def columns_guessed(rows: Sequence[Row], around: Surroundings, headings: Sequence[str]) -> Columns:
    """The columns of a table whose headings say nothing known, from what its cells look like."""
    evidence = Evidence(rows)
    width = max((len(row) for row in rows), default=0)
    roles = [evidence.looks_like(place, around) for place in range(width)]
    roles = [
        "own" if role in ("by_when", "who") and evidence.filled(place) < 0.5 else role
        for place, role in enumerate(roles)
    ]
    if not {"by_when", "who"} & set(roles):
        return NO_COLUMNS
    lengths = [evidence.length(place) for place in range(width)]
    open_ones = [place for place in range(width) if roles[place] == "own"]
    if not open_ones:
        return NO_COLUMNS
    before = [p for p in open_ones if lengths[p] >= 0.4 * max(lengths[q] for q in open_ones)]
    if lengths[before[0]] < _SHORTEST:
        return NO_COLUMNS
    roles[before[0]] = "text"
    for name in ("by_when", "who"):
        for place in [place for place in range(width) if roles[place] == name][1:]:
            roles[place] = "own"
    shown = tuple(headings) or tuple("" for _ in roles)
    return Columns(shown, tuple(roles), guessed=True)


def _meaning(heading: str) -> Meaning:
    """Of "Top – sub" the part that says more; the part alone when both say the same."""
    whole = meaning_of(heading)
    parts = heading.split(" – ")
    if len(parts) == 2:
        top, sub = meaning_of(parts[0]), meaning_of(parts[1])
        sure = sub.weight >= 6 or (sub.kind and sub.kind == top.kind)
        return sub if sure else max(whole, top, sub, key=lambda found: found.weight)
    return whole


def _choose_cells(meanings: Sequence[Meaning], roles: list[str]) -> None:
    """Each kind of cell gets the heading that means it most surely; the others stay the plan's."""
    for name in _ONE_EACH:
        claims = [place for place, found in enumerate(meanings) if found.kind == name]
        if claims:
            best = max(claims, key=lambda place: (meanings[place].weight, -place))
            for place in claims:
                roles[place] = name if place == best else "own"


def _choose_responsible(headings: Sequence[str], roles: list[str]) -> None:
    """R, A, C, I: of a table that says who is responsible, accountable, consulted, informed."""
    letters = [heading.strip().upper() for heading in headings]
    if "who" not in roles and {"R", "A"} <= set(letters) and {"C", "I"} & set(letters):
        roles[letters.index("R")] = "who"


def _alike(headings: Sequence[str], levels: Sequence[int]) -> tuple[int, ...]:
    """Columns of the same level side by side ("Strategy 1 | Strategy 2"): each holds actions."""
    stems: dict[str, list[int]] = {}
    for place in levels:
        found = _NUMBERED.match(plain(headings[place]))
        if found:
            stems.setdefault(found[1], []).append(place)
    longest = max(stems.values(), key=len, default=[])
    others = [place for place in levels if place not in longest]
    return tuple(longest) if len(longest) > 1 and others else ()


def _is_high(text: int, meanings: Sequence[Meaning], levels: Sequence[int]) -> bool:
    """No column is work to be done: the actions may stand under years."""
    return text < 0 or (text in levels and meanings[text].height < _ACTION)


def _period_columns(headings: Sequence[str], evidence: Evidence) -> tuple[int, ...]:
    """Columns headed by years or terms that hold sentences, not marks or figures."""
    periods = [p for p, heading in enumerate(headings) if is_period(heading)]
    wordy = [p for p in periods if evidence.length(p) >= 12 and not evidence.only_figures(p)]
    return tuple(periods) if len(periods) > 1 and len(wordy) * 2 > len(periods) else ()


def _action_column(
    levels: Sequence[int],
    meanings: Sequence[Meaning],
    headings: Sequence[str],
    roles: Sequence[str],
    evidence: Evidence,
) -> int:
    """The lowest level that most rows fill; without one the longest that says what is done."""
    filled = [place for place in levels if evidence.filled(place) >= 0.4] or list(levels)
    if filled:
        lowest = max(filled, key=lambda place: (meanings[place].height, place))
        named = _named_column(headings, evidence)
        high = meanings[lowest].height < 4 and {"by_when", "who"} <= set(roles)
        return named if named >= 0 and high else lowest
    known = set(roles)
    if not known & {"by_when", "who", "measures", "status"}:
        return -1
    rather = [place for place, role in enumerate(roles) if role in ("own", "")]
    rather = [p for p in rather if evidence.length(p) >= 12 and not evidence.only_figures(p)]
    if (
        "measures" in roles
        and meanings[list(roles).index("measures")].weight >= 9
        and (not rather or any("baseline" in heading.casefold() for heading in headings))
    ):
        return list(roles).index("measures")
    return max(rather, key=evidence.length) if rather else -1


def _named_column(headings: Sequence[str], evidence: Evidence) -> int:
    """A column headed "Name" or "Title", as task lists have it."""
    said = [plain(heading) for heading in headings]
    found = next((said.index(name) for name in ("name", "title", "summary") if name in said), -1)
    return found if found >= 0 and evidence.filled(found) >= 0.9 else -1

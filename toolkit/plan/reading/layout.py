"""Which entry stands beside which letter, when only the blank lines of two cells can tell.

A cell is seen as the printed lines it fills: nobody knows how wide its column was, so the width
that makes all columns of the row agree best is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, combinations_with_replacement
from math import ceil

from toolkit.plan.reading.entries import Entry

_WIDTHS = (24, 30, 36, 44, 54, 66, 80, 100, 140, 400)
# Parts of the action column's width, the widest of a printed grid; long texts wrap hardest.
_NARROW, _WIDE = 0.4, 0.3
_LIKE, _MOST_LIKE = 0.8, 2.0
_MOST = 5000  # assignments looked at for one column
_SHORT = 40  # signs; a cell whose entries are all shorter stands in a narrow column

Group = tuple[int, tuple[str, ...]]
"""An entry of a column: the line it begins on, and its lines."""


def placed_beside(
    entries: Sequence[Entry],
    columns: Mapping[str, tuple[Sequence[str], Sequence[Group]]],
    *,
    known: Mapping[str, Sequence[int]],
) -> dict[str, list[int]]:
    """For each column, the place of the letter every group stands beside.

    Args:
        entries: the letters.
        columns: column → (its lines, blank ones included; its groups).
        known: columns whose groups are told by their number alone; they tell the width.
    """
    best: tuple[float, dict[str, list[int]]] | None = None
    for width in _WIDTHS:
        cost, found = 0.0, {}
        heights = _letter_tops(entries, width)
        for name, (lines, groups) in columns.items():
            tops = _group_tops(lines, groups, width)
            if name in known:
                cost += sum(abs(tops[i] - heights[p]) for i, p in enumerate(known[name])) / 4
                continue
            price, chosen = _cheapest(tops, heights, groups, entries)
            cost += price
            found[name] = chosen
        if best is None or cost < best[0] - 0.01:
            best = cost, found
    return best[1] if best else {}


def _letter_tops(entries: Sequence[Entry], width: int) -> list[int]:
    tops, reached = [], entries[0].start if entries else 0
    for entry in entries:
        tops.append(reached)
        reached += sum(max(1, ceil(size / width)) for size in entry.sizes)
    return tops


def _group_tops(lines: Sequence[str], groups: Sequence[Group], width: int) -> list[int]:
    longest = max((len(line) for line in lines), default=0)
    own = max(8, round(width * (_NARROW if longest <= _SHORT else _WIDE)))
    tops, reached = {}, 0
    for place, line in enumerate(lines):
        tops[place] = reached
        reached += max(1, ceil(len(line) / own))
    return [tops[start] for start, _ in groups]


def _cheapest(
    tops: Sequence[int], heights: Sequence[int], groups: Sequence[Group], entries: Sequence[Entry]
) -> tuple[float, list[int]]:
    """The assignment in order that moves the groups least; shared words speak for a pair."""
    count, letters = len(tops), range(len(heights))
    choose = combinations if count <= len(heights) else combinations_with_replacement
    best: tuple[float, list[int]] | None = None
    for tried, chosen in enumerate(choose(letters, count)):
        if tried >= _MOST:
            break
        cost = 0.0 + sum(abs(tops[i] - heights[place]) for i, place in enumerate(chosen))
        cost -= sum(_likeness(groups[i], entries[place]) for i, place in enumerate(chosen))
        if best is None or cost < best[0]:
            best = cost, list(chosen)
    return best or (0.0, [0] * count)


def _likeness(group: Group, entry: Entry) -> float:
    return min(_MOST_LIKE, _LIKE * len(_stems(" ".join(group[1])) & _stems(entry.text)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in re.findall(r"[a-z]{5,}", text.casefold()))

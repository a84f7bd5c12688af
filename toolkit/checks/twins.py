"""Actions that say nearly the same in two places: done twice, or by nobody."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from toolkit.checks.evidence import Evidence, SeenRow
from toolkit.checks.finding import Finding, FindingClass, Severity

ACTION_TWIN = FindingClass(
    "action-twin",
    Severity.QUESTION,
    "Two actions with nearly the same text",
    "Perhaps one piece of work stands under two goals. A See also makes it visible; nothing is "
    "merged.",
    '{ref} reads nearly like {other}: "{value}"; one piece of work?',
)
CLASSES = (ACTION_TWIN,)

_ALIKE = 0.7  # share of three-word runs two texts have in common
_SHORTEST = 5  # words; shorter actions are alike by chance
_CROWD = 20  # a run in more rows than this is a stock phrase, not a sign of twins


def check(evidence: Evidence) -> Iterator[Finding]:
    """Every later action that repeats an earlier one; rows of one id are one action.

    A row without an id is asked about as such: it may well be the very row it reads like.
    """
    rows: dict[str, SeenRow] = {}
    for row in evidence.actions():
        if row.id:
            rows.setdefault(row.id, row)
    runs = {key: _runs(row.text("text")) for key, row in rows.items()}
    places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, found in runs.items():
        for earlier in _neighbours(found, places):
            common = len(found & runs[earlier]) / len(found | runs[earlier])
            if common >= _ALIKE:
                row, other = rows[key], rows[earlier]
                spot = row.spot("text")
                yield ACTION_TWIN.at(spot, value=row.text("text"), ref=row.ref, other=other.ref)
                break
        for run in found:
            places[run].append(key)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    if len(words) < _SHORTEST:
        return frozenset()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _neighbours(
    found: frozenset[tuple[str, ...]], places: dict[tuple[str, ...], list[str]]
) -> dict[str, None]:
    """Earlier rows that share a run of words, in order."""
    shared = [run for run in found if run in places and len(places[run]) <= _CROWD]
    return dict.fromkeys(key for run in sorted(shared) for key in places[run])

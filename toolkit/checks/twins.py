"""Actions that say nearly the same in two places: done twice, or by nobody."""

from __future__ import annotations

import re
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
    places: dict[tuple[str, ...], list[str]] = {}
    for key, found in runs.items():
        shared = _shared(key, found, places)
        for earlier in dict.fromkeys(other for run in sorted(shared) for other in places[run]):
            common = len(found & runs[earlier]) / len(found | runs[earlier])
            if common >= _ALIKE:
                row, other = rows[key], rows[earlier]
                spot = row.spot("text")
                yield ACTION_TWIN.at(spot, value=row.text("text"), ref=row.ref, other=other.ref)
                break
        for run in shared:
            places[run].append(key)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    if len(words) < _SHORTEST:
        return frozenset()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _shared(
    key: str, found: frozenset[tuple[str, ...]], places: dict[tuple[str, ...], list[str]]
) -> list[tuple[str, ...]]:
    """The runs of words that earlier rows have too, few enough of them; a new one is noted."""
    shared = []
    for run in found:
        earlier = places.get(run)
        if earlier is None:
            places[run] = [key]
        elif len(earlier) <= _CROWD:
            shared.append(run)
    return shared

"""The lines of *Needs you* as they stood after the last sync."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import asdict

from toolkit.ports.history import History
from toolkit.report.check_lines import most_urgent_first
from toolkit.report.needs_you import NeedsLine
from toolkit.tables.encoding import Json

NEEDS = "needs"
_PLACE = "place"


def open_lines(history: History) -> tuple[NeedsLine, ...]:
    """What stood open after the last sync, in the order it was told; files are not looked at."""
    kept = sorted(history.items(NEEDS).values(), key=lambda line: line.get(_PLACE, 0))
    told = ({name: value for name, value in line.items() if name != _PLACE} for line in kept)
    return most_urgent_first(
        NeedsLine(**{**line, "choices": tuple(line["choices"])}) for line in told
    )


def urgent_waits(history: History) -> bool:
    """Whether something waits that stops figures from being right: exit code 3."""
    return any(line.urgent for line in open_lines(history))


def encode_lines(lines: Iterable[NeedsLine]) -> Mapping[str, Json]:
    """The lines as items of a commit, each with its place in the list."""
    return {
        line.key: {**asdict(line), "choices": list(line.choices), _PLACE: place}
        for place, line in enumerate(lines)
    }

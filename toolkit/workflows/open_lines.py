"""The lines of *Needs you* as they stood after the last sync."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from toolkit.ports.history import History
from toolkit.report.check_lines import most_urgent_first
from toolkit.report.needs_you import NeedsLine
from toolkit.tables.encoding import Json

NEEDS = "needs"


def open_lines(history: History) -> tuple[NeedsLine, ...]:
    """What stood open after the last sync, most urgent first; files are not looked at."""
    kept = history.items(NEEDS).values()
    lines = [NeedsLine(**{**line, "choices": tuple(line["choices"])}) for line in kept]
    return most_urgent_first(lines)


def encode_lines(lines: Iterable[NeedsLine]) -> Mapping[str, Json]:
    """The lines as items of a commit."""
    return {line.key: {**asdict(line), "choices": list(line.choices)} for line in lines}

"""When answers were sent: the days and hours platforms write, in either order of day and month."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

_DAY = re.compile(
    r"(?:(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})"
    r"|(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y2>\d{4}|\d{2}))"
    r"(?:[T ,]+(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?(?:\.\d+)?"
    r"\s*(?P<half>[ap]\.?\s?m)?)?",
    re.IGNORECASE,
)


def moments_of(texts: Iterable[str]) -> tuple[datetime | None, ...]:
    """Each text as a moment, None where it is none; one reading of day and month for them all."""
    found = [_DAY.match(text.strip()) for text in texts]
    firsts = [int(match["a"]) for match in found if match and match["a"]]
    day_first = any(first > 12 for first in firsts)
    return tuple(_moment(match, day_first=day_first) if match else None for match in found)


def _moment(match: re.Match[str], *, day_first: bool) -> datetime | None:
    if match["y1"]:
        year, month, day = int(match["y1"]), int(match["m1"]), int(match["d1"])
    else:
        one, two = int(match["a"]), int(match["b"])
        day, month = (one, two) if day_first else (two, one)
        year = int(match["y2"]) + (2000 if len(match["y2"]) == 2 else 0)
    hour = int(match["h"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    try:
        return datetime(year, month, day, hour, int(match["min"] or 0), int(match["s"] or 0))  # noqa: DTZ001
    except ValueError:
        return None

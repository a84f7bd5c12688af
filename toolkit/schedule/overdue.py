"""Overdue and due soon: derived from the due day, never typed."""

from __future__ import annotations

from datetime import date, timedelta

from toolkit.schedule.doubt import Confidence
from toolkit.schedule.due import Due
from toolkit.schedule.reading import Kind, Reading

_NEVER = (Kind.ONGOING, Kind.AS_NEEDED, Kind.UNKNOWN)


def is_overdue(reading: Reading, due: Due, status_is_open: bool, today: date) -> bool:
    """Whether open work is past its day.

    Ongoing and as-needed work never is, nor is work whose reading is still being asked about.

    Args:
        reading: the reading of its By When.
        due: its next due day.
        status_is_open: false once it is complete, cancelled or not achieved.
        today: the day of looking.
    """
    if not status_is_open or not _has_a_day(reading):
        return False
    passed = due.date is not None and due.date < today
    return passed or due.missed is not None


def due_soon(
    reading: Reading, due: Due, status_is_open: bool, today: date, *, days: int = 30
) -> bool:
    """Whether open work is due today or within the next days."""
    if not status_is_open or not _has_a_day(reading) or due.date is None:
        return False
    return today <= due.date <= today + timedelta(days=days)


def _has_a_day(reading: Reading) -> bool:
    sure_enough = reading.confidence is not Confidence.UNSURE
    return sure_enough and not reading.as_needed and reading.kind not in _NEVER

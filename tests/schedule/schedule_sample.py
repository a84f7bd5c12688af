"""The settings, meetings and day that the schedule's tests read with."""

from __future__ import annotations

from datetime import date

from toolkit.schedule import Due, Meeting, Reading, Year, next_due, read_by_when

TODAY = date(2026, 11, 22)
YEAR = Year()
MEETINGS = (
    Meeting("Fall meeting", date(2026, 9, 12)),
    Meeting("Board meeting", date(2026, 12, 3)),
    Meeting("Spring conference", date(2027, 3, 18)),
    Meeting("May – June meeting", date(2027, 6, 4)),
    Meeting("September board meeting", date(2027, 9, 9)),
    Meeting("Fall meeting", date(2027, 9, 11)),
)


def read(text: str, *, adopted: date | None = None, year: Year = YEAR) -> Reading:
    """Read a By When on the sample day."""
    return read_by_when(text, year=year, adopted=adopted, today=TODAY)


def due(
    text: str,
    *,
    today: date = TODAY,
    adopted: date | None = None,
    last_done: date | None = None,
    meetings: tuple[Meeting, ...] = MEETINGS,
) -> Due:
    """The next due day of a By When."""
    reading = read_by_when(text, year=YEAR, adopted=adopted, today=today)
    return next_due(reading, today=today, meetings=meetings, year=YEAR, last_done=last_done)

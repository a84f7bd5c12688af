"""Dates and times as the numbers a workbook stores, in both of Excel's calendars."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 (spreadsheets know no time zones)
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST = 2_958_466.0
_DAY_MS = 86_400_000


def from_serial(
    serial: float, *, date1904: bool, has_date: bool = True, has_time: bool = True
) -> datetime | date | time | None:
    """The date, time or both that a number shows; None when Excel shows no date either.

    Args:
        serial: days since the calendar began.
        date1904: whether the workbook counts from 1904.
        has_date: whether the cell's format shows days, months or years.
        has_time: whether it shows hours, minutes or seconds.
    """
    if not 0 <= serial < _LAST:
        return None
    milliseconds = round(serial * _DAY_MS)
    days, rest = divmod(milliseconds, _DAY_MS)
    if not has_date:
        moment = _EPOCH_1904 + timedelta(milliseconds=rest)
        return moment.time()
    if date1904:
        moment = _EPOCH_1904 + timedelta(milliseconds=milliseconds)
    elif days in (0, 60):
        return None
    else:
        shift = 1 if days < 60 else 0
        if days + shift > _LAST:
            return None
        moment = _EPOCH_1900 + timedelta(days=days + shift, milliseconds=rest)
    return moment if has_time or rest else moment.date()


def to_serial(value: datetime | date | time, *, date1904: bool) -> float | int | None:
    """The number a workbook stores for it; None when its calendar does not reach so far."""
    if isinstance(value, time):
        return _fraction(value)
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    moment = moment.replace(tzinfo=None)
    epoch = _EPOCH_1904 if date1904 else _EPOCH_1900
    days = (moment.date() - epoch.date()).days
    if not date1904 and days < 61:
        days -= 1
    if days < (0 if date1904 else 1):
        return None
    fraction = _fraction(moment.time())
    return days + fraction if fraction else days


def _fraction(value: time) -> float:
    seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    return seconds / 86_400

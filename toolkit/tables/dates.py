"""Days written as text: read when there is one reading, asked about when there are two."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ]0{1,2}:00(?::00)?)?")
_WORDS = re.compile(
    r"(?:(?P<day1>\d{1,2})(?:st|nd|rd|th)?[ -]+(?P<month1>[a-z]+)\.?[ ,-]+(?P<year1>\d{4}|\d{2})"
    r"|(?P<month2>[a-z]+)\.?[ -]+(?P<day2>\d{1,2})(?:st|nd|rd|th)?[ ,-]+(?P<year2>\d{4}|\d{2}))"
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})")

FIRST_SERIAL, LAST_SERIAL = 20_000, 90_000
"""Bare numbers read as dates: serials from October 1954 to May 2146; others are typing slips."""


def dates_in(text: str) -> tuple[date, ...]:
    """Every day a text can mean: none, one, or two when day and month could be swapped."""
    wanted = " ".join(text.split()).casefold()
    if match := _ISO.fullmatch(wanted):
        year, _sign, month, day = match.groups()
        return _day(int(year), int(month), int(day))
    if match := _WEEKDAY.match(wanted):
        wanted = wanted[match.end() :]
    if match := _WORDS.fullmatch(wanted):
        found = match.groupdict()
        month = _MONTHS.get(found["month1"] or found["month2"] or "", 0)
        day, year = found["day1"] or found["day2"], found["year1"] or found["year2"]
        return _day(_century(int(year)), month, int(day))
    if match := _SLASHED.fullmatch(wanted):
        first, second, year = map(int, match.groups())
        year = _century(year)
        return tuple(dict.fromkeys(_day(year, first, second) + _day(year, second, first)))
    return ()


def _century(year: int) -> int:
    return year + 2000 if year < 100 else year


def date_of_serial(serial: float, *, from_1904: bool = False) -> date | None:
    """The day a spreadsheet's serial number stands for; None outside the plausible range."""
    days = serial + (1462 if from_1904 else 0)
    if not FIRST_SERIAL <= days <= LAST_SERIAL or days != int(days):
        return None
    return date(1899, 12, 30) + timedelta(days=int(days))


def _day(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()

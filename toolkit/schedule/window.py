"""A stretch of the calendar that comes round every year, such as May–June or 30 June."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from msgspec import Struct


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def clamped(year: int, month: int, day: int) -> date:
    """A day of a month, at most its last one."""
    return date(year, month, min(day, monthrange(year, month)[1]))


class Window(Struct, frozen=True):
    """Month and day of the first and of the last day; day 31 means the month's last day.

    Attributes:
        first: month and day on which it begins.
        last: month and day on which it ends; earlier than ``first`` when it spans New Year.
    """

    first: tuple[int, int]
    last: tuple[int, int]

    def beginning_in(self, year: int) -> tuple[date, date]:
        """First and last day of the window that begins in a calendar year."""
        end_year = year + 1 if self.last < self.first else year
        return clamped(year, *self.first), clamped(end_year, *self.last)

    def ending_from(self, day: date) -> tuple[date, date]:
        """The first window that ends on or after a day."""
        spans = (self.beginning_in(year) for year in (day.year - 1, day.year, day.year + 1))
        return next(span for span in spans if span[1] >= day)

    def holds(self, day: date) -> bool:
        """Whether a day lies within the window."""
        place = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= place <= self.last
        return place >= self.first or place <= self.last

    @property
    def one_day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last


def months(first: int, last: int = 0) -> Window:
    """Whole months, from the first day of one to the last day of the other."""
    return Window((first, 1), (last or first, 31))

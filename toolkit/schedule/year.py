"""The organisation's years: fiscal, its own, school, and where the plan starts."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from dateutil.relativedelta import relativedelta
from msgspec import Struct


class Basis(Enum):
    """Which year a phrase counts in."""

    OWN = "year"
    FISCAL = "fiscal year"
    SCHOOL = "school year"
    CALENDAR = "calendar year"


class DateOrder(Enum):
    """How ``5/6/2027`` is written here; ASK when nobody has said."""

    ASK = "ask"
    MONTH_FIRST = "month first"
    DAY_FIRST = "day first"


class Year(Struct, frozen=True):
    """When the organisation's years begin (from the settings).

    Attributes:
        fiscal_month: first month of the fiscal year; FY27 is the one that ends in 2027.
        own_month: first month of "the year" in "1st meeting of the year" and "annually".
        school_start: month and day on which the school year begins.
        school_end: month and day on which the school year ends.
        plan_start: first day of the plan's Year 1; none when only the adoption is known.
        date_order: how dates in figures are written.
    """

    fiscal_month: int = 7
    own_month: int = 7
    school_start: tuple[int, int] = (8, 15)
    school_end: tuple[int, int] = (6, 15)
    plan_start: date | None = None
    date_order: DateOrder = DateOrder.ASK

    def first_month(self, basis: Basis) -> int:
        """The month in which a year of this basis begins."""
        months = {Basis.OWN: self.own_month, Basis.FISCAL: self.fiscal_month}
        months |= {Basis.SCHOOL: self.school_start[0], Basis.CALENDAR: 1}
        return months[basis]

    def containing(self, day: date, basis: Basis = Basis.OWN) -> tuple[date, date]:
        """First and last day of the year in which a day falls."""
        month = self.first_month(basis)
        first = date(day.year if day.month >= month else day.year - 1, month, 1)
        return first, first + relativedelta(years=1) - timedelta(days=1)

    def fiscal(self, number: int, first_month: int = 0) -> tuple[date, date]:
        """First and last day of the fiscal year that ends in year ``number``."""
        month = first_month or self.fiscal_month
        first = date(number if month == 1 else number - 1, month, 1)
        return first, first + relativedelta(years=1) - timedelta(days=1)

    def school(self, start: int) -> tuple[date, date]:
        """First and last day of the school year that begins in year ``start``."""
        return date(start, *self.school_start), date(start + 1, *self.school_end)

"""Now, as every pure rule sees it: the day, the reporting period, the organisation's calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from dateutil.relativedelta import relativedelta
from msgspec import Struct, field

from toolkit.schedule.key import Key, Person
from toolkit.schedule.meeting import Meeting
from toolkit.schedule.wording import day_words
from toolkit.schedule.year import DateOrder, Year
from toolkit.tables.record import Record
from toolkit.tables.snapshot import Snapshot


class Moment(Struct, frozen=True, dict=True):
    """The day a document speaks of and the reporting period around it.

    Attributes:
        today: the document's day; never the computer's clock.
        period_start: first day of the reporting period.
        period_end: its last day, the next meeting's; None when no later meeting has a date.
        period_words: how the period follows, in plain words for the reader.
        earlier_starts: first days of the periods before this one, oldest first; how far back
            depends on how many meetings have a date.
        next_meeting: name of the meeting that ends the period, "" when none is dated.
        due_soon_days: how many days ahead an action is due soon.
        floor: fewer survey answers than this give no figure.
        year: when the organisation's years begin.
        meetings: the rows of *Meetings*.
        adopted: the day the plan was adopted, else the day tracking began; None when neither is
            known.
        key: the plan's roles, terms and memberships.
        people: the rows of *People*.
        plan_start, plan_end: the plan's own period, None when not known.
    """

    today: date
    period_start: date
    period_end: date | None = None
    period_words: str = ""
    earlier_starts: tuple[date, ...] = ()
    next_meeting: str = ""
    due_soon_days: int = 30
    floor: int = 5
    year: Year = field(default_factory=Year)
    meetings: tuple[Meeting, ...] = ()
    adopted: date | None = None
    key: Key = field(default_factory=Key)
    people: tuple[Person, ...] = ()
    plan_start: date | None = None
    plan_end: date | None = None

    @cached_property
    def worked_out(self) -> dict[Any, Any]:
        """What texts mean at this moment, by text: a plan says the same again and again."""
        return {}

    @property
    def horizon(self) -> date:
        """The day by which "due before the next meeting" is meant."""
        return self.period_end or self.today + timedelta(days=self.due_soon_days)


def moment_of(
    snapshot: Snapshot,
    today: date,
    *,
    period: str = "meetings",
    year_starts: int = 7,
    due_soon_days: int = 30,
    day_first: bool = False,
    floor: int = 5,
    first_day: date | None = None,
) -> Moment:
    """The moment a snapshot is looked at.

    Args:
        period: ``meetings``, ``quarter`` or ``month`` (settings).
        year_starts: month 1–12 in which the fiscal year begins.
        first_day: the day history begins; no period begins before it.
    """
    plan = next(iter(snapshot["plan"]), Record("plan"))
    meetings = tuple(_meeting(record) for record in snapshot["meetings"].live())
    start, end, words, name = _period(period, today, meetings, year_starts)
    if first_day and start < first_day <= today:
        start, words = first_day, f"since tracking began on {day_words(first_day)}"
    return Moment(
        today=today,
        period_start=start,
        period_end=end,
        period_words=words,
        earlier_starts=_earlier_starts(period, start, meetings),
        next_meeting=name,
        due_soon_days=due_soon_days,
        floor=floor,
        year=Year(
            fiscal_month=year_starts,
            own_month=year_starts,
            plan_start=_day(plan, "period_start"),
            date_order=DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST,
        ),
        meetings=meetings,
        adopted=_day(plan, "adopted") or first_day,
        key=_key(snapshot),
        people=tuple(_person(record) for record in snapshot["people"].live()),
        plan_start=_day(plan, "period_start"),
        plan_end=_day(plan, "period_end"),
    )


def _period(
    period: str, today: date, meetings: tuple[Meeting, ...], year_starts: int
) -> tuple[date, date | None, str, str]:
    if period == "month":
        start = today.replace(day=1)
        return start, start + relativedelta(months=1, days=-1), "this month", ""
    if period == "quarter":
        start = _fiscal_start(today, year_starts, months=3)
        return start, start + relativedelta(months=3, days=-1), "this quarter", ""
    # On the day of a meeting the period it ends is the one people want to read about.
    past = _latest((m for m in meetings if m.date and m.date < today), last=True)
    coming = _latest((m for m in meetings if m.date and m.date >= today), last=False)
    end, name = (coming.date, coming.name) if coming else (None, "")
    if past and past.date:
        return past.date, end, f"since {past.name} on {day_words(past.date)}", name
    start = _fiscal_start(today, year_starts, months=12)
    words = f"since the year began on {day_words(start)} (no past meeting has a date yet)"
    return start, end, words, name


def _earlier_starts(period: str, start: date, meetings: tuple[Meeting, ...]) -> tuple[date, ...]:
    """Where the last periods began: the meetings before, or the quarters or months before."""
    if period in _MONTHS:
        steps = range(_REMEMBERED, 0, -1)
        return tuple(start - relativedelta(months=_MONTHS[period] * step) for step in steps)
    past = sorted(m.date for m in meetings if m.date and m.date < start)
    return tuple(past[-_REMEMBERED:])


_MONTHS = {"month": 1, "quarter": 3}
_REMEMBERED = 4


def _latest(meetings: Iterable[Meeting], *, last: bool) -> Meeting | None:
    ordered = sorted(meetings, key=lambda meeting: meeting.date or date.max)
    return ordered[-1 if last else 0] if ordered else None


def _fiscal_start(today: date, year_starts: int, *, months: int) -> date:
    """First day of the fiscal quarter (3 months) or year (12) that holds today."""
    passed = (today.month - year_starts) % 12 % months
    return today.replace(day=1) - relativedelta(months=passed)


def _meeting(record: Record) -> Meeting:
    found = record["date"]
    return Meeting(
        name=record.text("name"),
        date=found if isinstance(found, date) else None,
        pattern=record.text("pattern"),
        aliases=tuple(line.strip() for line in record.text("said_as").splitlines() if line.strip()),
    )


def _key(snapshot: Snapshot) -> Key:
    by_kind: dict[str, dict[str, str]] = {"role": {}, "term": {}, "membership": {}}
    for record in snapshot["roles"].live():
        by_kind[record.text("kind") or "role"][record.text("ref")] = record.text("name")
    roles = {**by_kind["role"], **by_kind["membership"]}
    return Key(roles, by_kind["term"], frozenset(by_kind["membership"]))


def _person(record: Record) -> Person:
    return Person(
        name=record.text("name"),
        roles=_parts(record.text("roles")),
        aliases=_parts(record.text("aliases")),
        mail=record.text("mail"),
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[,;\n]", text) if part.strip())


def _day(record: Record, column: str) -> date | None:
    found = record[column]
    return found if isinstance(found, date) else None

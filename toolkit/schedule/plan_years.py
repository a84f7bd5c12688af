"""Years of the plan and times counted from adoption: Year 1, Years 2-3, within 6 months."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from toolkit.schedule.doubt import NO_DOUBT, Doubt, likely, unsure
from toolkit.schedule.figures import count
from toolkit.schedule.nodes import Found, Mark, Scan, Span
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.wording import day_words, span_words

_LINKS = ("-", "–", "—", "to", "through", "thru", "and", "&", "/")
_FILL = (
    "the",
    "of",
    "plan",
    "board",
    "strategic",
    "a",
    "date",
    "its",
    "this",
    "from",
    "final",
    "-",
)
_YEARS = ("year", "years", "yr", "yrs", "y")


class Length(Struct, frozen=True):
    """A length of time, such as 6 months; ``least`` differs from ``most`` in 3-5 years."""

    least: int
    most: int
    unit: str

    def after(self, day: date) -> date:
        """The day this long after another."""
        return day + self._delta(self.most)

    def before(self) -> int:
        """About how many days it is."""
        return (self.after(date(2001, 1, 1)) - date(2001, 1, 1)).days

    def words(self) -> str:
        """6 months; 3 to 5 years."""
        number = f"{self.least} to {self.most}" if self.least != self.most else f"{self.most}"
        return f"{number} {self.unit}{'' if self.most == 1 else 's'}"

    def _delta(self, number: int) -> relativedelta:
        months = {"month": 1, "quarter": 3, "semester": 6, "trimester": 4, "year": 12}
        if self.unit in months:
            return relativedelta(months=number * months[self.unit])
        return relativedelta(days=number * (7 if self.unit == "week" else 1))


def length_at(scan: Scan, at: int) -> tuple[Length | None, int]:
    """A length of time and the place after it."""
    least = count(scan, at)
    most, end = least, at + 1
    if scan.at(at).text == "a":
        least = most = 1
    if least and scan.at(end).text in _LINKS and count(scan, end + 1):
        most, end = count(scan, end + 1), end + 2
    end = scan.skip(end, "-", "(", ")", "calendar", "school", "full") if least else end
    if least and count(scan, end) == most and scan.at(end + 1).text in ("", ")"):
        end = scan.skip(end + 1, ")")
    unit = scan.at(end)
    if not least or unit.sense is not Sense.UNIT:
        return None, at
    return Length(least, max(least, most), str(unit.value)), end + 1


def numbered_year(scan: Scan, at: int) -> Found[Span | Mark] | None:
    """Year 1 · Years 2-3 · Yr. Two · Y1 · first year of the plan."""
    token = scan.at(at)
    if token.text in _YEARS:
        first = count(scan, at + 1)
        end = at + 2
        last, end = _last_year(scan, first, end)
    elif scan.at(at + 1).text in ("year", "yr"):
        first, last, end = token.number, token.number, at + 2
    else:
        return None
    if not 1 <= first <= last <= 20:
        return None
    while scan.at(end).text in ("of", "the", "plan", "strategic", "implementation"):
        end += 1
    return Found(_plan_years(scan, first, last), end)


def counted(scan: Scan, at: int) -> Found[Span | Mark] | None:
    """Within 6 months of adoption · 90 days after approval · 12-18 months."""
    inside = scan.at(at).sense is Sense.WITHIN or scan.at(at).text in ("in", "over", "first")
    place = scan.skip(at, "within", "in", "over", "the", "first", "next", "a period of", "period")
    length, end = length_at(scan, place)
    if not length:
        return None
    after = scan.at(end)
    if after.sense is Sense.AFTER or after.text in ("of", "from", "after", "following"):
        anchor = scan.skip(end + 1, *_FILL)
        if scan.at(anchor).sense is Sense.ADOPTION and of_plan(scan, anchor):
            named = scan.at(anchor).text.startswith("adopt")
            return Found(_from_adoption(scan, length, named=named), _past(scan, anchor))
        if scan.at(anchor - 1).text in ("plan", "implementation"):
            return Found(_loose(scan, length, inside=True), anchor)
        return None
    return Found(_loose(scan, length, inside=inside), end)


def of_plan(scan: Scan, at: int) -> bool:
    """Whether approval means the plan's: nothing else is named as what is approved."""
    if any(scan.at(place).sense is Sense.UNKNOWN for place in range(max(at - 3, 0), at)):
        return False
    if any(scan.at(place).text in ("budget", "finance") for place in range(max(at - 3, 0), at)):
        return False
    if scan.at(at + 1).text not in ("of", "by"):
        return True
    after = scan.at(scan.skip(at + 1, "of", "by", "the", "this", "our", "strategic"))
    return after.text in ("plan", "board", "membership", "council", "members")


def _past(scan: Scan, at: int) -> int:
    return scan.skip(at + 1, "of", "the", "strategic", "plan", "date", "by", "board")


def _last_year(scan: Scan, first: int, end: int) -> tuple[int, int]:
    if first and scan.at(end).text in _LINKS[:6]:
        place = scan.skip(end + 1, *_YEARS)
        last = count(scan, place)
        if last > first:
            return last, place + 1
    last = first
    while first and scan.at(end).text in (",", "and", "&"):
        place = scan.skip(end, ",", "and", "&")
        if count(scan, place) != last + 1:
            break
        last, end = last + 1, place + 1
    return last, end


def _plan_years(scan: Scan, first: int, last: int) -> Span | Mark:
    name = f"Year {first}" if first == last else f"Years {first} to {last}"
    begin = scan.year.plan_start or scan.adopted
    if not begin:
        question = f"On which day does the plan's Year 1 begin? ({name} is counted from it.)"
        return Mark(Sense.OPEN, name, doubt=unsure(question))
    start = begin + relativedelta(years=first - 1)
    end = begin + relativedelta(years=last) - timedelta(days=1)
    given = NO_DOUBT if scan.year.plan_start else likely("Year 1 counted from adoption")
    return Span(start, end, f"{name} of the plan ({span_words(start, end)})", given)


def _from_adoption(scan: Scan, length: Length, *, named: bool) -> Span | Mark:
    words = f"{length.words()} after adoption"
    if not scan.adopted:
        return Mark(Sense.OPEN, words, doubt=unsure("On which day was the plan adopted?"))
    due = length.after(scan.adopted)
    sure = NO_DOUBT if named else likely("approval read as the plan's adoption")
    if length.least != length.most:
        sure = likely("the later end of the range")
    return Span(scan.adopted, due, f"{words} ({day_words(due)})", sure)


def _loose(scan: Scan, length: Length, *, inside: bool) -> Span | Mark:
    """6 months: from when? From adoption when it is known, and said so."""
    question = f"{length.words()} from when: from adoption, or from another day?"
    if not scan.adopted:
        return Mark(Sense.OPEN, length.words(), doubt=unsure(question))
    due = length.after(scan.adopted)
    doubt: Doubt = likely("counted from adoption") if inside else unsure(question)
    return Span(scan.adopted, due, f"Within {length.words()} ({day_words(due)})", doubt)

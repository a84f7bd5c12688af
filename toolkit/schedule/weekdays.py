"""Days of the week and of the month: first Tuesday of each month, every Monday, the 15th."""

from __future__ import annotations

from toolkit.schedule.doubt import NO_DOUBT, likely
from toolkit.schedule.nodes import Every, Found, Scan
from toolkit.schedule.rule import Rule, Unit
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.window import months

_MONTH_FILL = ("of", "in", "the", "every", "each", "a", "per", "(", ",")


def weekday_of_month(scan: Scan, at: int) -> Found[Every] | None:
    """First Tuesday of each month · 2nd and 4th Monday · last Friday in September."""
    which, place = [scan.at(at).number], at + 1
    while scan.at(place).text in ("and", "&", ",", "/") and _is_ordinal(scan, place + 1):
        which.append(scan.at(place + 1).number)
        place += 2
    weekday = scan.at(place)
    if weekday.sense is not Sense.WEEKDAY or not all(each <= 5 for each in which):
        return None
    days = tuple((each, weekday.number) for each in which)
    after = scan.skip(place + 1, *_MONTH_FILL)
    token = scan.at(after)
    if token.sense is Sense.MONTH:
        rule = Rule(Unit.YEAR, weekdays=days, windows=(months(token.number),))
        return Found(Every(rule, likely("no year given: every year")), after + 1)
    if token.value == "month" or token.text in ("every month", "each month", "monthly"):
        return Found(Every(Rule(Unit.MONTH, weekdays=days)), after + 1)
    if token.value == "quarter" or token.text in ("each quarter", "every quarter"):
        return Found(Every(Rule(Unit.MONTH, every=3, weekdays=days), likely()), after + 1)
    doubt = likely("read as every month")
    return Found(Every(Rule(Unit.MONTH, weekdays=days), doubt), place + 1)


def every_weekday(scan: Scan, at: int) -> Found[Every] | None:
    """Every Monday · Mondays · each Tuesday and Thursday."""
    place = at + (scan.at(at).sense is Sense.EACH)
    plural = place > at or scan.at(place).text.endswith("days")
    second = scan.at(place + 1).text == "other" or scan.at(place).text == "other"
    place += scan.at(place).text == "other"
    token = scan.at(place)
    if token.sense is not Sense.WEEKDAY or not plural:
        return None
    days = [(0, token.number)]
    place += 1
    while scan.at(place).text in ("and", "&", ",", "/"):
        if scan.at(place + 1).sense is not Sense.WEEKDAY:
            break
        days.append((0, scan.at(place + 1).number))
        place += 2
    return Found(Every(Rule(Unit.WEEK, every=2 if second else 1, weekdays=tuple(days))), place)


def day_of_month(scan: Scan, at: int) -> Found[Every] | None:
    """15th of each month · last day of the month · by the 10th of every month."""
    which, place = scan.at(at).number, at + 1
    plain = scan.at(place).text == "day"
    place += plain
    business = scan.at(place).text in ("business", "working")
    if (which < 0 and not plain) or which > 31 or business:
        return None
    after = scan.skip(place, *_MONTH_FILL)
    token = scan.at(after)
    monthly = token.value == "month" or token.text in ("every month", "each month")
    if not monthly or after == place:
        return None
    doubt = (
        NO_DOUBT if token.text != "month" or "the" not in _texts(scan, place, after) else likely()
    )
    return Found(Every(Rule(Unit.MONTH, days=(which,)), doubt), after + 1)


def _texts(scan: Scan, at: int, end: int) -> list[str]:
    return [scan.at(place).text for place in range(at, end)]


def _is_ordinal(scan: Scan, at: int) -> bool:
    return scan.at(at).sense is Sense.ORDINAL

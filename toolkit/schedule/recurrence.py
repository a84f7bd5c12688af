"""How often: annually, every 3 years, twice a year, each Sept, odd years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from toolkit.schedule.doubt import NO_DOUBT, Doubt, likely, unsure
from toolkit.schedule.figures import count
from toolkit.schedule.nodes import Every, Found, Scan, Yearless
from toolkit.schedule.ranges import stretch
from toolkit.schedule.rule import Rule, Unit
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.window import Window
from toolkit.schedule.wording import pace_words
from toolkit.schedule.year import Basis

Pace = tuple[Unit, int, int]

_UNITS: Mapping[str, tuple[Unit, int]] = {
    "day": (Unit.DAY, 1),
    "week": (Unit.WEEK, 1),
    "month": (Unit.MONTH, 1),
    "quarter": (Unit.MONTH, 3),
    "year": (Unit.YEAR, 1),
    "semester": (Unit.MONTH, 6),
    "trimester": (Unit.MONTH, 4),
}
_BASES = {"school": Basis.SCHOOL, "academic": Basis.SCHOOL, "fiscal": Basis.FISCAL}
_BASES |= {"fy": Basis.FISCAL, "calendar": Basis.CALENDAR, "plan": Basis.OWN}
_BASES |= {"program": Basis.OWN, "membership": Basis.OWN, "grant": Basis.OWN}
_PER = ("a", "an", "per", "each", "every", "/", "the", "in", "times", "time", "during")


def adverb(scan: Scan, at: int) -> Found[Every] | None:
    """Annually, monthly, quarterly: one word that says how often."""
    pace = _pace(scan, at)
    return Found(Every(rule_of(pace)), at + 1) if pace else None


def two_ways(scan: Scan, at: int) -> Found[Every] | None:
    """Bi-monthly and bi-annually mean two things, so they are asked."""
    value = scan.at(at).value
    if not isinstance(value, tuple):
        return None
    shown, other = (rule_of(pace) for pace in value)
    words = tuple(_spoken(pace_words(rule)) for rule in (shown, other))
    question = f"“{scan.at(at).written}”: {words[0]}, or {words[1]}?"
    return Found(Every(shown, unsure(question, *words)), at + 1)


def every_unit(scan: Scan, at: int) -> Found[Every] | None:
    """Every year, each school year, every other month, every 3 years, every third year."""
    place = scan.skip(at + 1, "the", "of")
    number, doubt = 1, NO_DOUBT
    token = scan.at(place)
    if token.text == "other":
        number, place = 2, place + 1
    elif token.sense in (Sense.NUMBER, Sense.ORDINAL) and 1 < token.number < 100:
        number, place, doubt = _number_or_range(scan, place)
    basis = _BASES.get(scan.at(place).text)
    unit = scan.at(place + (basis is not None))
    if unit.sense is not Sense.UNIT:
        return None
    kind, size = _UNITS[str(unit.value)]
    if unit.value == "semester" and number == 1:
        return Found(_each_semester(scan), place + 1)
    rule = Rule(kind, every=size * number, basis=basis or Basis.OWN)
    return Found(Every(rule, doubt), place + 1 + (basis is not None))


def times_per(scan: Scan, at: int) -> Found[Every] | None:
    """Twice a year, 3 times per quarter, 2x/year, once each semester, 1/year."""
    number = scan.at(at).number if scan.at(at).sense is Sense.TIMES else count(scan, at)
    place = at + 1
    slash = scan.at(place).text == "/"
    marked = scan.at(at).sense is Sense.TIMES or scan.at(place).text in ("x", "times", "time")
    if not number or not (slash or marked) or number > 366:
        return None
    place = scan.skip(place, "x", "times", "time")
    place = scan.skip(place, *_PER)
    basis = _BASES.get(scan.at(place).text)
    place += basis is not None
    pace = _pace(scan, place) or _unit_pace(scan, place)
    if not pace:
        return None
    by_school = basis is Basis.SCHOOL and pace[0] is Unit.YEAR
    if (scan.at(place).value == "semester" and number == 1) or (by_school and number == 2):
        return Found(_each_semester(scan), place + 1)
    return Found(Every(_divided(pace, number, basis or Basis.OWN)), place + 1)


def every_window(scan: Scan, at: int) -> Found[Every] | None:
    """Each Sept, every fall, each June 30, every May and November."""
    place = scan.skip(at + 1, "year", "in", "the", ",", "early", "mid", "late")
    found = stretch(scan, scan.skip(at + 1, "year", "in", "the", ","))
    if not found or not isinstance(found.node, Yearless):
        return None
    node, end = found.node, found.end
    windows = [node.window]
    while scan.at(end).text in ("and", "&", ",", "/") and place:
        more = stretch(scan, scan.skip(end, "and", "&", ",", "/"))
        if not more or not isinstance(more.node, Yearless):
            break
        windows.append(more.node.window)
        end = more.end
    return Found(Every(Rule(Unit.YEAR, windows=tuple(windows)), node.doubt), end)


def plural_season(scan: Scan, at: int) -> Found[Every] | None:
    """Springs, falls: every one of them."""
    found = stretch(scan, at)
    if not found or not isinstance(found.node, Yearless) or not found.node.plural:
        return None
    return Found(Every(Rule(Unit.YEAR, windows=(found.node.window,))), found.end)


def parity(scan: Scan, at: int) -> Found[Every] | None:
    """Odd years, even-numbered years."""
    token = scan.at(at)
    if token.text.split()[-1] not in ("years", "year"):
        return None
    first = scan.base.year + (scan.base.year % 2 != (token.value == "odd"))
    rule = Rule(Unit.YEAR, every=2, anchor=date(first, 1, 1), basis=Basis.CALENDAR)
    return Found(Every(rule), at + 1)


def edge_of_each(scan: Scan, at: int) -> Found[Every] | None:
    """End of each quarter, beginning of every month, at the start of each school year."""
    edges = {"end": False, "beginning": True, "start": True, "close": False, "conclusion": False}
    token = scan.at(at)
    if token.text not in edges:
        return None
    place = scan.skip(at + 1, "of")
    if scan.at(place).sense is Sense.ADVERB:
        found = adverb(scan, place)
    else:
        found = every_unit(scan, place) if scan.at(place).sense is Sense.EACH else None
    if not found:
        return None
    rule = replace(found.node.rule, at_start=edges[token.text])
    if rule.unit is Unit.MONTH and not rule.at_start:
        rule = replace(rule, days=(-1,))
    year = scan.year
    if rule.basis is Basis.SCHOOL and rule.unit is Unit.YEAR and not rule.windows:
        edge = year.school_start if rule.at_start else year.school_end
        rule = replace(rule, windows=(Window(edge, edge),), at_start=False)
    return Found(Every(rule, found.node.doubt), found.end)


def _each_semester(scan: Scan) -> Every:
    """Each semester ends in December or with the school year."""
    opening, close = scan.year.school_start, scan.year.school_end
    windows = (Window(opening, (12, 31)), Window((1, 1), close))
    rule = Rule(Unit.YEAR, windows=windows, basis=Basis.SCHOOL)
    return Every(rule, likely("the first semester read as ending in December"))


def rule_of(pace: Pace, basis: Basis = Basis.OWN) -> Rule:
    """The rule of a pace."""
    unit, every, times = pace
    return Rule(unit, every=every, times=times, basis=basis)


def _pace(scan: Scan, at: int) -> Pace | None:
    token = scan.at(at)
    if token.sense is not Sense.ADVERB or not isinstance(token.value, tuple):
        return None
    unit, every, times = token.value
    return unit, every, times


def _unit_pace(scan: Scan, at: int) -> Pace | None:
    token = scan.at(at)
    if token.sense is not Sense.UNIT:
        return None
    unit, size = _UNITS[str(token.value)]
    return unit, size, 1


def _divided(pace: Pace, number: int, basis: Basis) -> Rule:
    """Twice a year is every 6 months; what does not divide stays "5 times a year"."""
    unit, every, times = pace
    months = every * 12 if unit is Unit.YEAR else 0
    if months and number > 1 and months % number == 0 and number <= 12:
        return Rule(Unit.MONTH, every=months // number, basis=basis)
    return Rule(unit, every=every, times=times * number, basis=basis)


def _number_or_range(scan: Scan, at: int) -> tuple[int, int, Doubt]:
    """Every 3 years; every 3-5 years is asked."""
    first = scan.at(at).number
    if scan.at(at + 1).text in ("-", "–", "to", "or") and count(scan, at + 2) > first:
        last = count(scan, at + 2)
        question = f"Every {first} or every {last}: which is the plan held to?"
        return last, at + 3, unsure(question, f"every {first}", f"every {last}")
    return first, at + 1, NO_DOUBT


def _spoken(words: str) -> str:
    return words[0].lower() + words[1:]

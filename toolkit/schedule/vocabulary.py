"""The words people write under By When, and what each of them means."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from toolkit.schedule.rule import Unit
from toolkit.schedule.wordlist import word_list


class Sense(Enum):
    """What part a word plays in a timing."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    DOTTED = "dotted"
    SIGN = "sign"
    BREAK = "break"
    MONTH = "month"
    SEASON = "season"
    WEEKDAY = "weekday"
    UNIT = "unit"
    EACH = "each"
    TIMES = "times"
    ADVERB = "adverb"
    AMBIGUOUS = "ambiguous"
    ONGOING = "ongoing"
    NEEDED = "needed"
    OPEN = "open"
    VAGUE = "vague"
    STATUS = "status"
    ROUGH = "rough"
    AGAINST = "against"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    UNTIL = "until"
    FROM = "from"
    WITHIN = "within"
    PART = "part"
    THIS = "this"
    TO = "to"
    AND = "and"
    OR = "or"
    THEN = "then"
    MEETING = "meeting"
    GROUP = "group"
    FISCAL = "fiscal"
    SCHOOL = "school"
    HALF = "half"
    QUARTER = "quarter"
    PARITY = "parity"
    ADOPTION = "adoption"
    LABEL = "label"
    FILLER = "filler"
    UNKNOWN = "unknown"


MONTH_NAMES = word_list(
    "January February March April May June July August September October November December"
)
WEEKDAY_NAMES = word_list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
SEASON_MONTHS = {"winter": (12, 2), "spring": (3, 5), "summer": (6, 8), "fall": (9, 11)}

_MONTHS = """january jan enero|february feb febrero|march mar marzo|april apr abril|may mayo|
june jun junio|july jul julio|august aug agosto|september sept sep septiembre setiembre|
october oct octubre|november nov noviembre|december dec diciembre"""
_WEEKDAYS = """monday mon mondays lunes|tuesday tue tues tuesdays|wednesday wed weds wednesdays|
thursday thu thur thurs thursdays|friday fri fridays|saturday sat saturdays|sunday sun sundays"""
_SEASONS = {"fall": "fall falls autumn autumns otoño", "spring": "spring springs primavera"}
_SEASONS |= {"summer": "summer summers verano", "winter": "winter winters invierno"}
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_UNITS = {"day": "day days", "week": "week weeks wk wks", "month": "month months mo mos mth mths"}
_UNITS |= {"quarter": "quarter quarters qtr qtrs", "year": "year years yr yrs año años"}
_UNITS |= {"semester": "semester semesters", "trimester": "trimester trimesters"}

_ADVERBS = {
    (Unit.DAY, 1, 1): "daily",
    (Unit.WEEK, 1, 1): "weekly semanal semanalmente",
    (Unit.WEEK, 2, 1): "fortnightly",
    (Unit.MONTH, 1, 1): "monthly mensual mensualmente",
    (Unit.MONTH, 1, 2): "semimonthly",
    (Unit.MONTH, 3, 1): "quarterly trimestral trimestralmente",
    (Unit.MONTH, 6, 1): "semiannual semiannually halfyearly semestral semestralmente",
    (Unit.MONTH, 4, 1): "triannually triannual",
    (Unit.YEAR, 1, 1): "annually annual yearly anual anualmente",
    (Unit.YEAR, 2, 1): "biennial biennially",
    (Unit.YEAR, 3, 1): "triennial triennially",
}
# Words that people use for two different rhythms: the one shown first, then the other.
_TWO_WAYS = {
    ((Unit.MONTH, 2, 1), (Unit.MONTH, 1, 2)): "bimonthly",
    ((Unit.WEEK, 2, 1), (Unit.WEEK, 1, 2)): "biweekly",
    ((Unit.MONTH, 6, 1), (Unit.YEAR, 2, 1)): "biannual biannually biyearly",
}
_PLAIN = {
    Sense.EACH: "each every per cada all",
    Sense.ONGOING: "ongoing continuous continuously continual continually continuing continuo "
    "perpetual perpetually always throughout yearround permanent permanently",
    Sense.OPEN: "tbd tba tbc undetermined unknown unscheduled undecided pending",
    Sense.VAGUE: "soon asap immediately immediate now regularly regular routinely routine "
    "periodically periodic frequently frequent occasionally occasional often sometimes eventually "
    "later varies various future recurring intermittently",
    Sense.STATUS: "done finished achieved cancelled canceled underway completed accomplished",
    Sense.ROUGH: "approximately approx about around circa roughly tentative tentatively estimated "
    "est target targeted anticipated expected proposed possibly maybe probably hopefully perhaps",
    Sense.AGAINST: "not except unless excluding never no without skip instead unlikely",
    Sense.BY: "by due deadline",
    Sense.BEFORE: "before",
    Sense.AFTER: "after following upon when pending post",
    Sense.UNTIL: "until till ending ends expires",
    Sense.FROM: "from since starting started beginning begin begins starts start "
    "commencing effective",
    Sense.WITHIN: "within",
    Sense.TO: "to through thru hasta al",
    Sense.AND: "and & y plus with including",
    Sense.OR: "or alternate alternatively alternative otherwise",
    Sense.THEN: "then thereafter afterwards subsequently",
    Sense.MEETING: "meeting meetings mtg mtgs conference conferences symposium symposia retreat "
    "retreats summit summits convention conventions assembly assemblies agm "
    "reunión institute",
    Sense.GROUP: "board council membership executive committee staff faculty general business "
    "delegate legislative advisory leadership state national regional plenary directors director "
    "member members full special cabinet team union parent parents pta pto district strategic "
    "planning governing trustees finance budget steering regular superintendents chapter",
    Sense.FISCAL: "fy fiscal ffy federal",
    Sense.SCHOOL: "sy ay school academic",
    Sense.PARITY: "odd even alternating",
    Sense.ADOPTION: "adoption approval adopted approved",
    Sense.LABEL: "draft final finalize report reports review submit present launch plan pilot "
    "implement implementation rollout phase complete completion update evaluate evaluation survey "
    "assess assessment distribute share publish develop adopt date timeline revise reviewed "
    "initial policy training hire annualized document goal target presented reported "
    "analysis data results ready planned scheduled",
    Sense.FILLER: "the of in on at a an for our its their during new basis time date that it is be "
    "will shall de del en el la los las come between cy calendar occurs held",
    Sense.THIS: "this next current coming upcoming",
}


def _words() -> Iterator[tuple[str, tuple[Sense, object]]]:
    for sense, text in _PLAIN.items():
        yield from ((word, (sense, word)) for word in text.split())
    for number, text in enumerate(_MONTHS.split("|"), 1):
        yield from ((word, (Sense.MONTH, number)) for word in text.split())
    for number, text in enumerate(_WEEKDAYS.split("|")):
        yield from ((word, (Sense.WEEKDAY, number)) for word in text.split())
    for season, text in _SEASONS.items():
        yield from ((word, (Sense.SEASON, season)) for word in text.split())
    for number, word in enumerate(_NUMBERS.split(), 1):
        yield word, (Sense.NUMBER, number)
    for number, word in enumerate(_ORDINALS.split(), 1):
        yield word, (Sense.ORDINAL, number)
    for unit, text in _UNITS.items():
        yield from ((word, (Sense.UNIT, unit)) for word in text.split())
    for pace, text in _ADVERBS.items():
        yield from ((word, (Sense.ADVERB, pace)) for word in text.split())
    for paces, text in _TWO_WAYS.items():
        yield from ((word, (Sense.AMBIGUOUS, paces)) for word in text.split())
    for word, part in _PARTS.items():
        yield word, (Sense.PART, part)
    yield "last", (Sense.ORDINAL, -1)
    yield "once", (Sense.TIMES, 1)
    yield "twice", (Sense.TIMES, 2)
    yield "thrice", (Sense.TIMES, 3)
    yield "half", (Sense.HALF, "half")
    yield "h", (Sense.HALF, "h")
    yield "q", (Sense.QUARTER, "q")


_PARTS = {"early": "early", "mid": "mid", "middle": "mid", "late": "late", "end": "end"}
WORDS: dict[str, tuple[Sense, object]] = dict(_words())

"""Expressions of several words that mean one thing, such as "no later than"."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.schedule.vocabulary import WORDS, Sense
from toolkit.schedule.wordlist import word_list

_SAYINGS: dict[tuple[Sense, object], str] = {
    (Sense.BY, "by"): "no later than|not later than|on or before|in time for|at the latest|"
    "due by|due on|due date|to be completed by|completed by|complete by|finished by|done by",
    (Sense.BEFORE, "before"): "prior to|ahead of|in advance of|leading up to",
    (Sense.AFTER, "after"): "subsequent to|as soon as|at the time of|contingent on|dependent on|"
    "depending on|based on|in response to|at the conclusion of|at the completion of|"
    "upon completion of|after completion of",
    (Sense.UNTIL, "until"): "up to|up until|not after",
    (Sense.FROM, "from"): "as of|begin in|to begin|to start|effective as of|starting in",
    (Sense.OPEN, "tbd"): "to be determined|to be decided|to be announced|to be confirmed|"
    "to be scheduled|to be established|to be set|not yet determined|not yet set|not yet known|"
    "not set|not determined|no date|not applicable|n / a|date to come|yet to be determined|"
    "to be developed|to be discussed|not scheduled",
    (Sense.ONGOING, "ongoing"): "on going|year round|all year|all year long|throughout the year|"
    "throughout the school year|throughout the fiscal year|throughout each year|at all times|"
    "all the time|no end date|life of the plan|for the life of the plan|"
    "throughout the life of the plan|for the duration of the plan|throughout the plan|"
    "duration of the plan|length of the plan|plan duration|throughout the duration of the plan|"
    "en curso|on a continuous basis|on an ongoing basis|in perpetuity|every day|"
    "all school year|across the year|ongoing basis",
    (Sense.STATUS, "underway"): "in progress|in process|on track|on hold|in place|"
    "already done|already complete|not started",
    (Sense.VAGUE, "vague"): "short term|long term|near term|mid term|medium term|short range|"
    "long range|from time to time|when possible|as soon as possible|as possible|as time permits|"
    "as time allows|as funds allow|as funding allows|as funding permits|as funds permit|"
    "as funding is available|as funds are available|as funds become available|when able|"
    "as often as possible|right away|at some point|in the future|quick win|quick wins",
    (Sense.ROUGH, "about"): "or so|on or about|on or around|more or less",
    (Sense.EACH, "each"): "each and every",
    (Sense.ADVERB, WORDS["annually"][1]): "per annum|per year|every year|each year|"
    "cada año|on an annual basis|annual basis|once a year|once per year|every calendar year|"
    "every 12 months|from year to year|year after year",
    (Sense.ADVERB, WORDS["monthly"][1]): "on a monthly basis|monthly basis|once a month|"
    "every month|each month|cada mes|per month",
    (Sense.ADVERB, WORDS["quarterly"][1]): "on a quarterly basis|quarterly basis|"
    "once a quarter|every quarter|each quarter|per quarter|"
    "every three months|each fiscal quarter|every fiscal quarter",
    (Sense.ADVERB, WORDS["weekly"][1]): "on a weekly basis|once a week|every week|each week|"
    "per week|weekly basis",
    (Sense.ADVERB, WORDS["semiannually"][1]): "semi annual|semi annually|half yearly|"
    "twice yearly|twice annually|twice a year|every half year",
    (Sense.ADVERB, WORDS["semimonthly"][1]): "semi monthly|twice monthly|twice a month",
    (Sense.AMBIGUOUS, WORDS["bimonthly"][1]): "bi monthly",
    (Sense.AMBIGUOUS, WORDS["biweekly"][1]): "bi weekly",
    (Sense.AMBIGUOUS, WORDS["biannual"][1]): "bi annual|bi annually|bi yearly",
    (Sense.ADVERB, WORDS["biennial"][1]): "every other year|every second year|alternate years|"
    "bi ennial|bi ennially|alternating years|in alternate years|every two years",
    (Sense.ADVERB, WORDS["fortnightly"][1]): "every other week|every second week|every two weeks",
    (Sense.PARITY, "odd"): "odd years|odd numbered years|odd year|every odd numbered year|"
    "every odd year|odd numbered year|in odd years",
    (Sense.PARITY, "even"): "even years|even numbered years|even year|every even numbered year|"
    "every even year|even numbered year|in even years",
    (Sense.OR, "or"): "and / or",
}
_WHEN = word_list("as if when where whenever")
_WANTED = word_list(
    "needed necessary required appropriate requested applicable available warranted "
    "relevant called desired indicated"
)
_NEEDED = (
    "upon request|on request|by request|on demand|as they arise|as it arises|as issues arise|"
    "as needs arise|as the need arises|when the need arises|as opportunities arise|"
    "as opportunity arises|when it arises|as deemed necessary|as deemed appropriate|"
    "as is appropriate|as is needed|as an as needed|an as needed basis|on an as needed basis|"
    "as need arises|según sea necesario|as may be needed|as may be required|as may be necessary|"
    "if and when needed|if and as needed|as and when needed|as and when required|only as needed|"
    "as needed basis|when vacancies occur|as vacancies occur|as situations arise"
)


def _sayings() -> Iterator[tuple[str, tuple[Sense, object]]]:
    for meaning, text in _SAYINGS.items():
        yield from ((saying, meaning) for saying in text.split("|"))
    for when in _WHEN:
        yield from ((f"{when} {wanted}", (Sense.NEEDED, "needed")) for wanted in _WANTED)
    yield from ((saying, (Sense.NEEDED, "needed")) for saying in _NEEDED.split("|"))


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], tuple[Sense, object]]]]:
    table: dict[str, list[tuple[tuple[str, ...], tuple[Sense, object]]]] = {}
    for saying, meaning in sorted(_sayings(), key=lambda entry: -len(entry[0].split())):
        words = tuple(saying.split())
        table.setdefault(words[0], []).append((words, meaning))
    return table


SAYINGS = _by_first_word()

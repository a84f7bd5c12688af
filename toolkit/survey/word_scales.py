"""Answer words in their order, worst first, in English and Spanish."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.survey.wording import plain


@dataclass(frozen=True, slots=True)
class WordScale:
    """One set of answer words.

    Attributes:
        name: what it rates.
        steps: the words of each step, worst first; a step may be said in several ways.
    """

    name: str
    steps: tuple[frozenset[str], ...]


def _scale(name: str, *steps: str) -> WordScale:
    return WordScale(name, tuple(frozenset(map(plain, step.split("|"))) for step in steps))


_NEITHER = (
    "neutral|neither agree nor disagree|neither disagree nor agree|undecided|neither"
    "|no opinion either way"
    "|ni de acuerdo ni en desacuerdo|ni en desacuerdo ni de acuerdo|indiferente|neutro|indeciso"
    "|neutral neither agree nor disagree|somewhat agree somewhat disagree"
)
_STRONG_NO = (
    "strongly disagree|disagree strongly|completely disagree|totally disagree"
    "|totalmente en desacuerdo"
    "|muy en desacuerdo|completamente en desacuerdo|fuertemente en desacuerdo"
)
_STRONG_YES = (
    "strongly agree|agree strongly|completely agree|totally agree|totalmente de acuerdo"
    "|muy de acuerdo"
    "|completamente de acuerdo|fuertemente de acuerdo"
)
_NO, _YES = "disagree|en desacuerdo|desacuerdo", "agree|de acuerdo|acuerdo"
_SOME_NO = (
    "somewhat disagree|slightly disagree|mildly disagree|tend to disagree|algo en desacuerdo"
    "|parcialmente en desacuerdo|ligeramente en desacuerdo"
)
_SOME_YES = (
    "somewhat agree|slightly agree|mildly agree|tend to agree|algo de acuerdo"
    "|parcialmente de acuerdo"
    "|ligeramente de acuerdo"
)
_NEITHER_SATISFIED = (
    "neutral|neither satisfied nor dissatisfied|neither dissatisfied nor satisfied|neither"
    "|undecided"
    "|ni satisfecho ni insatisfecho|ni satisfecha ni insatisfecha|indiferente|neutro"
)
_VERY_UNSATISFIED = (
    "very dissatisfied|very unsatisfied|extremely dissatisfied|completely dissatisfied"
    "|muy insatisfecho|muy insatisfecha|totalmente insatisfecho"
)
_VERY_SATISFIED = (
    "very satisfied|extremely satisfied|completely satisfied|muy satisfecho|muy satisfecha"
    "|totalmente satisfecho"
)
_UNSATISFIED = "dissatisfied|unsatisfied|insatisfecho|insatisfecha"
_SATISFIED = "satisfied|satisfecho|satisfecha"
_SOME_UNSATISFIED = "somewhat dissatisfied|somewhat unsatisfied|algo insatisfecho|algo insatisfecha"
_SOME_SATISFIED = "somewhat satisfied|algo satisfecho|algo satisfecha"

WORD_SCALES: tuple[WordScale, ...] = (
    _scale("agreement", _STRONG_NO, _NO, _NEITHER, _YES, _STRONG_YES),
    _scale("agreement", _STRONG_NO, _SOME_NO, _NEITHER, _SOME_YES, _STRONG_YES),
    _scale("agreement", _STRONG_NO, _NO, _SOME_NO, _NEITHER, _SOME_YES, _YES, _STRONG_YES),
    _scale("agreement", _STRONG_NO, _NO, _SOME_NO, _SOME_YES, _YES, _STRONG_YES),
    _scale("agreement", _STRONG_NO, _NO, _YES, _STRONG_YES),
    _scale("agreement", _STRONG_NO, _SOME_NO, _SOME_YES, _STRONG_YES),
    _scale("agreement", _NO, _NEITHER, _YES),
    _scale(
        "satisfaction", _VERY_UNSATISFIED, _UNSATISFIED, _NEITHER_SATISFIED, _SATISFIED,
        _VERY_SATISFIED,
    ),
    _scale(
        "satisfaction", _VERY_UNSATISFIED, _SOME_UNSATISFIED, _NEITHER_SATISFIED,
        _SOME_SATISFIED, _VERY_SATISFIED,
    ),
    _scale(
        "satisfaction", _VERY_UNSATISFIED, _UNSATISFIED, _SOME_UNSATISFIED, _NEITHER_SATISFIED,
        _SOME_SATISFIED, _SATISFIED, _VERY_SATISFIED,
    ),
    _scale("satisfaction", _VERY_UNSATISFIED, _UNSATISFIED, _SATISFIED, _VERY_SATISFIED),
    _scale("satisfaction", _UNSATISFIED, _NEITHER_SATISFIED, _SATISFIED),
    _scale(
        "quality",
        "poor|very poor|terrible|malo|mala|deficiente|pobre|muy malo|muy mala",
        "fair|regular|acceptable|aceptable",
        "good|average|bueno|buena|bien",
        "very good|muy bueno|muy buena|muy bien",
        "excellent|outstanding|excelente|sobresaliente",
    ),
    _scale(
        "quality",
        "very poor|very bad|terrible|awful|muy malo|muy mala|muy deficiente|pesimo|pesima",
        "poor|bad|malo|mala|deficiente|below average",
        "fair|average|neutral|okay|ok|acceptable|neither good nor bad|regular|aceptable",
        "good|bueno|buena|bien|above average",
        "very good|excellent|muy bueno|muy buena|muy bien|excelente",
    ),
    _scale("quality", "poor|malo|mala|deficiente", "fair|regular", "good|bueno|buena",
           "excellent|excelente|very good|muy bueno|muy buena"),
    _scale(
        "frequency",
        "never|nunca|jamas",
        "rarely|seldom|almost never|rara vez|casi nunca|raramente|raras veces",
        "sometimes|occasionally|a veces|algunas veces|en ocasiones|ocasionalmente",
        "often|usually|frequently|very often|most of the time|almost always|a menudo"
        "|frecuentemente|casi siempre|con frecuencia|muchas veces|usualmente|generalmente",
        "always|siempre",
    ),
    _scale(
        "likelihood",
        "very unlikely|extremely unlikely|muy improbable|muy poco probable|definitely not",
        "unlikely|somewhat unlikely|improbable|poco probable|probably not",
        "neutral|neither likely nor unlikely|undecided|ni probable ni improbable|might or might not"
        "|possibly|neutro",
        "likely|somewhat likely|probable|algo probable|probably|probably yes",
        "very likely|extremely likely|muy probable|definitely|definitely yes",
    ),
    _scale(
        "extent",
        "not at all|para nada|en absoluto",
        "to a small extent|to a slight extent|to a little extent|to a limited extent|en poca medida"
        "|en pequena medida",
        "to some extent|to a moderate extent|en alguna medida|en cierta medida|moderadamente",
        "to a great extent|to a large extent|to a considerable extent|en gran medida",
        "to a very great extent|to a very large extent|completely|en muy gran medida|totalmente",
    ),
    _scale("expectations", "far below expectations|much worse than expected|muy por debajo",
           "below expectations|worse than expected|por debajo de lo esperado",
           "met expectations|meets expectations|as expected|cumplio las expectativas",
           "above expectations|exceeds expectations|exceeded expectations|better than expected"
           "|por encima de lo esperado",
           "far above expectations|far exceeded expectations|far exceeds expectations"
           "|much better than expected|muy por encima"),
)  # fmt: skip
"""Whole labels; where several fit, the order here decides."""

INTENSITIES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("not at all", "nada"), ("slightly", "a little", "poco", "un poco", "ligeramente"),
     ("moderately", "somewhat", "algo", "moderadamente", "medianamente"),
     ("very", "quite", "muy", "bastante"),
     ("extremely", "completely", "extremadamente", "sumamente", "totalmente")),
    (("not at all", "nada"), ("not so", "not very", "not that", "no muy", "poco"),
     ("somewhat", "moderately", "algo"), ("very", "muy"),
     ("extremely", "extremadamente", "sumamente")),
    (("not at all", "not", "nada", "no"), ("slightly", "a little", "poco", "minimally"),
     ("somewhat", "moderately", "algo", "moderadamente"), ("", "fairly", "bastante", "mostly"),
     ("very", "extremely", "muy", "mucho")),
    (("very un", "very in"), ("un", "in", "somewhat un"), ("neutral", "neither"), ("", "somewhat"),
     ("very", "extremely")),
    (("not at all", "not", "nada", "no"), ("somewhat", "slightly", "poco", "algo"),
     ("", "mostly", "bastante"), ("very", "extremely", "muy")),
    (("not at all", "nada"), ("not very", "poco"), ("somewhat", "algo"), ("very", "muy")),
)  # fmt: skip
"""Words before any adjective ("very useful"), worst first; "" is the bare adjective."""

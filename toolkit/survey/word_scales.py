"""Answer words in their order, worst first, in English and Spanish."""

from __future__ import annotations

from msgspec import Struct

from toolkit.survey.wording import plain


class WordScale(Struct, frozen=True):
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
    "|agree and disagree equally|neither agree or disagree|not agree or disagree"
    "|neutre|ni d accord ni pas d accord"
    "|nem concordo nem discordo|nao concordo nem discordo|teils teils"
)
_STRONG_NO = (
    "strongly disagree|disagree strongly|completely disagree|totally disagree"
    "|totalmente en desacuerdo"
    "|muy en desacuerdo|completamente en desacuerdo|fuertemente en desacuerdo"
    "|pas du tout d accord|tout a fait en desaccord|fortement en desaccord|discordo totalmente"
    "|discordo fortemente|discordo completamente"
)
_STRONG_YES = (
    "strongly agree|agree strongly|completely agree|totally agree|totalmente de acuerdo"
    "|muy de acuerdo"
    "|completamente de acuerdo|fuertemente de acuerdo"
    "|tout a fait d accord|completement d accord|fortement d accord|concordo totalmente"
    "|concordo fortemente|concordo completamente"
)
_NO = "disagree|en desacuerdo|desacuerdo|pas d accord|en desaccord|discordo"
_YES = "agree|de acuerdo|acuerdo|d accord|concordo"
_SOME_NO = (
    "somewhat disagree|slightly disagree|mildly disagree|tend to disagree|algo en desacuerdo"
    "|parcialmente en desacuerdo|ligeramente en desacuerdo"
    "|disagree somewhat|disagree a little|disagree slightly|plutot pas d accord"
    "|discordo parcialmente|discordo em parte"
)
_SOME_YES = (
    "somewhat agree|slightly agree|mildly agree|tend to agree|algo de acuerdo"
    "|parcialmente de acuerdo"
    "|ligeramente de acuerdo"
    "|agree somewhat|agree a little|agree slightly|plutot d accord|concordo parcialmente"
    "|concordo em parte"
)
_NEITHER_SATISFIED = (
    "neutral|neither satisfied nor dissatisfied|neither dissatisfied nor satisfied|neither"
    "|undecided"
    "|ni satisfecho ni insatisfecho|ni satisfecha ni insatisfecha|indiferente|neutro"
    "|neutre|ni satisfait ni insatisfait|nem satisfeito nem insatisfeito|ok|okay"
)
_VERY_UNSATISFIED = (
    "very dissatisfied|very unsatisfied|extremely dissatisfied|completely dissatisfied"
    "|muy insatisfecho|muy insatisfecha|totalmente insatisfecho"
    "|tres insatisfait|tres insatisfaite|muito insatisfeito|muito insatisfeita"
)
_VERY_SATISFIED = (
    "very satisfied|extremely satisfied|completely satisfied|muy satisfecho|muy satisfecha"
    "|totalmente satisfecho"
    "|tres satisfait|tres satisfaite|muito satisfeito|muito satisfeita"
)
_UNSATISFIED = (
    "dissatisfied|unsatisfied|insatisfecho|insatisfecha|insatisfait|insatisfaite"
    "|insatisfeito|insatisfeita"
)
_SATISFIED = "satisfied|satisfecho|satisfecha|satisfait|satisfaite|satisfeito|satisfeita"
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
        "very poor|very bad|terrible|awful|muy malo|muy mala|muy deficiente|pesimo|pesima"
        "|tres mauvais|tres mauvaise|muito ruim|muito mau|pessimo",
        "poor|bad|malo|mala|deficiente|mauvais|mauvaise|ruim|mau",
        "fair|average|neutral|okay|ok|acceptable|neither good nor bad|neither good nor poor"
        "|neither poor nor good|regular|aceptable|moyen|moyenne|passable|razoavel",
        "good|bueno|buena|bien|bon|bonne|bom|boa",
        "very good|excellent|muy bueno|muy buena|muy bien|excelente|great|tres bon|tres bonne"
        "|muito bom|muito boa|otimo",
    ),
    _scale(
        "quality", "poor|very poor|far below average", "below average", "average",
        "above average", "excellent|far above average|outstanding",
    ),
    _scale(
        "level", "very low|lowest|muy bajo|muy baja|tres faible|muito baixo|muito baixa",
        "low|bajo|baja|faible|baixo|baixa",
        "medium|moderate|average|neutral|neither high nor low|neither low nor high|medio|media"
        "|moderado|moderada|moyen|moyenne",
        "high|alto|alta|eleve|elevee", "very high|highest|muy alto|muy alta|tres eleve|muito alto",
    ),
    _scale("level", "low|bajo|baja", "medium|moderate|medio|media", "high|alto|alta"),
    _scale(
        "amount", "none at all|nothing|nothing at all|nada|none|pas du tout|rien",
        "a little|a little bit|very little|poco|un poco|muy poco|un peu|peu|pouco|um pouco",
        "a moderate amount|some|somewhat|moderately|a fair amount|algo|moderadamente|regular"
        "|moyennement|mais ou menos",
        "a lot|much|quite a lot|quite a bit|bastante|beaucoup|assez",
        "a great deal|very much|completely|mucho|muchisimo|enormement|muito",
    ),
    _scale(
        "ease", "very difficult|very hard|muy dificil|tres difficile|muito dificil",
        "difficult|hard|somewhat difficult|dificil|difficile",
        "neutral|neither easy nor difficult|neither difficult nor easy|ni facil ni dificil|neutro",
        "easy|somewhat easy|facil|facile", "very easy|muy facil|tres facile|muito facil",
    ),
    _scale(
        "comparison", "much worse|mucho peor", "worse|somewhat worse|a little worse|peor|algo peor",
        "about the same|the same|same|no change|no difference|igual|sin cambios",
        "better|somewhat better|a little better|mejor|algo mejor", "much better|mucho mejor",
    ),
    _scale(
        "support", "strongly oppose", "oppose|somewhat oppose", "neutral|neither|undecided",
        "support|somewhat support|favor|somewhat favor", "strongly support|strongly favor",
    ),
    _scale("quality", "unsatisfactory|very unsatisfactory|insatisfactorio",
           "needs improvement|below expectations|necesita mejorar", "satisfactory|satisfactorio",
           "good|bueno|very satisfactory", "excellent|outstanding|excelente"),
    _scale("quality", "unsatisfactory", "needs improvement", "satisfactory|good",
           "excellent|outstanding|exceptional"),
    _scale("numbers", "one|uno", "two|dos", "three|tres", "four|cuatro", "five|cinco"),
    _scale(
        "faces", "face 1", "face 2", "face 3", "face 4", "face 5",
    ),
    _scale("faces", "face 2|face 1", "face 3", "face 4|face 5"),
    _scale("quality", "poor|malo|mala|deficiente", "fair|regular", "good|bueno|buena",
           "excellent|excelente|very good|muy bueno|muy buena"),
    _scale(
        "frequency",
        "never|nunca|jamas|jamais",
        "rarely|seldom|almost never|rara vez|casi nunca|raramente|raras veces|rarement"
        "|quase nunca",
        "sometimes|occasionally|about half the time|half the time|a veces|algunas veces"
        "|en ocasiones|ocasionalmente|parfois|quelquefois|as vezes",
        "often|usually|frequently|very often|most of the time|almost always|a menudo"
        "|frecuentemente|casi siempre|con frecuencia|muchas veces|usualmente|generalmente"
        "|souvent|frequentemente|quase sempre",
        "always|every time|all the time|siempre|toujours|sempre",
    ),
    _scale(
        "likelihood",
        "very unlikely|extremely unlikely|not at all likely|muy improbable|muy poco probable"
        "|definitely not|definitely would not",
        "unlikely|somewhat unlikely|improbable|poco probable|probably not|probably would not"
        "|not so likely",
        "neutral|neither likely nor unlikely|undecided|ni probable ni improbable|might or might not"
        "|possibly|neutro",
        "likely|somewhat likely|probable|algo probable|probably|probably yes|probably would",
        "very likely|extremely likely|muy probable|definitely|definitely yes|definitely would",
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
    (("not at all", "nada", "pas du tout"),
     ("slightly", "a little", "a bit", "poco", "un poco", "ligeramente", "un peu", "peu", "pouco"),
     ("moderately", "somewhat", "algo", "moderadamente", "medianamente", "moyennement",
      "razoavelmente"),
     ("very", "quite", "muy", "bastante", "tres", "assez", "muito"),
     ("extremely", "completely", "extremadamente", "sumamente", "totalmente", "extremement",
      "extremamente")),
    (("not at all", "nada"), ("not so", "not very", "not that", "no muy", "poco"),
     ("somewhat", "moderately", "algo"), ("very", "muy"),
     ("extremely", "extremadamente", "sumamente")),
    (("not at all", "not", "nada", "no"), ("slightly", "a little", "a bit", "poco", "minimally"),
     ("somewhat", "moderately", "algo", "moderadamente"), ("", "fairly", "bastante", "mostly"),
     ("very", "extremely", "muy", "mucho")),
    (("very un", "very in"), ("un", "in", "somewhat un"), ("neutral", "neither"), ("", "somewhat"),
     ("very", "extremely")),
    (("not at all", "not", "nada", "no"), ("somewhat", "slightly", "a bit", "poco", "algo"),
     ("", "mostly", "bastante"), ("very", "extremely", "muy")),
    (("not at all", "nada"), ("not very", "poco"), ("somewhat", "algo"), ("very", "muy")),
    (("not at all", "not", "nada", "no"), ("", "somewhat", "algo"), ("very", "extremely", "muy")),
)  # fmt: skip
"""Words before any adjective ("very useful"), worst first; "" is the bare adjective."""

"""A survey round as the plan sees it: one result for each question of each measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from toolkit.survey.figures import Figures
from toolkit.survey.groups import GroupFigures, figures_by_group, hidden_in_all
from toolkit.survey.mapping import Asked, Match
from toolkit.survey.question import Question
from toolkit.survey.rule import Rule
from toolkit.survey.scale import Scale


class Result(Struct, frozen=True):
    """One question of one measure in this round.

    Attributes:
        measure: the measure.
        word: which of its questions.
        asked: the question as it was asked, "" when it was not.
        scale: how it was answered, in words.
        figures: on the plan's scale; n alone below the floor.
        target: what the rule asks for, None without a rule.
        result: Met or Not met, "" without a rule or a figure.
        groups: figures by group, when asked for.
    """

    measure: Asked
    word: str
    asked: str = ""
    scale: str = ""
    figures: Figures = field(default_factory=Figures)
    target: float | None = None
    result: str = ""
    groups: tuple[GroupFigures, ...] = ()


class Terms(Struct, frozen=True):
    """What figures are made under.

    Attributes:
        population: how many could have answered, None when not known.
        floor: fewer answers than this give no figure.
        rules: by measure id.
    """

    population: int | None
    floor: int
    rules: Mapping[str, Rule]


class Parted(Struct, frozen=True):
    """How respondents are parted.

    Attributes:
        by: the question whose answers name the groups.
        hidden: groups without figures, the same in every question.
    """

    by: Question
    hidden: frozenset[str]


def results_of(
    matches: Sequence[Match], terms: Terms, groups: Question | None, said: list[str]
) -> tuple[Result, ...]:
    """The results of a round; a measure's question nobody asked gets an empty one.

    Args:
        groups: the question whose answers part the respondents; None for no parting.
        said: decisions are added here.
    """
    rated = ((m.question, m.question.scale) for m in matches)
    scaled = ((question, scale) for question, scale in rated if scale is not None)
    parted = Parted(groups, hidden_in_all(scaled, groups, terms.floor)) if groups else None
    found = [_result(match, terms, parted, said) for match in matches]
    for measure in dict.fromkeys(match.measure for match in matches):
        answered = {match.word for match in matches if match.measure == measure}
        rule = terms.rules.get(measure.id)
        found += [
            Result(measure, word, target=rule.target if rule else None)
            for word in measure.words
            if word not in answered and "" not in answered
        ]
    return tuple(found)


def _result(match: Match, terms: Terms, parted: Parted | None, said: list[str]) -> Result:
    question, own = match.question, match.question.scale
    if own is None:
        raise ValueError(f"{question.title} is not rated")
    rule = terms.rules.get(match.measure.id)
    own = own.ending(match.points) if match.points else own
    scale = _on_plan(own.turned() if match.reversed else own, rule, question.title, said)
    figures = question.figures(_population(question, terms, said), scale)
    by = figures_by_group(question, scale, parted.by, terms.floor, parted.hidden) if parted else ()
    if figures.n < terms.floor:
        figures = Figures(figures.n, figures.population)
    return Result(
        measure=match.measure,
        word=match.word,
        asked=question.title,
        scale=own.name + (", turned round" if match.reversed else ""),
        figures=figures,
        target=rule.target if rule else None,
        result=rule.result(figures.mean) if rule and figures.mean is not None else "",
        groups=by if figures.mean is not None else (),
    )


def _on_plan(scale: Scale, rule: Rule | None, title: str, said: list[str]) -> Scale:
    """The scale in the rule's points, and a sentence when that is another one."""
    if rule is None or (scale.low, scale.high) == (1.0, float(rule.points)):
        return scale
    said.append(
        f'"{title}": {scale.low:g} to {scale.high:g} was converted to the plan\'s 1 to '
        f"{rule.points} (rating {scale.low:g} counts as 1, {scale.high:g} as {rule.points})"
    )
    return scale.on(rule.points)


def _population(question: Question, terms: Terms, said: list[str]) -> int | None:
    n = sum(1 for answer in question.answers if question.scale and answer in question.scale.ratings)
    if terms.population is not None and n > terms.population:
        said.append(
            f'"{question.title}": {n} answers, but only {terms.population} could have answered; '
            "the population was left out of account, mend it"
        )
        return None
    return terms.population

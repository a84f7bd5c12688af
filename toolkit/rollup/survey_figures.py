"""Survey figures as the report and Summary show them: results of rounds, and typed means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from toolkit.rollup.figures import SurveyFigure
from toolkit.schedule.moment import Moment
from toolkit.tables.column import Value
from toolkit.tables.record import Record
from toolkit.tables.snapshot import Snapshot

if TYPE_CHECKING:
    from toolkit.survey.rule import Rule

TYPED = "typed"
"""The round a figure belongs to when a person typed it because no survey file exists."""


def survey_figures(snapshot: Snapshot, moment: Moment) -> tuple[SurveyFigure, ...]:
    """One line per survey measure, question and round; a typed mean where there is no round."""
    found: list[SurveyFigure] = []
    for measure in snapshot["measures"].live():
        if measure["kind"] not in (None, "survey"):
            continue
        rounds = [_of_round(measure, result, moment) for result in _results(snapshot, measure)]
        found += rounds or _typed(measure, moment)
    return tuple(found)


def measure_rule(measure: Record) -> Rule | None:
    """A measure's rule, from its rule, its target or its own words."""
    from toolkit.survey.rule import rule_of

    return rule_of(measure.text("rule") or measure.text("text"), _number(measure["target"]))


def _results(snapshot: Snapshot, measure: Record) -> Iterator[Record]:
    """A measure's results, the newest round last, in whatever order the rounds were imported."""
    found = (r for r in snapshot["survey_results"].live() if r.parent == measure.id)
    return iter(sorted(found, key=_order))


def _order(result: Record) -> tuple[int, str]:
    from toolkit.survey.rounds import round_order

    closed = result["closed"]
    return round_order(result.text("wave"), closed if isinstance(closed, date) else None)


def _of_round(measure: Record, result: Record, moment: Moment) -> SurveyFigure:
    n = _whole(result["n"])
    enough = n is not None and n >= moment.floor
    return SurveyFigure(
        ref=measure.text("of"),
        measure=measure.text("text"),
        question=result.text("question"),
        wave=result.text("wave"),
        n=n,
        population=_whole(result["population"]),
        mean=_number(result["mean"]) if enough else None,
        low=_number(result["low"]) if enough else None,
        high=_number(result["high"]) if enough else None,
        top_two=_number(result["top_two"]) if enough else None,
        target=_number(result["target"]) or _number(measure["target"]),
        result=result.text("result") if enough else _too_few(n, moment),
        measure_ref=measure.text("ref"),
        id=result.id,
        top_low=_number(result["top_low"]) if enough else None,
        top_high=_number(result["top_high"]) if enough else None,
        change=result.text("change") if enough else "",
    )


def _typed(measure: Record, moment: Moment) -> list[SurveyFigure]:
    mean, n = _number(measure["typed_mean"]), _whole(measure["typed_n"])
    if mean is None:
        return []
    rule = measure_rule(measure)
    # Without a number of answers nobody can tell whether the figure may be shown.
    enough = n is not None and n >= moment.floor
    return [
        SurveyFigure(
            ref=measure.text("of"),
            measure=measure.text("text"),
            question="",
            wave=TYPED,
            n=n,
            population=None,
            mean=mean if enough else None,
            low=None,
            high=None,
            top_two=None,
            target=rule.target if rule else None,
            result=_typed_result(mean, rule) if enough else _too_few(n, moment),
            typed=True,
            measure_ref=measure.text("ref"),
            id=measure.id,
        )
    ]


def _typed_result(mean: float, rule: Rule | None) -> str:
    return rule.result(mean) if rule else ""


def _too_few(n: int | None, moment: Moment) -> str:
    if n is None:
        return f"number of answers not given (at least {moment.floor} are needed)"
    if not n:
        return "not asked in this round"
    return f"too few answers ({n} of at least {moment.floor})"


def _number(value: Value) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return None


def _whole(value: Value) -> int | None:
    found = _number(value)
    return None if found is None else round(found)

"""The survey columns of the action grid and of *Measures*: the figure that decides the rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.rollup.figures import SurveyFigure
from toolkit.tables.column import Value
from toolkit.tables.snapshot import Snapshot


def last_round(figures: Sequence[SurveyFigure], measure_ref: str) -> tuple[SurveyFigure, ...]:
    """The figures of a measure's last round, one a question."""
    own = [figure for figure in figures if figure.measure_ref == measure_ref]
    return tuple(figure for figure in own if figure.wave == own[-1].wave)


def deciding(figures: Sequence[SurveyFigure]) -> SurveyFigure | None:
    """The question that decides a rule on several: the one furthest from it, never a mean of means.

    That is the lowest mean where the rule asks for a high one. A question without a figure may be
    the worst: as long as the others meet the rule it decides.
    """
    shown = [figure for figure in figures if figure.mean is not None]
    unknown = [figure for figure in figures if figure.mean is None]
    if shown:
        worst = min(shown, key=_standing)
        return unknown[0] if unknown and worst.result == "Met" else worst
    return figures[0] if figures else None


def _standing(figure: SurveyFigure) -> tuple[bool, float]:
    """How well a figure stands, the worst first: missed by much, missed, met barely, met well."""
    mean = figure.mean or 0.0
    if figure.target is None or figure.result not in ("Met", "Not met"):
        return True, mean
    away = abs(mean - figure.target)
    return (True, away) if figure.result == "Met" else (False, -away)


def survey_cells(
    figures: Sequence[SurveyFigure], refs: Sequence[str]
) -> Iterator[tuple[str, Value]]:
    """Mean, responses, target and result of an action: its own measure's, else its goal's."""
    for ref in refs:
        measures = dict.fromkeys(figure.measure_ref for figure in figures if figure.ref == ref)
        rounds = [figure for name in measures for figure in last_round(figures, name)]
        if found := deciding(rounds):
            yield "mean", rounded(found.mean)
            yield "responses", found.n
            yield "target", found.target
            yield "result", result_words(found)
            return


def measure_cells(
    snapshot: Snapshot, figures: Sequence[SurveyFigure]
) -> dict[tuple[str, str, str], Value]:
    """Mean, responses and result of every survey measure."""
    cells: dict[tuple[str, str, str], Value] = {}
    for measure in snapshot["measures"].live():
        if found := deciding(last_round(figures, measure.text("ref"))):
            cells[("measures", measure.id, "mean")] = rounded(found.mean)
            cells[("measures", measure.id, "responses")] = found.n
            cells[("measures", measure.id, "result")] = result_words(found)
    return cells


def rounded(mean: float | None) -> float | None:
    """A mean as it is shown: two decimals."""
    return None if mean is None else round(mean, 2)


def result_words(figure: SurveyFigure) -> str:
    """The result, marked when nobody can check it because the mean was typed."""
    return f"{figure.result} (typed)".strip() if figure.typed else figure.result

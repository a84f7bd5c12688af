"""What a round means for the plan: Met, Not met or open, measure by measure, in a few words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from toolkit.rollup.figures import SurveyFigure
from toolkit.rollup.survey_cells import deciding

if TYPE_CHECKING:
    from toolkit.survey.results import Result
    from toolkit.workflows.survey_prepare import Imported


def verdicts(done: Imported) -> Iterator[tuple[str, SurveyFigure]]:
    """The figure that decides each measure, with what the measure is for."""
    for measure in dict.fromkeys(result.measure for result in done.results):
        figures = [_figure(result, done) for result in done.results if result.measure == measure]
        if found := deciding(figures):
            yield measure.of, found


def _figure(result: Result, done: Imported) -> SurveyFigure:
    f = result.figures
    return SurveyFigure(
        ref=result.measure.of,
        measure="",
        question=result.word,
        wave=done.wave,
        n=f.n if result.asked else None,
        population=f.population,
        mean=f.mean,
        low=f.low,
        high=f.high,
        top_two=f.top_two,
        target=result.target,
        result=result.result,
    )


def verdict_words(figure: SurveyFigure) -> str:
    """Met, Not met or open, with the question that decides it."""
    if figure.mean is None:
        why = "was not asked" if figure.n is None else "has too few answers"
        return f"open ({figure.question or 'the question'} {why})"
    if not figure.result:
        return "the plan states no target"
    question = f"{figure.question} " if figure.question else ""
    return f"{figure.result} ({question}{figure.mean:.2f}, target {figure.target:g})"


def taken_lines(done: Imported, *, dry_run: bool) -> Iterator[str]:
    """What sync says of a round it found in the folder surveys."""
    people = done.found.respondents
    would = "would be taken" if dry_run else "taken"
    yield (
        f"Survey {done.found.file} ({done.found.layout}): {people} people's answers {would} as "
        f'round "{done.wave}".'
    )
    yield from (f"  {of}: {verdict_words(figure)}" for of, figure in verdicts(done))
    count = len(done.said)
    yield (
        f"  {count} decision{'' if count == 1 else 's'} on the way; to read them: "
        f'actiongrid survey import "{done.found.file}" --dry-run'
    )


def taken_document(done: Imported) -> dict[str, Any]:
    """The same for ``--json``."""
    return {
        "file": done.found.file,
        "layout": done.found.layout,
        "wave": done.wave,
        "respondents": done.found.respondents,
        "population": done.population,
        "verdicts": [
            {"ref": of, "result": figure.result or None, "question": figure.question or None}
            for of, figure in verdicts(done)
        ],
        "decisions": list(done.said),
    }

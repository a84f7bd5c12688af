"""What ``survey import`` says, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from toolkit.survey.figures import Figures
from toolkit.survey.question import Kind, Question
from toolkit.survey.results import Result
from toolkit.survey.suppression import hidden_groups
from toolkit.workflows.import_survey import ImportDone
from toolkit.workflows.session import Session
from toolkit.workflows.survey_prepare import Imported
from toolkit.workflows.survey_taken import verdict_words, verdicts


def import_document(session: Session, carried: ImportDone) -> dict[str, Any]:
    """The JSON document ``actiongrid/survey-import``."""
    done = carried.found
    floor = session.settings.survey.floor
    used = {id(match.question): match for match in done.mapped.matches}
    return {
        "schema": "actiongrid/survey-import",
        "version": 1,
        "file": done.found.file,
        "layout": done.found.layout,
        "wave": done.wave,
        "closed": done.closed.isoformat(),
        "respondents": done.found.respondents,
        "population": done.population,
        "left_out": dict(done.found.left_out),
        "questions": [
            {**_question(question, done.population, floor), "used": id(question) in used}
            for question in done.found.questions
        ],
        "map": [
            {
                "ref": match.measure.of,
                "measure_ref": match.measure.ref,
                "word": match.word or None,
                "question": match.question.title,
                "reversed": match.reversed,
                "by": match.by,
            }
            for match in done.mapped.matches
        ],
        "proposals": list(done.mapped.proposals),
        "decisions": list(done.said),
        "results": [_result(result) for result in done.results],
        "verdicts": [
            {"ref": of, "result": figure.result or None, "question": figure.question or None}
            for of, figure in verdicts(done)
        ],
        "comments": len(done.comments),
        "changed": bool(done.edits),
        "snapshot": done.snapshot,
        "dry_run": done.dry_run,
        "written": [
            {"file": file.file, "cells": file.cells, "queued": file.queued or None}
            for file in (carried.synced.delivered if carried.synced else ())
        ],
    }


def _question(question: Question, population: int | None, floor: int) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "question": question.title,
        "column": question.letter,
        "kind": str(question.kind),
        "blank": question.blank,
        "not_applicable": question.not_applicable,
        "unreadable": sum(question.unreadable.values()),
    }
    if question.scale is not None:
        figures = question.figures(population)
        facts["scale"] = question.scale.name
        facts |= _figures(figures if figures.n >= floor else Figures(figures.n, population))
    if question.kind is Kind.CHOICE:
        hidden = hidden_groups(question.choices, floor)
        facts["choices"] = {a: n for a, n in question.choices.items() if a not in hidden}
    elif question.kind is Kind.SEVERAL:
        facts["choices"] = {a: n for a, n in question.choices.items() if n >= floor}
    return facts


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "n": figures.n,
        "population": figures.population,
        "response_rate": figures.response_rate,
        "mean": figures.mean,
        "sd": figures.sd,
        "low": figures.low,
        "high": figures.high,
        "top_two": figures.top_two,
        "top_two_low": figures.top_low,
        "top_two_high": figures.top_high,
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "ref": result.measure.of,
        "question": result.word or None,
        "asked": result.asked or None,
        "scale": result.scale or None,
        **_figures(result.figures),
        "target": result.target,
        "result": result.result or None,
        "groups": [
            {"group": g.group, **_figures(g.figures), "n": g.figures.n or None,
             "hidden": g.hidden or None}
            for g in result.groups
        ],
    }  # fmt: skip


def import_lines(session: Session, carried: ImportDone) -> Iterator[str]:
    """What a person reads after ``survey import``."""
    done = carried.found
    found = done.found
    would = "would be" if done.dry_run else "were"
    yield (
        f"{found.file} ({found.layout}): {found.respondents} people's answers {would} read, "
        f'round "{done.wave}".'
    )
    gone = ", ".join(
        f"{count} {reason.removesuffix('s') if count == 1 else reason}"
        for reason, count in found.left_out.items()
    )
    if gone:
        yield f"Left out: {gone}."
    yield ""
    floor = session.settings.survey.floor
    if done.results:
        yield "Results:"
        for result in done.results:
            yield from _result_lines(result, floor)
        yield ""
        yield "By the plan's rule:"
        yield from (f"  {of}: {verdict_words(figure)}" for of, figure in verdicts(done))
    else:
        yield "No question answers a measure of the plan, so nothing was kept."
    yield ""
    yield "Questions:"
    yield from _question_lines(done)
    if done.comments:
        yield f"{len(done.comments)} comments are kept for the report."
    if done.said:
        yield ""
        yield "Decided on the way:"
        yield from (f"  {sentence}." for sentence in done.said)
    if done.mapped.proposals:
        yield ""
        yield "To decide:"
        yield from (f"  {sentence}." for sentence in done.mapped.proposals)
    yield ""
    yield _ending(done)


def _result_lines(result: Result, floor: int) -> Iterator[str]:
    f = result.figures
    name = " ".join(filter(None, (result.measure.of, result.word)))
    if not result.asked:
        yield f"  {name}: not asked in this round"
        return
    if f.mean is None:
        yield f"  {name}: too few answers ({f.n} of at least {floor})"
        return
    rate = f", {f.response_rate:.0f} % answered" if f.response_rate is not None else ""
    target = f"; target {result.target:g}: {result.result}" if result.target is not None else ""
    interval = f" (95 %: {f.low:.2f} to {f.high:.2f})" if f.low is not None else ""
    top = f", top two {f.top_two:.0f} %" if f.top_two is not None else ""
    yield f"  {name}: mean {f.mean:.2f}{interval}, n = {f.n}{rate}{top}{target}"
    for group in result.groups:
        g = group.figures
        shown = group.hidden if g.mean is None else f"mean {g.mean:.2f}, n = {g.n}"
        yield f"    {group.group}: {shown}"


def _question_lines(done: Imported) -> Iterator[str]:
    """Each rated question with what it answers; the others by kind."""
    uses: dict[int, list[str]] = {}
    for match in done.mapped.matches:
        uses.setdefault(id(match.question), []).append(f"{match.measure.of} {match.word}".strip())
    for question in done.found.questions:
        if question.kind is Kind.RATED:
            use = ", ".join(uses.get(id(question), ())) or "no measure of the plan"
            yield f'  "{question.title}": {use}'
        elif question.kind is not Kind.EMPTY:
            yield f'  "{question.title}": {question.kind}'


def _ending(done: Imported) -> str:
    if done.dry_run:
        return "Nothing was changed (dry run)."
    if not done.results:
        return "Nothing was changed."
    if not done.edits:
        return f"This round was on record already; nothing has changed (sync no. {done.snapshot})."
    return f"Kept in history and written to the workbooks (sync no. {done.snapshot})."

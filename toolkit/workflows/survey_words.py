"""What ``survey import`` and ``survey show`` say, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from toolkit.rollup.figures import SurveyFigure
from toolkit.rollup.survey_figures import survey_figures
from toolkit.survey.figures import Figures
from toolkit.survey.question import Kind, Question
from toolkit.survey.results import Result
from toolkit.tables.equality import iso
from toolkit.tables.record import Record
from toolkit.workflows.count_up import last_state
from toolkit.workflows.import_survey import Imported, asked_of, measure_rule
from toolkit.workflows.session import Session
from toolkit.workflows.survey_round import COMMENTS, GROUPS, RESULTS


def import_document(session: Session, done: Imported) -> dict[str, Any]:
    """The JSON document ``actiongrid/survey-import``."""
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
        "comments": len(done.comments),
        "changed": bool(done.edits),
        "snapshot": done.snapshot,
        "dry_run": done.dry_run,
        "written": [
            {"file": file.file, "cells": file.cells, "queued": file.queued or None}
            for file in (done.synced.delivered if done.synced else ())
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
    if question.kind in (Kind.CHOICE, Kind.SEVERAL):
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


def import_lines(session: Session, done: Imported) -> Iterator[str]:
    """What a person reads after ``survey import``."""
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
    if done.results:
        yield "Results:"
        floor = session.settings.survey.floor
        for result in done.results:
            yield from _result_lines(result, floor)
    else:
        yield "No question answers a measure of the plan, so nothing was kept."
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


def _ending(done: Imported) -> str:
    if done.dry_run:
        return "Nothing was changed (dry run)."
    if not done.results:
        return "Nothing was changed."
    if not done.edits:
        return f"This round was on record already; nothing has changed (sync no. {done.snapshot})."
    return f"Kept in history and written to the workbooks (sync no. {done.snapshot})."


def show_document(session: Session) -> dict[str, Any]:
    """The JSON document ``actiongrid/survey-show``."""
    state = last_state(session)
    snapshot = state.snapshot
    details = {record.id: record for record in snapshot[RESULTS].live()}
    figures = survey_figures(snapshot, state.moment)
    return {
        "schema": "actiongrid/survey-show",
        "version": 1,
        "snapshot": snapshot.number,
        "rounds": list(dict.fromkeys(figure.wave for figure in figures)),
        "measures": [
            {
                "ref": asked.of,
                "measure_ref": asked.ref,
                "survey": asked.survey or None,
                "questions": list(asked.words),
                "target": rule.target if rule else None,
                "points": rule.points if rule else None,
            }
            for measure in snapshot["measures"].live()
            if measure["kind"] in (None, "survey")
            for asked, rule in [(asked_of(measure), measure_rule(measure))]
        ],
        "settings": dict(session.settings.survey.questions),
        "figures": [_shown(figure, details.get(figure.id)) for figure in figures],
        "groups": [_group(record, details) for record in snapshot[GROUPS].live()],
        "comments": [
            {name: iso(record[name]) or None for name in ("survey", "wave", "question", "text")}
            for record in snapshot[COMMENTS].live()
        ],
    }


def _shown(figure: SurveyFigure, record: Record | None) -> dict[str, Any]:
    return {
        "ref": figure.ref,
        "question": figure.question or None,
        "wave": figure.wave,
        "asked": record.text("asked") or None if record else None,
        "scale": record.text("scale") or None if record else None,
        "closed": iso(record["closed"]) or None if record else None,
        "n": figure.n,
        "population": figure.population,
        "response_rate": figure.response_rate,
        "mean": figure.mean,
        "low": figure.low,
        "high": figure.high,
        "top_two": figure.top_two,
        "top_two_low": figure.top_low,
        "top_two_high": figure.top_high,
        "target": figure.target,
        "result": figure.result or None,
        "change": figure.change or None,
        "typed": figure.typed,
    }


def _group(record: Record, results: dict[str, Record]) -> dict[str, Any]:
    parent = results.get(record.parent)
    return {
        "question": parent.text("question") or None if parent else None,
        "wave": parent.text("wave") if parent else None,
        **{name: record[name] for name in ("by", "name", "n", "mean", "low", "high", "hidden")},
    }


def show_lines(document: dict[str, Any]) -> Iterator[str]:
    """What a person reads after ``survey show``."""
    figures = document["figures"]
    if not figures:
        yield "No survey round is on record yet: actiongrid survey import FILE."
    wave = None
    for figure in figures:
        if figure["wave"] != wave:
            wave = figure["wave"]
            yield f"Round {wave}:" if not figure["typed"] else "Typed, no file behind it:"
        yield f"  {_figure_words(figure)}"
        if figure["asked"] and figure["asked"] != figure["question"]:
            yield f'    asked as "{figure["asked"]}" ({figure["scale"]})'
    for group in document["groups"]:
        shown = group["hidden"] or f"mean {group['mean']:.2f}, n = {group['n']}"
        yield f"  {group['question'] or ''} by {group['by']}: {group['name']}: {shown}".strip()
    if document["comments"]:
        yield f"{len(document['comments'])} comments are on record; the report prints them."
    without = [m["ref"] for m in document["measures"]
               if not any(f["ref"] == m["ref"] for f in figures)]  # fmt: skip
    if without:
        yield f"No round yet for the survey measures of {', '.join(dict.fromkeys(without))}."


def _figure_words(figure: dict[str, Any]) -> str:
    name = " ".join(filter(None, (figure["ref"], figure["question"])))
    if figure["mean"] is None:
        return f"{name}: {figure['result']}"
    interval = f" ({figure['low']:.2f} to {figure['high']:.2f})" if figure["low"] else ""
    rate = f", {figure['response_rate']:.0f} % answered" if figure["response_rate"] else ""
    result = f": {figure['result']}" if figure["result"] else ""
    change = f"; {figure['change']}" if figure["change"] else ""
    return f"{name}: mean {figure['mean']:.2f}{interval}, n = {figure['n']}{rate}{result}{change}"

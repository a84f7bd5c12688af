"""What ``survey show`` says of the rounds on record, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from toolkit.rollup.figures import SurveyFigure
from toolkit.rollup.survey_figures import measure_rule, survey_figures
from toolkit.tables.equality import iso
from toolkit.tables.record import Record
from toolkit.workflows.count_up import last_state
from toolkit.workflows.session import Session
from toolkit.workflows.survey_prepare import asked_of
from toolkit.workflows.survey_round import COMMENTS, GROUPS, RESULTS


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

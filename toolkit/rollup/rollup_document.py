"""The roll-up as one JSON document: stable keys, days as ISO 8601, blanks null."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from toolkit.rollup.figures import Item, Rollup, Share, SurveyFigure


class FigureCell(Struct, frozen=True):
    """Where one figure stands in Summary.

    Attributes:
        file, sheet, cell: its address.
        figure: path of the figure in the document, such as ``areas[1].overdue``: number, ref or
            code in brackets; for ``survey`` the line, counted from 0.
    """

    file: str
    sheet: str
    cell: str
    figure: str


def rollup_document(rollup: Rollup, cells: Iterable[FigureCell] = ()) -> dict[str, Any]:
    """The document ``rollup --json`` prints."""
    return {
        "schema": "actiongrid/rollup",
        "version": 1,
        "overall": _item(rollup.overall),
        "areas": [_item(item) for item in rollup.areas],
        "goals": [_item(item) for item in rollup.goals],
        "people": [_item(item) for item in rollup.people],
        "survey": [_survey(figure) for figure in rollup.survey],
        "cells": [
            {"file": c.file, "sheet": c.sheet, "cell": c.cell, "figure": c.figure} for c in cells
        ],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "name": item.name,
        "ref": item.ref or None,
        "actions": item.actions,
        "in_play": item.in_play,
        "reported": item.reported,
        "checked": item.checked,
        "by_status": dict(item.by_status),
        "not_reported": item.not_reported,
        "overdue": item.overdue,
        "due_soon": item.due_soon,
        "owned": _share(item.owned),
        "completion": _share(item.completion),
        "ongoing": _share(item.ongoing),
        "freshness_days": item.freshness_days,
        "word": item.word or None,
        "word_by": item.word_by or None,
    }


def _share(share: Share) -> dict[str, int]:
    return {"n": share.n, "of": share.of}


def _survey(figure: SurveyFigure) -> dict[str, Any]:
    return {
        "ref": figure.ref,
        "measure": figure.measure,
        "question": figure.question or None,
        "wave": figure.wave,
        "n": figure.n,
        "population": figure.population,
        "mean": figure.mean,
        "low": figure.low,
        "high": figure.high,
        "top_two": figure.top_two,
        "target": figure.target,
        "result": figure.result or None,
        "typed": figure.typed,
        "response_rate": figure.response_rate,
        "top_two_low": figure.top_low,
        "top_two_high": figure.top_high,
        "change": figure.change or None,
    }

"""A survey export read by the layout it is in; a new layout is one more file in this list."""

from __future__ import annotations

from dataclasses import replace

from toolkit.readers import (
    survey_google_forms,
    survey_microsoft_forms,
    survey_plain_table,
    survey_surveymonkey,
)
from toolkit.readers.survey_csv import read_csv_grid
from toolkit.readers.survey_grid import SurveyGrid, refuse
from toolkit.readers.survey_xlsx import read_xlsx_grid
from toolkit.survey.answer_file import AnswerFile, Role

LAYOUTS = (
    survey_google_forms,
    survey_microsoft_forms,
    survey_surveymonkey,
    survey_plain_table,
)
"""Tried in this order; the plain table takes what is left."""

_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_OTHERS = ((b"%PDF", "a PDF"), (b"{\\rtf", "a text document (RTF)"), (b"\x89PNG", "a picture"),
           (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"))  # fmt: skip


def read_survey_export(data: bytes, file: str) -> AnswerFile:
    """An export's questions and answers.

    Args:
        data: the file's content.
        file: its name.

    Raises:
        FileRefused: with one sentence that says what the file is and what to do.
    """
    grid = _trimmed(_grid(data, file))
    if grid.lines < 2 or not grid.columns:
        raise refuse(
            file,
            "no-answers",
            "there is no line of answers below the headings",
            "Export the survey again when answers have come in.",
        )
    layout = next(each for each in LAYOUTS if each.recognise(grid))
    found: AnswerFile = layout.read(grid)
    if not found.of(Role.QUESTION) or not found.rows:
        raise refuse(
            file, "no-questions", "no column of this file holds answers to a question",
            "Is it a survey export?",
        )  # fmt: skip
    return found


def _grid(data: bytes, file: str) -> SurveyGrid:
    if not data:
        raise refuse(file, "empty", "the file is empty", "Export the survey again.")
    if data.startswith(_WORKBOOKS):
        return read_xlsx_grid(data, file)
    for mark, name in _OTHERS:
        if data.startswith(mark):
            raise refuse(
                file, "not-a-survey", f"this is {name}, not a survey export",
                "Export the survey's answers as CSV or Excel.",
            )  # fmt: skip
    if data[:500].lstrip().lower().startswith((b"<!doctype", b"<html", b"<?xml", b"{", b"[")):
        raise refuse(
            file, "not-a-survey", "this is a web page or program data, not a table of answers",
            "Export the survey's answers as CSV or Excel.",
        )  # fmt: skip
    return read_csv_grid(data, file)


def _trimmed(grid: SurveyGrid) -> SurveyGrid:
    """The grid without columns that are wholly blank at its right end."""
    columns = list(grid.columns)
    while columns and not any(text.strip() for text in columns[-1][:1000]):
        if any(text.strip() for text in columns[-1]):
            break
        columns.pop()
    return replace(grid, columns=tuple(columns))

"""A survey export read by the layout it is in; a new layout is one more file in this list."""

from __future__ import annotations

from msgspec.structs import replace

from toolkit.errors import FileRefused
from toolkit.readers import (
    survey_google_forms,
    survey_microsoft_forms,
    survey_plain_table,
    survey_qualtrics,
    survey_surveymonkey,
)
from toolkit.readers.survey_across import turned
from toolkit.readers.survey_csv import read_csv_grid
from toolkit.readers.survey_grid import SurveyGrid, refuse
from toolkit.readers.survey_summary import summary_words
from toolkit.readers.survey_xlsx import read_xlsx_grid
from toolkit.survey.answer_file import AnswerFile, Role

NAMED_LAYOUTS = (
    survey_google_forms,
    survey_microsoft_forms,
    survey_surveymonkey,
    survey_qualtrics,
)
"""Tried in this order; the plain table takes what is left."""

_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_OTHERS = (
    (b"%PDF", "a PDF"), (b"{\\rtf", "a text document (RTF)"), (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"), (b"RIFF", "a picture, sound or film"), (b"BM", "a picture"),
    (b"\x1f\x8b", "a packed file (gzip)"), (b"7z\xbc\xaf", "a packed file (7z)"),
    (b"Rar!", "a packed file (rar)"), (b"SQLite format 3", "a database"),
    (b"ID3", "a sound"), (b"From ", "a mailbox"),
)  # fmt: skip
_MEDIA_AT_4 = (b"ftyp",)
_LARGEST = 64 << 20
"""Bytes of a text export; a hundred thousand answers take a few million."""


def read_survey_export(data: bytes, file: str, sheet: str = "") -> AnswerFile:
    """An export's questions and answers.

    Args:
        data: the file's content.
        file: its name.
        sheet: the sheet of a workbook, "" to find the one with the answers.

    Raises:
        FileRefused: with one sentence that says what the file is and what to do.
    """
    grid = turned(_trimmed(_grid(data, file, sheet)))
    if grid.lines < 2 or not grid.columns:
        raise refuse(
            file,
            "no-answers",
            "there is no line of answers below the headings",
            "Export the survey again when answers have come in.",
        )
    named = next((each for each in NAMED_LAYOUTS if each.recognise(grid)), None)
    if named is None and (summary := summary_words(grid)):
        raise refuse(
            file, "not-single-answers", summary,
            "Export the answers one line a person; a mean that is all there is can be typed into "
            "the sheet Measures.",
        )  # fmt: skip
    found: AnswerFile = (named or survey_plain_table).read(grid)
    if not found.of(Role.QUESTION) or not found.rows:
        raise refuse(
            file, "no-questions", "no column of this file holds answers to a question",
            "Is it a survey export?",
        )  # fmt: skip
    return replace(found, notes=(*grid.notes, *found.notes))


def _grid(data: bytes, file: str, sheet: str) -> SurveyGrid:
    if not data:
        raise refuse(file, "empty", "the file is empty", "Export the survey again.")
    if data.startswith(_WORKBOOKS):
        return _workbook(data, file, sheet)
    if found := _kind_of(data):
        raise refuse(
            file, "not-a-survey", f"this is {found}, not a survey export",
            "Export the survey's answers as CSV or Excel.",
        )  # fmt: skip
    if len(data) > _LARGEST:
        raise refuse(
            file, "too-large", f"{len(data) >> 20} megabytes are more than any survey's answers",
            "Export the answers of one survey round alone.",
        )  # fmt: skip
    return read_csv_grid(data, file)


def _workbook(data: bytes, file: str, sheet: str) -> SurveyGrid:
    try:
        return read_xlsx_grid(data, file, _recognised, sheet)
    except FileRefused as refusal:
        if refusal.where:
            raise
        # The gate knows neither the file's name nor what was to become of it.
        raise refuse(file, refusal.code, refusal.found, refusal.next_step) from refusal


def _kind_of(data: bytes) -> str:
    """What a file is that is no table of answers; "" when it may be one."""
    for mark, name in _OTHERS:
        if data.startswith(mark) and (len(mark) > 2 or b"\0" in data[:64]):
            return name
    if data[4:8] in _MEDIA_AT_4:
        return "a picture or film"
    start = data[:500].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"{", b"[")):
        return "a web page or program data"
    return ""


def _recognised(grid: SurveyGrid) -> bool:
    """Whether lines are in the layout of a survey tool."""
    return any(layout.recognise(grid) for layout in NAMED_LAYOUTS)


def _trimmed(grid: SurveyGrid) -> SurveyGrid:
    """The grid without columns that are wholly blank at its right end."""
    columns = list(grid.columns)
    while columns and not any(text.strip() for text in columns[-1][:1000]):
        if any(text.strip() for text in columns[-1]):
            break
        columns.pop()
    return replace(grid, columns=tuple(columns))

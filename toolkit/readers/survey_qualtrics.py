"""Qualtrics' responses: three heading lines (names, questions, import ids), previews marked."""

from __future__ import annotations

from toolkit.readers.survey_google_forms import matrix_column
from toolkit.readers.survey_grid import SurveyGrid, letter_of
from toolkit.survey.answer_file import AnswerFile, Role
from toolkit.survey.wording import one_line, plain

NAME = "Qualtrics"
_OWN = {
    "startdate": Role.LEFT_OUT,
    "enddate": Role.LEFT_OUT,
    "status": Role.LEFT_OUT,
    "ipaddress": Role.LEFT_OUT,
    "progress": Role.LEFT_OUT,
    "duration in seconds": Role.LEFT_OUT,
    "finished": Role.LEFT_OUT,
    "recordeddate": Role.FINISHED,
    "responseid": Role.RESPONDENT,
    "recipientlastname": Role.LEFT_OUT,
    "recipientfirstname": Role.LEFT_OUT,
    "recipientemail": Role.EMAIL,
    "externalreference": Role.LEFT_OUT,
    "externaldatareference": Role.LEFT_OUT,
    "locationlatitude": Role.LEFT_OUT,
    "locationlongitude": Role.LEFT_OUT,
    "distributionchannel": Role.LEFT_OUT,
    "userlanguage": Role.LEFT_OUT,
}
_PREVIEWS = frozenset({"survey preview", "survey test", "preview", "test", "1", "9", "17"})
"""What stands under Status for answers of the survey's makers, in words or as its numbers."""


def recognise(grid: SurveyGrid) -> bool:
    """Whether the file is such an export."""
    first = {plain(text) for text in grid.line(0)}
    return {"startdate", "responseid"} <= first or {"recordeddate", "responseid"} <= first


def read(grid: SurveyGrid) -> AnswerFile:
    """The questions and answers; previews are left out."""
    names = grid.line(0)
    heads = _heading_lines(grid)
    titles = grid.line(1) if heads > 1 else names
    kept, said = _kept_lines(grid, heads)
    columns = []
    for place, (name, title, column) in enumerate(zip(names, titles, grid.columns, strict=True)):
        role = _OWN.get(plain(name), Role.QUESTION)
        if plain(name).endswith("do") and "_DO" in name:
            role = Role.LEFT_OUT
        answers = tuple(column[line] for line in kept)
        heading = one_line(title) or one_line(name)
        columns.append(matrix_column(heading, answers, role, letter_of(place)))
    first_line = heads + 1
    return AnswerFile(grid.file, NAME, tuple(columns), (*grid.decisions, *said), first_line)


def _heading_lines(grid: SurveyGrid) -> int:
    """Lines above the answers: the third holds import ids, which may have been taken away."""
    for number in (1, 2):
        if any("importid" in text.casefold() for text in grid.line(number)):
            return number + 1
    second = [plain(text) for text in grid.line(1)]
    return 2 if {"start date", "response id", "recorded date"} & set(second) else 1


def _kept_lines(grid: SurveyGrid, heads: int) -> tuple[list[int], tuple[str, ...]]:
    place = next((at for at, name in enumerate(grid.line(0)) if plain(name) == "status"), None)
    lines = list(range(heads, grid.lines))
    if place is None:
        return lines, ()
    status = grid.columns[place]
    gone = [line for line in lines if plain(status[line]) in _PREVIEWS]
    if not gone or len(gone) == len(lines):
        return lines, ()
    what = "preview answer was" if len(gone) == 1 else "preview answers were"
    dropped = set(gone)
    kept = [line for line in lines if line not in dropped]
    return kept, (f"{len(gone)} {what} left out",)

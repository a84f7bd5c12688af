"""Google Forms' responses: a timestamp first, a matrix as "Question [Statement]"."""

from __future__ import annotations

import re

from msgspec.structs import replace

from toolkit.readers.survey_grid import SurveyGrid, letter_of
from toolkit.survey.answer_file import AnswerColumn, AnswerFile, Role
from toolkit.survey.wording import one_line, plain

NAME = "Google Forms"
_STAMPS = frozenset(
    {"timestamp", "marca temporal", "horodateur", "zeitstempel", "carimbo de data/hora",
     "informazioni cronologiche", "tijdstempel", "marca de hora"}
)  # fmt: skip
_OWN = {
    "email address": Role.EMAIL,
    "username": Role.EMAIL,
    "direccion de correo electronico": Role.EMAIL,
    "correo electronico": Role.EMAIL,
    "nombre de usuario": Role.EMAIL,
    "adresse e mail": Role.EMAIL,
    "endereco de e mail": Role.EMAIL,
    "nome de usuario": Role.EMAIL,
    "nom d utilisateur": Role.EMAIL,
    "e mail adresse": Role.EMAIL,
    "score": Role.LEFT_OUT,
    "total score": Role.LEFT_OUT,
    "puntuacion": Role.LEFT_OUT,
    "puntuacion total": Role.LEFT_OUT,
    "pontuacao": Role.LEFT_OUT,
    "note": Role.LEFT_OUT,
}
_MARKS = frozenset({"score", "feedback", "puntuacion", "comentarios de la respuesta"})
"""Parts a quiz adds to every question."""
_MATRIX = re.compile(r"(?P<question>.*?\S)\s*(?:\[(?P<row>[^\[\]]+)\]|>>\s*(?P<behind>.*\S))")


def recognise(grid: SurveyGrid) -> bool:
    """Whether the file is such an export."""
    first = grid.line(0)
    return bool(first) and plain(first[0]) in _STAMPS


def read(grid: SurveyGrid) -> AnswerFile:
    """The questions and answers."""
    columns = []
    asked: set[str] = set()
    for place, (text, answers) in enumerate(zip(grid.line(0), grid.below(1), strict=True)):
        role = Role.FINISHED if not place else _OWN.get(plain(text), Role.QUESTION)
        column = matrix_column(text, answers, role, letter_of(place))
        if plain(column.part) in _MARKS and column.heading in asked:
            column = replace(column, role=Role.LEFT_OUT)
        asked.add(column.title)
        columns.append(column)
    return AnswerFile(grid.file, NAME, tuple(columns), grid.decisions)


def matrix_column(text: str, answers: tuple[str, ...], role: Role, letter: str) -> AnswerColumn:
    """A column whose heading may name a statement in brackets."""
    heading = one_line(text)
    found = _MATRIX.fullmatch(heading)
    if found and role is Role.QUESTION:
        row = (found["row"] or found["behind"]).strip()
        return AnswerColumn(found["question"], answers, row, role, letter)
    return AnswerColumn(heading, answers, "", role, letter)

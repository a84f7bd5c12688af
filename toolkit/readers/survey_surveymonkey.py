"""SurveyMonkey's responses: two heading lines, condensed (one column a question) or expanded."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.readers.survey_grid import SurveyGrid, letter_of
from toolkit.survey.answer_file import AnswerColumn, AnswerFile, Role
from toolkit.survey.wording import one_line, plain

NAME = "SurveyMonkey"
_OWN = {
    "respondent id": Role.RESPONDENT,
    "respondentid": Role.RESPONDENT,
    "id del encuestado": Role.RESPONDENT,
    "collector id": Role.LEFT_OUT,
    "collectorid": Role.LEFT_OUT,
    "collector": Role.LEFT_OUT,
    "id del recopilador": Role.LEFT_OUT,
    "start date": Role.LEFT_OUT,
    "startdate": Role.LEFT_OUT,
    "date created": Role.LEFT_OUT,
    "fecha de inicio": Role.LEFT_OUT,
    "end date": Role.FINISHED,
    "enddate": Role.FINISHED,
    "date modified": Role.FINISHED,
    "fecha de finalizacion": Role.FINISHED,
    "ip address": Role.LEFT_OUT,
    "direccion ip": Role.LEFT_OUT,
    "email address": Role.EMAIL,
    "direccion de correo electronico": Role.EMAIL,
    "first name": Role.LEFT_OUT,
    "firstname": Role.LEFT_OUT,
    "nombre": Role.LEFT_OUT,
    "last name": Role.NAME,
    "lastname": Role.NAME,
    "apellido": Role.NAME,
}
_FIRST_NAMES = frozenset({"first name", "firstname", "nombre"})
_IDS = frozenset({"respondent id", "respondentid", "id del encuestado"})
_ONE_COLUMN = frozenset(
    {"", "response", "open ended response", "respuesta", "respuesta abierta", "rating", "value"}
)


def recognise(grid: SurveyGrid) -> bool:
    """Whether the file is such an export."""
    return any(plain(text) in _IDS for text in grid.line(0)[:3])


def read(grid: SurveyGrid) -> AnswerFile:
    """The questions and answers, each part of a question with the question's text."""
    first = grid.line(0)
    own = next(place for place, text in enumerate(first) if plain(text) in _IDS)
    two_lines = grid.lines > 1 and not any(sign.isdigit() for sign in grid.line(1)[own])
    second = grid.line(1) if two_lines else ("",) * len(first)
    start = 2 if two_lines else 1
    columns = tuple(_columns(first, second, tuple(grid.below(start))))
    return AnswerFile(grid.file, NAME, columns, grid.decisions, first_line=start + 1)


def _columns(
    first: tuple[str, ...], second: tuple[str, ...], answers: tuple[tuple[str, ...], ...]
) -> Iterator[AnswerColumn]:
    question, part_number = "", 0
    given_name: tuple[str, ...] = ()
    in_front = True
    for place, (text, part, column) in enumerate(zip(first, second, answers, strict=True)):
        heading, key, letter = one_line(text), plain(text), letter_of(place)
        role = _OWN.get(key) if in_front else None
        if in_front and (role is not None or key.startswith(("custom data", "datos pers"))):
            if key in _FIRST_NAMES:
                given_name = column
            if role is Role.NAME:
                column = _full(given_name, column)
            yield AnswerColumn(heading, column, "", role or Role.LEFT_OUT, letter)
            continue
        in_front = False
        if heading:
            question, part_number = heading, 1
        else:
            part_number += 1
        name = one_line(part)
        if plain(name) in _ONE_COLUMN:
            alone = part_number == 1 and not _goes_on(first, second, place)
            name = "" if alone else f"part {part_number}"
        yield AnswerColumn(question, column, name, Role.QUESTION, letter)


def _goes_on(first: tuple[str, ...], second: tuple[str, ...], place: int) -> bool:
    """Whether the question at a place has another column with no name of its own."""
    after = place + 1
    return after < len(first) and not first[after].strip() and not second[place].strip()


def _full(given: tuple[str, ...], family: tuple[str, ...]) -> tuple[str, ...]:
    if not given:
        return family
    return tuple(f"{a} {b}".strip() for a, b in zip(given, family, strict=True))

"""SurveyMonkey's responses: two heading lines, condensed (one column a question) or expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.readers.survey_grid import SurveyGrid, letter_of
from toolkit.survey.answer_file import AnswerColumn, AnswerFile, Role
from toolkit.survey.wording import one_line, plain

NAME = "SurveyMonkey"
_ID = re.compile(
    r"respondent ?id|respondentid|(?:id|identificacion|identificador|identifiant)"
    r" (?:del?|da|do|du) (?:encuestado|respond\w+|repond\w+|participante)"
)
_OWN = (
    (Role.RESPONDENT, _ID),
    (Role.FINISHED, re.compile(
        r"end ?date|date modified|fecha de finalizacion|fecha final|data (?:de|do) termino"
        r"|data final|date de fin"
    )),
    (Role.EMAIL, re.compile(
        r"e ?mail address|direccion de correo electronico|endereco de e ?mail|adresse e ?mail"
    )),
    (Role.NAME, re.compile(r"last ?name|apellidos?|sobrenome|nom(?: de famille)?")),
    (Role.LEFT_OUT, re.compile(
        r"collector ?id|collector|(?:id|identificacion|identificador|identifiant)"
        r" (?:del?|da|do|du) (?:recopilador|coletor|collecteur)"
        r"|start ?date|date created|fecha de (?:inicio|creacion)|data (?:de|do) inicio"
        r"|date de debut|ip address|direccion ip|endereco ip|adresse ip"
        r"|first ?name|nombre|primer nombre|nome|prenom|custom data.*|custom value.*"
        r"|datos pers.*|dados pers.*|donnees pers.*"
    )),
)  # fmt: skip
_FIRST_NAMES = re.compile(r"first ?name|nombre|primer nombre|nome|prenom")
_ONE_COLUMN = frozenset(
    {"", "response", "open ended response", "respuesta", "respuesta abierta", "rating", "value"}
)


def recognise(grid: SurveyGrid) -> bool:
    """Whether the file is such an export."""
    return any(_ID.fullmatch(plain(text)) for text in grid.line(0)[:3])


def read(grid: SurveyGrid) -> AnswerFile:
    """The questions and answers, each part of a question with the question's text."""
    first = grid.line(0)
    own = next(place for place, text in enumerate(first) if _ID.fullmatch(plain(text)))
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
        role = _own_role(key) if in_front else None
        if role is not None:
            if _FIRST_NAMES.fullmatch(key):
                given_name = column
            if role is Role.NAME:
                column = _full(given_name, column)
            yield AnswerColumn(heading, column, "", role, letter)
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


def _own_role(key: str) -> Role | None:
    """What a column of the platform's own holds; None for a question."""
    return next((role for role, names in _OWN if names.fullmatch(key)), None)


def _goes_on(first: tuple[str, ...], second: tuple[str, ...], place: int) -> bool:
    """Whether the question at a place has another column with no name of its own."""
    after = place + 1
    return after < len(first) and not first[after].strip() and not second[place].strip()


def _full(given: tuple[str, ...], family: tuple[str, ...]) -> tuple[str, ...]:
    if not given:
        return family
    return tuple(f"{a} {b}".strip() for a, b in zip(given, family, strict=True))

"""Columns that ask who somebody is, or hold a moment or a code: they are no answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from toolkit.survey.answer_file import AnswerColumn, AnswerFile, Role
from toolkit.survey.moments import moments_of
from toolkit.survey.no_answer import says_nothing

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NAME = re.compile(
    r"(?:what is )?(?:(?:your|first|last|full|respondent(?:'s)?|member) ?)*name"
    r"|(?:tu |su )?nombre(?: completo| y apellidos?)?|apellidos?|nom(?: et prénom)?|nome",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\((?:optional|opcional|facultatif)\)", re.IGNORECASE)
_CODE = re.compile(r"(?=\S*\d)\S+|[^\W\d_]{0,4}[\d\s()+./-]{6,}")
"""One word with a figure in it, or a telephone number."""
_LOOKED_AT = 500
_MOSTLY = 0.8


def with_people(file: AnswerFile) -> AnswerFile:
    """The file with every column in its role; what has no heading is left out, and said."""
    columns: list[AnswerColumn] = []
    said: list[str] = []
    timed = bool(file.of(Role.FINISHED))
    for column in file.columns:
        found = _placed(column, timed, said) if column.role is Role.QUESTION else column
        timed = timed or found.role is Role.FINISHED
        columns.append(found)
    return replace(file, columns=tuple(columns), decisions=(*file.decisions, *said))


def _placed(column: AnswerColumn, timed: bool, said: list[str]) -> AnswerColumn:
    filled = (text for text in column.answers if text and not says_nothing(text))
    given = list(islice(filled, _LOOKED_AT))
    if not given:
        return column
    if not column.heading:
        said.append(f"column {column.letter} has no heading and was left out")
        return replace(column, role=Role.LEFT_OUT)
    if _share(_MAIL.fullmatch(text.strip()) is not None for text in given) >= _MOSTLY:
        return replace(column, role=Role.EMAIL)
    if _NAME.fullmatch(_ASIDE.sub("", column.heading).strip(" :*?")):
        return replace(column, role=Role.NAME)
    if _are_moments(given):
        hours = not timed and _share(":" in text for text in given) >= _MOSTLY
        return replace(column, role=Role.FINISHED if hours else Role.LEFT_OUT)
    if _are_codes(given):
        said.append(f'"{column.title}" holds a code for each person and was left out')
        return replace(column, role=Role.LEFT_OUT)
    return column


def _are_moments(given: Sequence[str]) -> bool:
    return _share(moment is not None for moment in moments_of(given)) >= _MOSTLY


def _are_codes(given: Sequence[str]) -> bool:
    """Whether nearly every answer is another one, and none is a sentence."""
    many = len(given) >= 10 and len(set(given)) >= 0.9 * len(given)
    return many and _share(_CODE.fullmatch(text.strip()) is not None for text in given) >= 0.9


def _share(found: Iterator[bool]) -> float:
    known = list(found)
    return sum(known) / len(known)

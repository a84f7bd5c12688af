"""Tables that stand on their side: a question a line, a respondent a column."""

from __future__ import annotations

import re

from msgspec.structs import replace

from toolkit.readers.survey_grid import SurveyGrid
from toolkit.survey.wording import number_in, plain

_PERSON = re.compile(
    r"(?:r|p|resp|respondent|respuesta|participant|participante|person|persona|member|encuestado"
    r"|response)? ?\d{1,6}"
)
_QUESTION = frozenset(
    {"", "question", "questions", "item", "items", "statement", "statements", "pregunta",
     "preguntas"}
)  # fmt: skip
_FEWEST = 5
_FEWEST_NUMBERS = 12
"""Fewer columns that are named by bare numbers may be the points of a scale, with counts below."""


def turned(grid: SurveyGrid) -> SurveyGrid:
    """The grid with a respondent a line; as it is when it stands upright already."""
    if len(grid.columns) <= _FEWEST or not _lies(grid):
        return grid
    first, *others = (grid.line(number) for number in range(grid.lines))
    lines = [("Respondent", *first[1:]), *others]
    columns = tuple(list(line) for line in lines if any(text.strip() for text in line))
    said = "the table has a question a line and a column a respondent; it was turned"
    return replace(grid, columns=columns, decisions=(*grid.decisions, said))


def _lies(grid: SurveyGrid) -> bool:
    corner, *people = (plain(text) for text in grid.line(0))
    people = [name for name in people if name]
    questions = [text for text in grid.columns[0][1:] if text.strip()]
    return (
        corner in _QUESTION
        and len(people) >= (_FEWEST_NUMBERS if people[0].isdigit() else _FEWEST)
        and len(set(people)) == len(people)
        and all(_PERSON.fullmatch(name) for name in people)
        and bool(questions)
        and not any(number_in(text) is not None or _PERSON.fullmatch(plain(text))
                    for text in questions)
    )  # fmt: skip

"""Microsoft Forms' responses: ID, start and completion time first, then the questions."""

from __future__ import annotations

from toolkit.readers.survey_google_forms import matrix_column
from toolkit.readers.survey_grid import SurveyGrid, letter_of
from toolkit.survey.answer_file import AnswerFile, Role
from toolkit.survey.wording import one_line, plain

NAME = "Microsoft Forms"
_OWN = {
    "id": Role.RESPONDENT,
    "start time": Role.LEFT_OUT,
    "hora de inicio": Role.LEFT_OUT,
    "completion time": Role.FINISHED,
    "hora de finalizacion": Role.FINISHED,
    "email": Role.EMAIL,
    "correo electronico": Role.EMAIL,
    "name": Role.NAME,
    "nombre": Role.NAME,
    "last modified time": Role.LEFT_OUT,
    "hora de la ultima modificacion": Role.LEFT_OUT,
    "language": Role.LEFT_OUT,
    "idioma": Role.LEFT_OUT,
    "total points": Role.LEFT_OUT,
    "total de puntos": Role.LEFT_OUT,
    "quiz feedback": Role.LEFT_OUT,
    "comentarios de la prueba": Role.LEFT_OUT,
    "grade posted time": Role.LEFT_OUT,
}
_PAIRS = ("Points - ", "Feedback - ", "Puntos - ", "Puntos: ", "Comentarios - ", "Comentarios: ")
_TIMES = frozenset({"completion time", "hora de finalizacion"})


def recognise(grid: SurveyGrid) -> bool:
    """Whether the file is such an export."""
    first = [plain(text) for text in grid.line(0)[:8]]
    return bool(first) and first[0] == "id" and bool(_TIMES & set(first))


def read(grid: SurveyGrid) -> AnswerFile:
    """The questions and answers; points and feedback of a quiz are left out."""
    columns = []
    taken: set[str] = set()
    for place, (text, answers) in enumerate(zip(grid.line(0), grid.below(1), strict=True)):
        heading = one_line(text)
        key = plain(heading)
        role = Role.QUESTION
        if heading.startswith(_PAIRS):
            role = Role.LEFT_OUT
        elif key in _OWN and key not in taken:
            role = _OWN[key]
            taken.add(key)
        columns.append(matrix_column(heading, answers, role, letter_of(place)))
    return AnswerFile(grid.file, NAME, tuple(columns), grid.decisions)

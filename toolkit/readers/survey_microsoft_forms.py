"""Microsoft Forms' responses: ID, start and completion time first, then the questions."""

from __future__ import annotations

from toolkit.readers.survey_google_forms import matrix_column
from toolkit.readers.survey_grid import SurveyGrid, letter_of
from toolkit.survey.answer_file import AnswerFile, Role
from toolkit.survey.wording import one_line, plain

NAME = "Microsoft Forms"
_TIMES = frozenset(
    {"completion time", "hora de finalizacion", "hora de conclusao", "hora da conclusao",
     "heure de fin", "fertigstellungszeit", "ora di completamento", "voltooiingstijd"}
)  # fmt: skip
_OWN = {
    "id": Role.RESPONDENT,
    **dict.fromkeys(_TIMES, Role.FINISHED),
    "email": Role.EMAIL,
    "e mail": Role.EMAIL,
    "correo electronico": Role.EMAIL,
    "adresse de messagerie": Role.EMAIL,
    "name": Role.NAME,
    "nombre": Role.NAME,
    "nome": Role.NAME,
    "nom": Role.NAME,
}
_OWN_NOTES = frozenset(
    {"start time", "hora de inicio", "heure de debut", "startzeit", "last modified time",
     "hora de la ultima modificacion", "hora da ultima modificacion",
     "heure de la derniere modification", "zeit der letzten anderung", "language", "idioma",
     "langue", "sprache", "total points", "total de puntos", "total de pontos", "quiz feedback",
     "comentarios de la prueba", "grade posted time"}
)  # fmt: skip
_PAIRS = ("Points - ", "Feedback - ", "Puntos - ", "Puntos: ", "Comentarios - ", "Comentarios: ",
          "Pontos - ", "Pontos: ", "Points : ", "Points: ")  # fmt: skip


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
        if heading.startswith(_PAIRS) and place:
            role = Role.LEFT_OUT
        elif key in _OWN_NOTES and key not in taken:
            role = Role.LEFT_OUT
            taken.add(key)
        elif key in _OWN and key not in taken:
            role = _OWN[key]
            taken.add(key)
        columns.append(matrix_column(heading, answers, role, letter_of(place)))
    return AnswerFile(grid.file, NAME, tuple(columns), grid.decisions)

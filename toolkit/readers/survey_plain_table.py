"""A plain table of answers: one heading line somewhere at the top, one line a respondent."""

from __future__ import annotations

import re

from toolkit.readers.survey_google_forms import matrix_column
from toolkit.readers.survey_grid import SurveyGrid, letter_of, refuse
from toolkit.survey.answer_file import AnswerFile, Role
from toolkit.survey.wording import number_in, plain

NAME = "plain table"
_LOOKED_AT = 15
_ENOUGH = 500
_CODE = re.compile(r"^[a-z]+\. (?=[A-Z])")
_ROLES = (
    (Role.RESPONDENT, re.compile(
        r"id|#|nr|no|respondent(?: id| no| number)?|response(?: id| number)|participant(?: id)?"
        r"|record id|response id|responseid|submission id|nº|nr|rowid"
        r"|member(?: id| number| no)|encuestado|id encuestado|numero"
    )),
    (Role.EMAIL, re.compile(
        r"(?:your )?e ?mail(?: address)?|correo(?: electronico)?|mail|username"
    )),
    (Role.NAME, re.compile(r"(?:your |full |respondent )?name|nombre(?: completo)?")),
    (Role.FINISHED, re.compile(
        r"timestamp|(?:submission |completion |response |end )?(?:date|time)|date submitted"
        r"|submitted(?: at| on)?"
        r"|completed(?: at| on)?|fecha(?: de (?:envio|respuesta))?|marca temporal|recorded date"
        r"|recordeddate"
        r"|submit date utc|date and time|last action|date modified|end date"
    )),
    (Role.LEFT_OUT, re.compile(
        r"ip(?: address)?|start (?:date|time)|started(?: at| on)?|status|progress"
        r"|duration(?: in seconds)?|total time|time taken|hora de inicio|fecha de inicio"
        r"|finished|(?:user |start )?language|collector(?: id)?|network id|locationlatitude"
        r"|locationlongitude|row|last page|seed|date started|date last action|referr?er(?: url)?"
        r"|response type|stage date utc|start date utc|tags|user agent|session(?: id)?|variant"
    )),
)  # fmt: skip


def recognise(grid: SurveyGrid) -> bool:
    """Any table will do; the layouts with a name are tried before."""
    return len(grid.columns) > 0


def read(grid: SurveyGrid) -> AnswerFile:
    """The questions and answers below the heading line."""
    head = _heading_line(grid)
    said = list(grid.decisions)
    if head:
        said.append(f"line {head + 1} holds the headings; the lines above were left out")
    if _is_answers(grid, head):
        raise refuse(
            grid.file, "no-headings",
            f"line {head + 1} holds answers where the questions should stand",
            "Put a line with the questions above the answers.",
        )  # fmt: skip
    columns = []
    taken: set[Role] = set()
    for place, (text, answers) in enumerate(
        zip(grid.line(head), grid.below(head + 1), strict=True)
    ):
        if not text.strip() and not any(answers):
            continue
        role = _role(text)
        if role is Role.RESPONDENT and not _tells_apart(answers):
            role = Role.LEFT_OUT
        if role in taken and role is not Role.LEFT_OUT:
            role = Role.QUESTION
        if role is not Role.QUESTION:
            taken.add(role)
        columns.append(matrix_column(text, answers, role, letter_of(place)))
    above = tuple(" ".join(filter(None, grid.line(number))) for number in range(head))
    return AnswerFile(
        grid.file, NAME, tuple(columns), tuple(said), first_line=head + 2, notes=above
    )


def _is_answers(grid: SurveyGrid, head: int) -> bool:
    """Whether the line for the headings is one of answers: its texts stand below it again."""
    pairs = [
        (text.strip(), column[head + 1 :])
        for text, column in zip(grid.line(head), grid.columns, strict=True)
        if text.strip()
    ]
    again = [text for text, below in pairs if text in map(str.strip, below[:_ENOUGH])]
    return bool(again) and len(again) >= 0.5 * len(pairs)


def _heading_line(grid: SurveyGrid) -> int:
    """The first line that is as full as the table is wide and holds no numbers alone."""
    lines = [grid.line(number) for number in range(min(_LOOKED_AT, grid.lines))]
    filled = [sum(1 for text in line if text.strip()) for line in lines]
    # One line that is too long does not make the others short.
    ranked = sorted(filled, reverse=True)
    widest = ranked[1] if len(ranked) > 2 else max(ranked, default=0)
    for number, line in enumerate(lines):
        words = sum(1 for text in line if text.strip() and number_in(text) is None)
        if filled[number] >= max(1, 0.7 * widest) and words >= 0.6 * filled[number]:
            return number
    return 0


def _role(text: str) -> Role:
    if text.strip() == "#":
        return Role.RESPONDENT
    # LimeSurvey writes a code before the words: "submitdate. Date submitted".
    key = plain(_CODE.sub("", text.strip()))
    return next((role for role, names in _ROLES if names.fullmatch(key)), Role.QUESTION)


def _tells_apart(answers: tuple[str, ...]) -> bool:
    """Whether a column of numbers names respondents: nearly all different."""
    given = [answer for answer in answers if answer.strip()]
    return len(set(given)) >= 0.7 * len(given)

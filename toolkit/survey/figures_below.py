"""Averages and sums that somebody wrote below the answers: they are nobody's."""

from __future__ import annotations

import re

from toolkit.survey.answer_file import AnswerFile, Role
from toolkit.survey.wording import number_in, plain

_WORD = re.compile(
    r"(?:grand )?(?:averages?|avg|means?|median|mode|totals?|sums?|counts?|n|responses"
    r"|response rate|std(?: dev(?:iation)?)?|st dev|stdev|sd|standard deviation"
    r"|min(?:imum)?|max(?:imum)?"
    r"|promedios?|media|mediana|suma|desviacion(?: estandar)?|moyenne|media geral|top (?:two|2)"
    r"|target|goal|meta)(?: (?:score|rating|mean|average|of answers|total|box|general))?"
)
_LAST = 12
"""How many lines at the end are looked at."""
_NEARLY_ALL = 0.95


def figures_below(file: AnswerFile) -> dict[int, str]:
    """Places of the lines at the end that hold figures and no answers, with their first cell."""
    gone: dict[int, str] = {}
    own = [column.answers for column in file.of(Role.FINISHED) or file.of(Role.RESPONDENT)][:1]
    marked = own[0] if own and sum(map(bool, own[0])) >= _NEARLY_ALL * file.rows else ()
    for row in range(file.rows - 1, max(-1, file.rows - 1 - _LAST), -1):
        cells = [column.answers[row].strip() for column in file.columns]
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        named = _WORD.fullmatch(plain(filled[0])) and _all_numbers(filled[1:])
        unmarked = bool(marked) and not marked[row].strip() and _has_fraction(filled)
        if not (named or unmarked):
            break
        gone[row] = filled[0]
    return gone


def _all_numbers(texts: list[str]) -> bool:
    return bool(texts) and all(number_in(text.rstrip("% ")) is not None for text in texts)


def _has_fraction(texts: list[str]) -> bool:
    """Whether all are numbers and one is an average rather than a rating."""
    numbers = [number_in(text.rstrip("% ")) for text in texts]
    known = [number for number in numbers if number is not None]
    return len(known) == len(numbers) and any(number * 2 % 1 for number in known)

"""Who counts: test rows, empty rows and repeated answers of a person are left out, and said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from toolkit.survey.answer_file import AnswerColumn, AnswerFile, Role
from toolkit.survey.figures_below import figures_below
from toolkit.survey.moments import moments_of
from toolkit.survey.wording import is_test, plain

_COPIES = 0.05
_RARE = 0.2
"""A word such as "test" that many chose is one of the answers, not a trial."""


class Counted(Struct, frozen=True):
    """The lines of an export that count.

    Attributes:
        rows: their places, from 0, in the file's order.
        left_out: how many were left out, by reason.
        decisions: the same in sentences, with the lines.
    """

    rows: tuple[int, ...]
    left_out: dict[str, int]
    decisions: tuple[str, ...]


def counted_rows(file: AnswerFile) -> Counted:
    """Which lines count."""
    first_line = file.first_line
    answered = zip(*(column.answers for column in file.columns), strict=True)
    rows = [row for row, answers in enumerate(answered) if any(answers)]
    left_out: dict[str, int] = {}
    said: list[str] = []

    def leave_out(gone: set[int], reason: str, sentence: str) -> None:
        if gone:
            rows[:] = [row for row in rows if row not in gone]
            left_out[reason] = len(gone)
            said.append(f"{_lines(gone, first_line)}: {sentence}")

    sums = figures_below(file)
    names = ", ".join(f'"{sums[row]}"' for row in sorted(sums))
    leave_out(set(sums), "figures below the answers", f"figures below the answers ({names})")
    tests = _test_rows(file)
    leave_out(tests, "test rows", "typed to try the form out, left out")
    empty = _empty_rows(file) & set(rows)
    leave_out(empty, "empty rows", "no question answered, left out")
    same = _earlier_answers(file, rows)
    leave_out(same, "duplicates", "the same person answered again; the last answers count")
    return Counted(tuple(rows), left_out, tuple(said))


def _lines(rows: Iterable[int], first_line: int) -> str:
    numbers = sorted(row + first_line for row in rows)
    shown = ", ".join(map(str, numbers[:8]))
    more = f" and {len(numbers) - 8} more" if len(numbers) > 8 else ""
    return f"{'line' if len(numbers) == 1 else 'lines'} {shown}{more}"


def _test_rows(file: AnswerFile) -> set[int]:
    gone: set[int] = set()
    for column in file.columns:
        if column.role in (Role.FINISHED, Role.RESPONDENT):
            continue
        tests = {answer for answer in set(column.answers) if answer and is_test(answer)}
        if tests:
            found = {row for row, answer in enumerate(column.answers) if answer in tests}
            given = sum(map(bool, column.answers))
            if len(found) <= max(2, _RARE * given):
                gone |= found
    return gone


def _empty_rows(file: AnswerFile) -> set[int]:
    questions = [column.answers for column in file.of(Role.QUESTION)]
    if not questions:
        return set()
    return {row for row, answers in enumerate(zip(*questions, strict=True)) if not any(answers)}


def _earlier_answers(file: AnswerFile, rows: Sequence[int]) -> set[int]:
    """Lines after which the same person answered again."""
    finished = next(iter(file.of(Role.FINISHED)), None)
    when = moments_of(finished.answers) if finished else ()
    gone: set[int] = set()
    known: set[int] = set()
    for role in (Role.RESPONDENT, Role.EMAIL, Role.NAME):
        for column in file.of(role):
            left = [row for row in rows if row not in gone]
            if role is Role.NAME:
                left = [row for row in left if row not in known]
            keys = {row: key for row in left if (key := _identity(column, row))}
            gone |= _all_but_last(keys, when)
            if role is Role.EMAIL:
                known |= keys.keys()
    if finished:
        left = [row for row in rows if row not in gone and _to_the_second(finished.answers[row])]
        copies = _all_but_last({row: _whole(file, row) for row in left}, when)
        # Where many lines are alike the moment does not tell people apart.
        if len(copies) <= _COPIES * len(rows):
            gone |= copies
    return gone


def _whole(file: AnswerFile, row: int) -> str:
    return "\n".join(column.answers[row] for column in file.columns)


def _to_the_second(moment: str) -> bool:
    return moment.count(":") >= 2


def _identity(column: AnswerColumn, row: int) -> str:
    text = column.answers[row].strip()
    key = plain(text)
    if column.role is Role.EMAIL:
        return text.casefold() if "@" in text else ""
    if column.role is Role.NAME:
        nameless = key in ("anonymous", "anonimo", "anonyme")
        return "" if nameless or " " not in key else key
    return key


def _all_but_last(keys: dict[int, str], when: Sequence[datetime | None]) -> set[int]:
    counts = Counter(keys.values())
    if len(counts) == len(keys):
        return set()
    last: dict[str, int] = {}
    for row, key in keys.items():
        if counts[key] > 1 and (key not in last or not _before(row, last[key], when)):
            last[key] = row
    return {row for row, key in keys.items() if counts[key] > 1 and last[key] != row}


def _before(row: int, other: int, when: Sequence[datetime | None]) -> bool:
    if not when:
        return row < other
    one, two = when[row], when[other]
    return one < two if one and two else row < other


def kept(column: AnswerColumn, rows: Sequence[int]) -> Iterator[str]:
    """The answers of a column that count."""
    answers = column.answers
    return (answers[row] for row in rows)

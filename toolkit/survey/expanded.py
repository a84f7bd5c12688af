"""Exports with one column for each possible answer, brought back to one column a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from toolkit.survey.answer_file import AnswerColumn, AnswerFile, Role
from toolkit.survey.wording import plain

_SEVERAL = "; "
_ROW = re.compile(r"(?P<row>.+?)\s+[-–—|:]\s+(?P<label>[^-–—|:]+)")
_TICKED = {"1", "x", "true", "yes", "si", "selected", "checked", "verdadero"}
_OTHER = re.compile(r"^(?:other|otro|otra|please specify|comment)", re.IGNORECASE)


def condensed(file: AnswerFile) -> AnswerFile:
    """The same export with every question of several answer columns in one."""
    columns: list[AnswerColumn] = []
    said: list[str] = []
    for (_, role), group in groupby(file.columns, key=lambda c: (c.heading, c.role)):
        run = list(group)
        if role is Role.QUESTION and len(run) > 1 and all(column.part for column in run):
            columns += _condense(run, said)
        else:
            columns += run
    return replace(file, columns=tuple(columns), decisions=(*file.decisions, *said))


def _condense(run: list[AnswerColumn], said: list[str]) -> Iterator[AnswerColumn]:
    ticks = [column for column in run if _is_tick(column)]
    others = [column for column in run if column not in ticks]
    filled = [column for column in ticks if any(column.answers)]
    if len(ticks) < 2 or not filled or any(not _OTHER.match(column.part) for column in others):
        yield from run
        return
    rows = _rows(ticks)
    chosen = rows or _answers_are_parts(ticks) or _exclusive(ticks)
    if not chosen and not all(_ticked(column) for column in filled):
        yield from run
        return
    for row, labels, columns in rows or [("", [c.part for c in ticks], ticks)]:
        yield _one(row, labels, columns, said)
    yield from others


def _is_tick(column: AnswerColumn) -> bool:
    """Whether the column holds one value or nothing, as one answer of several does."""
    return not _OTHER.match(column.part) and len(set(filter(None, column.answers))) <= 1


def _ticked(column: AnswerColumn) -> bool:
    return all(plain(answer) in _TICKED for answer in set(column.answers) if answer)


def _answers_are_parts(columns: Sequence[AnswerColumn]) -> bool:
    return all(
        plain(answer) in plain(column.part)
        for column in columns
        for answer in set(column.answers)
        if answer
    )


def _exclusive(columns: Sequence[AnswerColumn]) -> bool:
    """Whether nobody has more than one of them, and they hold different values or ticks."""
    values = [next(filter(None, column.answers), "") for column in columns]
    given = [value for value in values if value]
    several = any(
        sum(map(bool, answers)) > 1 for answers in zip(*(c.answers for c in columns), strict=True)
    )
    return not several and len(given) > 1


def _rows(columns: Sequence[AnswerColumn]) -> list[tuple[str, list[str], list[AnswerColumn]]]:
    """A matrix whose columns are named "statement - answer": its statements with their answers."""
    split = [_ROW.fullmatch(column.part) for column in columns]
    found: dict[str, list[tuple[str, AnswerColumn]]] = {}
    for match, column in zip(split, columns, strict=True):
        if match is None:
            return []
        found.setdefault(match["row"], []).append((match["label"], column))
    labels = Counter(tuple(label for label, _ in pairs) for pairs in found.values())
    if len(labels) != 1 or len(next(iter(labels))) < 2 or len(found) == 1:
        return []
    return [
        (row, [label for label, _ in pairs], [column for _, column in pairs])
        for row, pairs in found.items()
    ]


def _one(
    row: str, labels: Sequence[str], columns: Sequence[AnswerColumn], said: list[str]
) -> AnswerColumn:
    answers = tuple(
        _SEVERAL.join(label for label, answer in zip(labels, given, strict=True) if answer)
        for given in zip(*(column.answers for column in columns), strict=True)
    )
    one = replace(columns[0], part=row, answers=answers)
    said.append(f'"{one.title}": {len(columns)} answer columns were read as one question')
    return one

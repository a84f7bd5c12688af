"""Tables that lay a plan out across the page: a goal a column, what is done below it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from toolkit.plan.reading.columns import CELLS, heading_of
from toolkit.plan.reading.entries import shown_lines
from toolkit.plan.reading.frame_sections import is_statement
from toolkit.plan.reading.headings import meaning_of
from toolkit.plan.reading.marks import Mark, mark_of, parse_mark, section_labels
from toolkit.plan.reading.node import Node
from toolkit.plan.reading.outline import Outline
from toolkit.plan.reading.source import Cell, Line, Row

_LONGEST = 12  # words of a column's title
_LISTS = 0.6
_MOST_ROWS = 5
_SURE = 7.5  # a column headed "People" with a list below may be a goal, one headed "Who" not


def is_across(rows: Sequence[Row]) -> bool:
    """Whether each column of the table is an entry of its own with a list below."""
    if len(rows) < 2:
        return False
    tops = _tops(rows[0])
    if len(tops) < 2:
        return False
    body = [cell for row in rows[1:] for place in tops if (cell := _at(row, place)).text]
    if len(body) < len(tops):
        return False
    marks = [_mark(rows[0][place]) for place in tops]
    if all(mark.kind == "label" and mark.value for mark in marks):
        return len({mark.label.casefold() for mark in marks}) == 1
    titles = [heading_of(rows[0][place]) for place in tops]
    if any(len(t.split()) > _LONGEST or is_statement(t) for t in titles):
        return False
    lists = all(any(_is_long_list(_at(row, place)) for row in rows[1:]) for place in tops)
    sure = _SURE if lists and len(rows) <= _MOST_ROWS else 0
    if any(meaning_of(title).weight > sure for title in titles):
        return False
    return lists or sum(_is_list(cell) for cell in body) >= _LISTS * len(body)


def read_across(rows: Sequence[Row], outline: Outline) -> None:
    """Take the table column by column into the outline."""
    context = outline.path
    for place in _tops(rows[0]):
        outline.enter(context)
        _open_column(rows[0][place], outline)
        column = outline.path
        for row in rows[1:]:
            cell = _at(row, place)
            if cell.text:
                outline.enter(column)
                _take(row, place, cell, outline)
        outline.close_rows()
    outline.enter(context)


def _tops(row: Row) -> tuple[int, ...]:
    """The columns that are entries: headed ones, the row labels' column left out."""
    said = [p for p, cell in enumerate(row) if cell.text and not cell.covered]
    first = heading_of(row[said[0]]) if said else ""
    titled = len(said) > 2 and said[0] == 0 and bool(section_labels(first))
    return tuple(said[1:] if titled else said)


def _open_column(cell: Cell, outline: Outline) -> None:
    lines = [line for line in cell.lines if not line.blank]
    if mark_of(lines[0]).kind == "label":
        for at, line in enumerate(lines):
            outline.line(line, lines[at + 1] if at + 1 < len(lines) else None)
        return
    text = " ".join(line.text.strip() for line in lines)
    sign = f"{lines[0].mark} " if lines[0].mark else ""
    mark = parse_mark(f"{sign}{text}")
    outline.open(Node("bold", mark.rest, mark.value, place=lines[0].place))


def _take(row: Row, place: int, cell: Cell, outline: Outline) -> None:
    label = heading_of(row[0]).rstrip(":") if place else ""
    found = meaning_of(label)
    if found.kind in CELLS and found.whole:
        outline.top.add(found.kind, shown_lines(cell.lines))
        outline.met(found.kind, label)
        return
    if label and section_labels(label):
        outline.line(Line(f"{label}:", place=cell.lines[0].place))
    listed = any(_is_list(other) for other in row)
    lines = [line for line in cell.lines if not line.blank]
    for at, line in enumerate(lines):
        plain = not mark_of(line).kind
        after = lines[at + 1] if at + 1 < len(lines) else None
        outline.line(replace(line, mark="•") if plain and listed else line, after)


def _is_list(cell: Cell) -> bool:
    lines = [line for line in cell.lines if not line.blank]
    marked = [line for line in lines if mark_of(line).kind]
    return bool(marked) and len(marked) * 2 >= len(lines)


def _is_long_list(cell: Cell) -> bool:
    lines = [line for line in cell.lines if not line.blank]
    return len(lines) > 1 and all(mark_of(line).kind == "bullet" for line in lines)


def _mark(cell: Cell) -> Mark:
    return mark_of(next(line for line in cell.lines if not line.blank))


def _at(row: Row, place: int) -> Cell:
    return row[place] if place < len(row) else Cell()

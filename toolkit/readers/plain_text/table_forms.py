"""The forms a table takes in a text file: tabs, pipes, ruled boxes, columns of spaces."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Sequence

from toolkit.plan.reading.columns import is_heading_row
from toolkit.plan.reading.headings import meaning_of
from toolkit.plan.reading.key_lines import key_pairs
from toolkit.plan.reading.marks import parse_mark
from toolkit.plan.reading.source import Cell, Grid, Line

Found = tuple[Grid, int]
"""A table and the line behind it."""

_RULE = re.compile(r"^\s*\+[-=+]+\+\s*$")
_DASHES = re.compile(r"^[\s|:\-–—=+]+$")
_GAP = re.compile(r"\s{2,}")
_FEWEST_WORDS = 2


def table_at(lines: Sequence[str], at: int, number: int) -> Found | None:
    """The table that begins on this line, in whatever form; none when there is none."""
    place = f"table {number} (line {at + 1})"
    for form in (_cell_a_line, _ruled, _piped, _tabbed, _spaced):
        found = form(lines, at, place)
        if found:
            return found
    return None


def cell_of(text: str, place: str) -> Cell:
    """A cell of lines."""
    return Cell(tuple(Line(line.strip(), place=place) for line in text.split("\n")))


def _grid(rows: Sequence[Sequence[str]], place: str) -> Grid:
    width = max(len(row) for row in rows)
    return Grid(
        tuple(
            tuple(
                cell_of(row[column] if column < len(row) else "", f"{place}, row {number}")
                for column in range(width)
            )
            for number, row in enumerate(rows, start=1)
        ),
        place,
    )


def _cell_a_line(lines: Sequence[str], at: int, place: str) -> Found | None:
    """Every cell begins with one tab; the lines after it go on with the cell."""
    if not _begins_cell(lines[at]):
        return None
    cells, stop = _collect_cells(lines, at)
    width = _width(cells)
    if not width:
        return None
    cells[-1] = cells[-1].rstrip("\n")
    rows = [cells[start : start + width] for start in range(0, len(cells), width)]
    return _grid(rows, place), stop


def _begins_cell(line: str) -> bool:
    return line.startswith("\t") and "\t" not in line.strip() and bool(line.strip())


def _collect_cells(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    cells: list[str] = []
    place = at
    while place < len(lines):
        line = lines[place]
        if line.startswith("\t"):
            cells.append(line.strip())
        elif _ends_table(lines, place):
            break
        else:
            cells[-1] += "\n" + line.strip()
        place += 1
    return cells, place


def _ends_table(lines: Sequence[str], place: int) -> bool:
    """A heading of the next goal or area, the key, or a paragraph that another table follows."""
    text = lines[place].strip()
    if not text:
        return False
    mark = parse_mark(text)
    if (mark.kind == "label" and mark.value) or key_pairs(text):
        return True
    gap = place >= _FEWEST_WORDS and not any(line.strip() for line in lines[place - 2 : place])
    following = [line for line in lines[place + 1 : place + 12] if line.strip()][:2]
    heads = [line for line in following if _begins_cell(line) and meaning_of(line.strip()).whole]
    return gap and len(heads) == _FEWEST_WORDS


def _width(cells: Sequence[str]) -> int:
    """Number of columns: the headings at the start that divide the cells evenly."""
    best, most = 0, 0
    for width in range(2, min(13, len(cells)) + 1):
        headings = tuple(cell_of(cell, "") for cell in cells[:width])
        if len(cells) % width or not is_heading_row(headings):
            continue
        known = sum(bool(meaning_of(cell.strip()).kind) for cell in cells[:width])
        nexts = cells[width].strip() if width < len(cells) else ""
        if known > most and not (meaning_of(nexts).whole and len(nexts) < 40):
            best, most = width, known
    return best


def _ruled(lines: Sequence[str], at: int, place: str) -> Found | None:
    """A box of + and - signs; a row is what stands between two rules."""
    if not _RULE.match(lines[at]):
        return None
    edges = [i for i, sign in enumerate(lines[at]) if sign == "+"]
    rows: list[list[str]] = []
    row: list[list[str]] = []
    stop = at + 1
    while stop < len(lines) and lines[stop].lstrip().startswith(("|", "+")):
        line = lines[stop]
        if _RULE.match(line):
            if row:
                rows.append(["\n".join(part).strip("\n") for part in row])
            row = []
        else:
            pieces = line.strip().strip("|").split("|")
            if len(pieces) != len(edges) - 1:
                pieces = [line[a + 1 : b] for a, b in itertools.pairwise(edges)]
            row = row or [[] for _ in pieces]
            for part, piece in zip(row, pieces, strict=False):
                part.append(piece.strip())
        stop += 1
    return (_grid(rows, place), stop) if rows else None


def _piped(lines: Sequence[str], at: int, place: str) -> Found | None:
    """Cells between | signs, one row a line."""
    rows: list[list[str]] = []
    stop = at
    while stop < len(lines) and lines[stop].count("|") >= (2 if not rows else 1):
        line = lines[stop].strip()
        if not _DASHES.match(line):
            inner = line.removeprefix("|").removesuffix("|")
            cells = re.split(r"(?<!\\)\|", inner)
            rows.append([re.sub(r"<br\s*/?>", "\n", cell).strip() for cell in cells])
        stop += 1
    if len(rows) < _FEWEST_WORDS or max(map(len, rows)) < _FEWEST_WORDS:
        return None
    return _grid(rows, place), stop


def _tabbed(lines: Sequence[str], at: int, place: str) -> Found | None:
    """Cells between tabs; a quoted cell may hold several lines."""
    if not _has_tabs(lines[at]):
        return None
    width = lines[at].rstrip("\n").count("\t") + 1
    stop = at
    while stop < len(lines) and (_has_tabs(lines[stop]) or _goes_on(lines, stop, at, width)):
        stop += 1
    region = list(lines[at:stop])
    while region and not region[-1].strip():
        region.pop()
    if len([line for line in region if _has_tabs(line)]) < _FEWEST_WORDS:
        return None
    return _grid(_tab_rows(region, width), place), at + len(region)


def _has_tabs(line: str) -> bool:
    return "\t" in line.strip(" ").rstrip("\t") and bool(line.strip())


def _goes_on(lines: Sequence[str], place: int, at: int, width: int) -> bool:
    """A line without tabs inside a table: part of a cell, when rows with tabs follow closely."""
    if place == at or ("\t" in lines[place] and not lines[place].strip()):
        return False
    quoted = "\n".join(lines[at:place]).count('"') % 2 == 1
    if quoted:
        return True
    if not lines[place].strip() or parse_mark(lines[place]).kind == "label":
        return False
    nearby = lines[place + 1 : place + 4]
    return width > 1 and any(_has_tabs(line) for line in nearby)


def _tab_rows(region: Sequence[str], width: int) -> list[list[str]]:
    text = "\n".join(region)
    if text.count('"') % 2 == 0 and '\t"' in text:
        rows = [list(row) for row in csv.reader(io.StringIO(text), delimiter="\t") if row]
        if all(len(row) <= width for row in rows):
            return rows
    rows = []
    pending: list[str] = []
    for line in region:
        if "\t" in line:
            cells = [cell.strip() for cell in line.split("\t")]
            if pending and len(cells) == width:
                cells[0] = "\n".join((*pending, cells[0]))
            elif pending and rows:
                rows[-1][-1] = "\n".join((rows[-1][-1], *pending))
            pending = []
            rows.append(cells)
        elif rows and not parse_mark(line).kind:
            rows[-1][-1] += "\n" + line.strip()
        else:
            pending.append(line.strip())
    if pending:
        rows[-1][-1] = "\n".join((rows[-1][-1], *pending))
    return rows


def _spaced(lines: Sequence[str], at: int, place: str) -> Found | None:
    """Columns lined up with spaces under a line of known headings."""
    headings = [part for part in _GAP.split(lines[at].strip()) if part]
    if len(headings) < _FEWEST_WORDS or not is_heading_row(
        tuple(cell_of(text, "") for text in headings)
    ):
        return None
    starts = [found.start() for found in re.finditer(r"(?<!\S)\S", lines[at])]
    edges = []
    reached = 0
    for heading in headings:
        reached = lines[at].index(heading, reached)
        edges.append(reached)
        reached += len(heading)
    del starts
    body = _spaced_body(lines, at + 1, edges)
    if not body:
        return None
    rows = _spaced_rows(lines, at + 1, at + 1 + body, edges)
    return _grid([headings, *rows], place), at + 1 + body


def _spaced_body(lines: Sequence[str], start: int, edges: Sequence[int]) -> int:
    """Lines that keep to the columns."""
    count = blank = 0
    for line in lines[start:]:
        if not line.strip():
            blank += 1
            if blank > 1:
                break
            count += 1
            continue
        if _is_rule(line):
            count += 1 + blank
            blank = 0
            continue
        crossing = [
            edge for edge in edges[1:] if len(line) > edge and line[edge - 1 : edge].strip()
        ]
        label = parse_mark(line)
        if crossing or (label.kind == "label" and label.value and not _GAP.search(line.strip())):
            break
        blank = 0
        count += 1
    return count - blank


def _is_rule(line: str) -> bool:
    return len(line.strip()) > 3 and bool(_DASHES.match(line))


def _spaced_rows(
    lines: Sequence[str], start: int, stop: int, edges: Sequence[int]
) -> list[list[str]]:
    parted = any(not line.strip() for line in lines[start:stop])
    rows: list[list[list[str]]] = []
    fresh = True
    ends = [*edges[1:], 10_000]
    for line in lines[start:stop]:
        if not line.strip() or _DASHES.match(line):
            fresh = True
            continue
        pieces = [line[a:b].strip() for a, b in zip(edges, ends, strict=True)]
        begins = (
            fresh
            if parted
            else fresh or all(pieces[: len(pieces)]) or bool(parse_mark(pieces[0]).kind)
        )
        if begins or not rows:
            rows.append([[] for _ in edges])
        for part, piece in zip(rows[-1], pieces, strict=True):
            if piece:
                part.append(piece)
        fresh = False
    return [[_unwrapped(part) for part in row] for row in rows]


def _unwrapped(pieces: Sequence[str]) -> str:
    """Wrapped lines of a cell as one; a piece with a mark begins a line of its own."""
    text = ""
    for piece in pieces:
        text += ("\n" if parse_mark(piece).kind else " ") + piece if text else piece
    return text

"""Rows of a table that are headings of the rows below them, or no part of the plan at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.plan.reading.columns import Columns
from toolkit.plan.reading.grid_shapes import single_cell
from toolkit.plan.reading.legend import LEGEND_TITLES
from toolkit.plan.reading.marks import parse_mark
from toolkit.plan.reading.source import Cell, Line, Row
from toolkit.plan.reading.wordings import plain

_TOTAL = re.compile(r"(?:grand |sub ?)?totals?\b[\w ]{0,20}|suma|total general", re.IGNORECASE)
_SIGNED = re.compile(
    r"\W*(?:prepared|compiled|updated|revised|submitted|approved)\b", re.IGNORECASE
)
_FIGURE = re.compile(r"[\s$€£]*-?[\d.,]+\s*%?")


def section_line(row: Row, at: int, rows: Sequence[Row], columns: Columns) -> Line | None:
    """The heading a row is for the rows below; none when it is an action or goes on with one."""
    heading = _numbered_heading(row, at, rows, columns) or _deeper_below(row, at, rows, columns)
    if heading:
        return heading
    if not single_cell(row) or not _is_heading(row, rows, columns):
        return None
    return next(line for cell in row if cell.text for line in cell.lines if not line.blank)


def is_total(row: Row) -> bool:
    """A row of sums."""
    said = [cell.text for cell in row if cell.text]
    words = [text for text in said if not _FIGURE.fullmatch(text)]
    return len(words) == 1 and bool(_TOTAL.fullmatch(words[0].strip(" :"))) and words[0] in said[:2]


def is_closing(row: Row, after: Sequence[Row], columns: Columns) -> bool:
    """A remark under the last row, not in the actions' column and not one of a level."""
    if not single_cell(row):
        return False
    place = next(place for place, cell in enumerate(row) if cell.text)
    text = row[place].text
    return (
        all(single_cell(other) for other in after)
        and (place != columns.text or bool(_SIGNED.match(text)))
        and (text.startswith("*") or text.rstrip().endswith(".") or bool(_SIGNED.match(text)))
    )


def is_legend_title(row: Row) -> bool:
    """A row that says no more than "Legend" or "Key"."""
    said = [cell.text for cell in row if cell.text]
    return len(said) == 1 and plain(said[0].rstrip(":")) in LEGEND_TITLES


def _is_heading(row: Row, rows: Sequence[Row], columns: Columns) -> bool:
    """A row of one cell that is a heading, not an action with blank cells beside it."""
    place, cell = next((i, cell) for i, cell in enumerate(row) if cell.text)
    if cell.across >= max(2, len(row) - 1):
        return True
    if any(other.above for other in row):
        return False
    first = next(line for line in cell.lines if not line.blank)
    mark = parse_mark(f"{first.mark} {first.text}".strip())
    if columns.guessed and mark.kind != "label":
        return False
    lower = {"label"} if place == columns.text else {"label", "roman", "dotted"}
    others = [r[place].lines for r in rows if r is not row and r[place].text]
    bold = first.bold and not all(
        lines[0].bold for lines in others[:5] if lines and not lines[0].blank
    )
    if mark.kind in lower and columns.roles[place] != "ref":
        same = [parse_mark(lines[0].text) for lines in others if lines]
        alike = [m for m in same if m.kind == mark.kind and m.label == mark.label]
        return len(alike) < 0.6 * len(same) or bold
    return _looks_like_heading(row, rows, place) and len(cell.text) < 160


def _looks_like_heading(row: Row, rows: Sequence[Row], place: int) -> bool:
    cell = row[place]
    first = next(line for line in cell.lines if not line.blank)
    others = [r[place] for r in rows if not single_cell(r) and r[place].text]
    bold = first.bold and not all(other.lines[0].bold for other in others[:5])
    caps = first.text.upper() == first.text and sum(s.isalpha() for s in first.text) > 3
    filled = bool(cell.fill) and not any(other.fill == cell.fill for other in others)
    return bold or caps or filled


def _numbered_heading(row: Row, at: int, rows: Sequence[Row], columns: Columns) -> Line | None:
    """A number and words, all other cells blank, over rows whose numbers go on from it."""
    if columns.roles.count("ref") != 1:
        return None
    ref = columns.roles.index("ref")
    said = [place for place, cell in enumerate(row) if cell.text]
    if said != sorted((ref, columns.text)) or at + 1 >= len(rows):
        return None
    number = _bare(row[ref].text)
    below = next((_bare(other[ref].text) for other in rows[at + 1 :] if other[ref].text), "")
    goes_on = below.startswith((f"{number}.", f"{number}-")) or (
        below.startswith(number) and below[len(number) :].isalpha()
    )
    if not goes_on and not _looks_like_heading(row, rows, columns.text):
        return None
    first = row[columns.text].lines[0]
    words = " ".join(line.text.strip() for line in row[columns.text].lines if not line.blank)
    return Line(words, number, first.level, 0, True, first.place)


def _deeper_below(row: Row, at: int, rows: Sequence[Row], columns: Columns) -> Line | None:
    """Words that the next row stands indented under, as task lists print their summary rows."""
    cell = row[columns.text]
    if not cell.text or at + 1 >= len(rows) or not rows[at + 1][columns.text].text:
        return None
    here, below = (_level(other[columns.text]) for other in (row, rows[at + 1]))
    if below <= here or sum(bool(other.text) for other in row) > 2:
        return None
    first = next(line for line in cell.lines if not line.blank)
    return Line(first.text, first.mark, here, 6 + here, first.bold, first.place)


def _level(cell: Cell) -> int:
    return next((line.level for line in cell.lines if not line.blank), 0)


def _bare(text: str) -> str:
    return text.strip().rstrip(".)")

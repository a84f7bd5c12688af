"""What sort of table it is: a grid, a frame around text, a form with headings down the side."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.plan.reading.columns import heading_of, heading_rows, is_heading_row
from toolkit.plan.reading.headings import meaning_of
from toolkit.plan.reading.marks import mark_of
from toolkit.plan.reading.node import Node
from toolkit.plan.reading.source import Grid, Line, Row
from toolkit.plan.reading.wordings import squeezed


def single_cell(row: Row) -> bool:
    """Whether only one cell says something."""
    return len([cell for cell in row if cell.text]) == 1


def is_frame(grid: Grid) -> bool:
    """One column, or cells that hold tables: a frame, not a table."""
    if any(cell.grids for row in grid.rows for cell in row):
        inner = [g for row in grid.rows for cell in row for g in cell.grids]
        return grid.width == 1 or any(
            heading_rows(g.rows, at) for g in inner for at in range(min(4, len(g.rows)))
        )
    return all(len([c for c in row if not c.covered]) == 1 for row in grid.rows)


def is_form(rows: Sequence[Row]) -> bool:
    """Headings down the first column instead of across the first row."""
    if is_heading_row(rows[0]) or len(rows) < 3:
        return False
    labels = [heading_of(row[0]) for row in rows if heading_of(row[0])]
    two = all(len([c for c in row if c.text and not c.covered]) <= 2 for row in rows)
    if not two or len(labels) < 0.8 * len(rows) or any(len(text) > 45 for text in labels):
        return False
    meanings = [meaning_of(label) for label in labels]
    known = [found for found in meanings if found.kind and found.weight >= 4]
    kinds = {found.kind for found in known}
    return len(kinds) >= 3 and len(known) >= 0.6 * len(labels)


def is_labelled(rows: Sequence[Row]) -> bool:
    """Cells that begin with "Goal 1:" or "Strategy 2.1:", beside nothing that fills most rows.

    Such a table only frames its entries.
    """
    cells = [cell for row in rows for cell in row if cell.text and not cell.covered]
    marks = [mark_of(next(line for line in cell.lines if not line.blank)) for cell in cells]
    labelled = [mark for mark in marks if mark.kind == "label" and mark.value and mark.rest]
    regular = [row for row in rows if len([cell for cell in row if cell.text]) >= 2]
    beside = sum(bool(row[0].text) for row in regular) >= 3 and len(labelled) >= len(regular)
    return bool(labelled) and not beside


def groups_of(lines: Sequence[Line]) -> list[tuple[int, list[Line]]]:
    """Lines parted by blank ones, each with the line it begins on."""
    found: list[tuple[int, list[Line]]] = []
    blank = True
    for place, line in enumerate(lines):
        if line.blank:
            blank = True
        elif blank:
            found.append((place, [line]))
            blank = False
        else:
            found[-1][1].append(line)
    return found


def same_entry(node: Node, text: str) -> bool:
    """Whether a cell names this entry."""
    mine = squeezed(f"{node.label}{node.number}{node.text}")
    said = squeezed(text)
    return said in (mine, squeezed(node.text), squeezed(f"{node.number}{node.text}"))

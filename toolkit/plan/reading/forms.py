"""Forms: a table with its headings down the side, one goal or action a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.plan.reading.columns import CELLS, heading_of
from toolkit.plan.reading.entries import shown_lines, split_actions
from toolkit.plan.reading.headings import meaning_of
from toolkit.plan.reading.marks import parse_mark
from toolkit.plan.reading.node import ROW, Node
from toolkit.plan.reading.outline import Outline
from toolkit.plan.reading.own_columns import OwnColumns
from toolkit.plan.reading.source import Aside, Cell, Line, Row


class Forms:
    """Reads forms line by line into the outline."""

    def __init__(
        self,
        outline: Outline,
        own: OwnColumns,
        headings: dict[str, Counter[str]],
        notes: list[Aside],
    ) -> None:
        self._outline = outline
        self._own = own
        self._headings = headings
        self._notes = notes

    def read(self, rows: Sequence[Row]) -> None:
        """A table with its headings down the side: one goal or action, line by line."""
        for row in rows:
            self.row(row)

    def row(self, row: Row) -> bool:
        label = heading_of(row[0]).rstrip(":").strip()
        cell = next((cell for cell in row[1:] if cell.text), None)
        if cell is None:
            return False
        found = meaning_of(label)
        mark = parse_mark(label + ":")
        if mark.kind == "label" and found.kind in ("level", ""):
            lines = [line for line in cell.lines if not line.blank]
            several = len(split_actions(cell.lines).entries) > 1
            if several or found.height >= 6:
                self._actions(cell)
            else:
                self._outline.line(Line(f"{label}: {lines[0].text.strip()}", place=lines[0].place))
                for line in lines[1:]:
                    self._outline.line(line)
            return True
        if found.kind in CELLS or found.kind == "status":
            name = self._own.status(label) if found.kind == "status" else found.kind
            self._headings.setdefault(found.kind, Counter())[label] += 1
            self._outline.top.add(name, shown_lines(cell.lines))
            return True
        if found.kind == "level":
            self._actions(cell)
            return True
        self._notes.append(Aside(f"{label}", cell.text))
        return True

    def _actions(self, cell: Cell) -> None:
        for entry in split_actions(cell.lines).entries:
            node = Node(ROW, entry.text, entry.number, entry.label, cell.lines[0].place)
            node.children = [Node("part", part) for part in entry.parts]
            self._outline.top.children.append(node)

"""Forms: a table with its headings down the side, one goal or action a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.plan.reading.columns import CELLS, heading_of
from toolkit.plan.reading.entries import shown_lines, split_actions
from toolkit.plan.reading.headings import meaning_of
from toolkit.plan.reading.marks import Mark, height_of, parse_mark
from toolkit.plan.reading.node import ROW, Node
from toolkit.plan.reading.outline import Outline
from toolkit.plan.reading.own_columns import OwnColumns
from toolkit.plan.reading.source import Aside, Cell, Line, Row

_ACTION = 6


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
        """A table with its headings down the side: one goal or action, line by line.

        In the form of a single action every line is the action's, in that of a goal the goal's.
        """
        goal = any(0 < _height(row) < _ACTION for row in rows)
        holder = self._outline.top
        before = list(holder.children)
        waiting: list[Row] = []
        for row in rows:
            made = [child for child in holder.children if child not in before]
            cell = heading_of(row[0]) and meaning_of(heading_of(row[0]).rstrip(":"))
            single = not goal and cell and (cell.kind in CELLS or cell.kind == "status")
            if single and not made:
                waiting.append(row)
            elif single and len(made) == 1:
                self._say(row, made[0])
            else:
                self.row(row)
        made = [child for child in holder.children if child not in before]
        for row in waiting:
            self._say(row, made[0] if len(made) == 1 else self._outline.top)

    def _say(self, row: Row, node: Node) -> None:
        """Give a line of the form to an entry."""
        label = heading_of(row[0]).rstrip(":").strip()
        cell = next((cell for cell in row[1:] if cell.text), None)
        if cell is None:
            return
        kind = meaning_of(label).kind
        name = self._own.status(label) if kind == "status" else kind
        self._headings.setdefault(kind, Counter())[label] += 1
        node.add(name, shown_lines(cell.lines))

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
            if several or (found.height or height_of(mark.label)) >= _ACTION:
                self._actions(cell, mark)
            else:
                self._outline.line(Line(f"{label}: {lines[0].text.strip()}", place=lines[0].place))
                for line in lines[1:]:
                    self._outline.line(line)
            return True
        if found.kind in CELLS or found.kind == "status":
            self._say(row, self._outline.top)
            return True
        if found.kind == "level":
            self._actions(cell, mark)
            return True
        self._notes.append(Aside(f"{label}", cell.text))
        return True

    def _actions(self, cell: Cell, mark: Mark) -> None:
        entries = split_actions(cell.lines).entries
        for entry in entries:
            alone = len(entries) == 1
            number = entry.number or (mark.value if alone else "")
            label = entry.label or (mark.label if alone else "")
            node = Node(ROW, entry.text, number, label, cell.lines[0].place)
            node.children = [Node("part", part) for part in entry.parts]
            self._outline.top.children.append(node)


def _height(row: Row) -> int:
    """The height of the level a line of a form names, 0 for none."""
    label = heading_of(row[0]).rstrip(":").strip()
    mark = parse_mark(f"{label}:")
    return height_of(mark.label) if mark.kind == "label" else meaning_of(label).height

"""Columns of the levels above the actions: which entry each row stands under."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.plan.reading.columns import Columns
from toolkit.plan.reading.grid_shapes import same_entry
from toolkit.plan.reading.marks import parse_mark
from toolkit.plan.reading.node import ROW, Node
from toolkit.plan.reading.source import Cell
from toolkit.plan.reading.wordings import plain


class LevelColumns:
    """Remembers the entries of the rows above: a blank or merged cell means the same again.

    Attributes:
        moved: whether the last row began a new entry.
    """

    def __init__(self, root: Node) -> None:
        self.moved = False
        self._root = root
        self._above: dict[int, Node] = {}

    def forget(self) -> None:
        """A new section begins."""
        self._above = {}

    def path(self, columns: Columns, cells: Sequence[Cell], context: list[Node]) -> list[Node]:
        """The entries the row stands under, those of its level columns opened where needed."""
        path = [node for node in context if node.family != "column" and node.kind != ROW]
        changed = False
        self.moved = False
        for place in columns.levels:
            cell = cells[place]
            known = self._above.get(place)
            said = cell.text
            if not said or (known is not None and not changed and same_entry(known, said)):
                if known is not None and (not changed or cell.above):
                    path.append(known)
                continue
            if any(same_entry(node, said) for node in path):
                continue
            node = _level_node(columns, place, cell)
            parent = path[-1] if path else self._root
            twin = next(
                (c for c in parent.children if c.kind == node.kind and same_entry(c, said)), None
            )
            if twin is None:
                parent.children.append(node)
            self._above[place] = twin or node
            path.append(twin or node)
            changed = True
            self.moved = True
        return path


def _level_node(columns: Columns, place: int, cell: Cell) -> Node:
    first = next(line for line in cell.lines if not line.blank)
    mark = parse_mark(f"{first.mark} {cell.text}".strip() if first.mark else cell.text)
    heading = columns.headings[place]
    labelled = mark.kind == "label"
    text = mark.rest if mark.kind in ("label", "dotted", "roman", "letter") else cell.text
    node = Node(f"column:{plain(heading)}", text or cell.text, mark.value, place=first.place)
    node.label = mark.label if labelled else heading
    return node

"""Rows of a table of actions → entries of the outline with their cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from toolkit.plan.reading.alignment import align
from toolkit.plan.reading.cell_of_actions import is_in_doubt, one_or_several
from toolkit.plan.reading.column_evidence import Evidence
from toolkit.plan.reading.column_roles import parts_played
from toolkit.plan.reading.columns import CELLS, NO_COLUMNS, heading_rows
from toolkit.plan.reading.doubts import Pending
from toolkit.plan.reading.entries import Split, shown_lines, split_actions
from toolkit.plan.reading.grid_columns import GridColumns
from toolkit.plan.reading.level_columns import LevelColumns
from toolkit.plan.reading.marks import parse_mark
from toolkit.plan.reading.node import ROW, Node
from toolkit.plan.reading.outline import Outline
from toolkit.plan.reading.own_columns import OwnColumns
from toolkit.plan.reading.periods import is_marked, is_period, marked_time
from toolkit.plan.reading.source import Aside, Cell, Grid, Line, Row
from toolkit.plan.reading.wordings import plain, shortened

_FEWEST_PERIODS = 2

Beside = dict[str, tuple[Line, ...]]


class Findings(Protocol):
    """Where what is met on the way is kept."""

    notes: list[Aside]
    pending: list[Pending]
    fills: list[tuple[str, Node]]


class GridRows:
    """Makes entries of the rows of one table after the other."""

    def __init__(
        self, outline: Outline, columns_of: GridColumns, own: OwnColumns, found: Findings
    ) -> None:
        self._outline = outline
        self._columns_of = columns_of
        self._own = own
        self._found = found
        self._levels = LevelColumns(outline.root)
        self._last: Node | None = None
        self._context: list[Node] = []
        self._rows: Sequence[Row] = ()
        self._calendar: list[int] = []
        self._calendar_of = NO_COLUMNS
        self._is_coloured = False
        self._timed: list[Node] = []
        self._one_of_lines: list[Node] = []
        self._shared: list[tuple[Node, list[Node], dict[str, str]]] = []

    def start(self, path: list[Node], rows: Sequence[Row]) -> list[Node]:
        """A table begins; under another entry, what its level columns said holds no longer."""
        if path != self._context:
            self.forget()
        self._context = list(path)
        columns = self._columns_of.now
        self._rows = rows
        self._find_calendar()
        for place, role in enumerate(columns.roles):
            below = (row[place].text for row in rows if place < len(row))
            said = [text for text in below if text and text != columns.headings[place]]
            if said and role in ("own", "status", "") and place not in self._calendar:
                self._name(place)  # columns keep the order in which the document has them
        return path

    def forget(self) -> None:
        """A new section begins: blank level cells and rows do not go on with what is above."""
        self._levels.forget()
        self._last = None

    def finish(self) -> None:
        """The table ends: what is said once for all a goal has is the goal's."""
        self._ask_about_marks()
        self._ask_about_lines()
        for parent, made, shared in self._shared:
            rows = [child for child in parent.children if child.kind == ROW]
            whole = parent.kind != "root" and rows == made
            for column, text in shared.items():
                if whole and column in CELLS:
                    parent.shared[column] = text
                else:
                    for node in made:
                        node.cells[column] = (
                            f"{text}\n{node.cells[column]}" if column in node.cells else text
                        )
        self._shared = []

    def row(self, row: Row, grid: Grid, context: list[Node]) -> None:
        """Take a row: one action, several, or the rest of the one above."""
        columns = self._columns_of.now
        if columns is not self._calendar_of:
            self._find_calendar()
        cells = [row[place] if place < len(row) else Cell() for place in range(len(columns.roles))]
        self._outline.enter(self._levels.path(columns, cells, context))
        if self._levels.moved:
            self._last = None
        places = [p for p in (columns.text, *columns.more) if cells[p].text]
        if not places:
            self._without_action(cells, cells[columns.text], grid)
            return
        marked = self._marked_time(cells)
        beside = {
            self._name(place): cells[place].lines
            for place, role in enumerate(columns.roles)
            if (role in CELLS or role in ("own", "status", ""))
            and cells[place].text
            and place not in self._calendar
        }
        for place in places:
            timing = columns.headings[place] if columns.timed else marked
            text = cells[place]
            split = one_or_several(split_actions(text.lines), text, beside)
            self._add_actions(split, beside, cells, timing)
            if len(split.entries) == 1 and is_in_doubt(split.entries[0], text):
                self._one_of_lines.append(self._outline.top.children[-1])

    def _marked_time(self, cells: Sequence[Cell]) -> str:
        """When an action is done, told by marks under years, quarters or months."""
        headings = self._columns_of.now.headings
        marked = [p for p in self._calendar if is_marked(cells[p], coloured=self._is_coloured)]
        return marked_time(headings, marked, self._calendar)

    def _find_calendar(self) -> None:
        """The columns of a calendar, when nothing else says when and only marks stand there."""
        columns = self._calendar_of = self._columns_of.now
        places = [p for p, heading in enumerate(columns.headings) if is_period(heading)]
        body = [
            row[p]
            for row in self._rows
            for p in places
            if p < len(row) and row[p].text != columns.headings[p]
        ]
        written = [cell for cell in body if cell.text]
        self._is_coloured = not written
        known = "by_when" in columns.roles or columns.timed or len(places) < _FEWEST_PERIODS
        marks = [cell for cell in body if is_marked(cell, coloured=self._is_coloured)]
        ours = not known and marks and all(is_marked(c, coloured=False) for c in written)
        self._calendar = places if ours else []

    def _add_actions(
        self, split: Split, beside: Beside, cells: Sequence[Cell], timing: str
    ) -> None:
        parent = self._parent_by_number(cells, len(split.entries))
        if split.lead:
            parent.plain += [Line(text, place=_place(cells)) for text in split.lead]
        aligned = align(split.entries, beside)
        made = []
        for entry, own in zip(split.entries, aligned.own, strict=True):
            node = Node(ROW, entry.text, entry.number, entry.label, _place(cells))
            node.cells = {**dict(entry.cells), **own}
            if timing:
                node.cells.setdefault("by_when", timing)
                self._timed += [node] if self._calendar else []
            if who := self._responsible(cells):
                node.cells.setdefault("who", who)
            node.is_note = entry.note
            node.children = [Node("part", part) for part in entry.parts]
            made.append(node)
        self._numbered(made, cells)
        parent.children += made
        if made:
            self._last = made[-1]
            self._colour(cells, made)
        if aligned.shared:
            self._shared.append((parent, made, aligned.shared))
        for doubt in aligned.doubts:
            owner = parent if len(made) > 1 else made[0]
            self._found.pending.append(
                Pending(owner, doubt.column, doubt.text, doubt.reading, doubt.alternatives)
            )
        if len(made) > 1 and not any(node.number for node in made):
            self._ask_about_several(made)

    def _ask_about_several(self, made: Sequence[Node]) -> None:
        said = "\n".join(shortened(node.text, 50) for node in made)
        self._found.pending.append(
            Pending(
                made[0], "text", said,
                f"One cell holds {len(made)} actions: each is an action of its own.",
                ("One action with these parts",),
            )
        )  # fmt: skip

    def _responsible(self, cells: Sequence[Cell]) -> str:
        """Who has an R in a chart with people across the top."""
        columns = self._columns_of.now
        if "who" in columns.roles or columns is NO_COLUMNS:
            return ""
        rows = [row for row in self._rows if not heading_rows((row,), 0)]
        played = parts_played(columns.headings, Evidence(rows))
        return ", ".join(columns.headings[p] for p in played if "R" in cells[p].text)

    def _ask_about_marks(self) -> None:
        if self._timed:
            headings = self._columns_of.now.headings
            said = " | ".join(headings[place] for place in self._calendar)
            self._found.pending.append(
                Pending(
                    self._timed[0], "by_when", said,
                    "The marks under these headings say when: they are put under By When.",
                    ("They say something else, such as how far the work is",),
                )
            )  # fmt: skip
        self._timed = []

    def _ask_about_lines(self) -> None:
        if self._one_of_lines:
            said = "\n".join(shortened(node.text, 80) for node in self._one_of_lines)
            self._found.pending.append(
                Pending(
                    self._one_of_lines[0], "text", said,
                    "Several lines in one cell are read as one action.",
                    ("Each line is an action of its own",),
                )
            )  # fmt: skip
        self._one_of_lines = []

    def _parent_by_number(self, cells: Sequence[Cell], count: int) -> Node:
        """The open entry, or the one whose number the row's number goes on from ("1.2" of 1.2.3).

        A table that begins anew on the next page may repeat its goal and not its strategy.
        """
        roles = self._columns_of.now.roles
        number = next((cells[p].text.strip() for p, r in enumerate(roles) if r == "ref"), "")
        above, dot, _ = number.rstrip(".)").rpartition(".")
        path = self._outline.path
        if not dot or count != 1 or not path or any(node.number == above for node in path):
            return self._outline.top
        known = [n for n in path[0].below() if n.number == above and n.kind not in (ROW, "part")]
        return known[0] if len(known) == 1 else self._outline.top

    def _numbered(self, made: Sequence[Node], cells: Sequence[Cell]) -> None:
        columns = self._columns_of.now
        for place, role in enumerate(columns.roles):
            if role != "ref" or not cells[place].text or len(made) != 1:
                continue
            after = columns.roles[place + 1] if place + 1 < len(columns.roles) else ""
            number = cells[place].text.strip().rstrip(".)")
            if after.startswith("level:"):
                kind = f"column:{plain(columns.headings[place + 1])}"
                for node in self._outline.path:
                    if node.kind == kind and not node.number:
                        node.number = _bare(number)
            elif made[0].number:
                made[0].text = f"{made[0].number}. {made[0].text}"
                made[0].number = _bare(number)
            else:
                made[0].number = _bare(number)

    def _without_action(self, cells: Sequence[Cell], text: Cell, grid: Grid) -> None:
        """A row that goes on with the row above, such as after a page's end."""
        columns = self._columns_of.now
        said = [
            (place, cell)
            for place, cell in enumerate(cells)
            if cell.text
            and columns.roles[place] != "ref"
            and not columns.roles[place].startswith("level:")
        ]
        if self._last is None:
            for place, cell in said:
                where = f"{grid.place}, {columns.headings[place]}".rstrip(", ")
                self._found.notes.append(Aside(where, cell.text))
            return
        for place, cell in said:
            name = self._name(place)
            self._last.add(name, shown_lines(cell.lines))
            if text.above:
                continue
            self._found.pending.append(
                Pending(
                    self._last, name, cell.text,
                    "The row has no action of its own: read as going on with the row above.",
                    ("It belongs to the row below", "An action is missing beside it"),
                )
            )  # fmt: skip

    def _colour(self, cells: Sequence[Cell], made: Sequence[Node]) -> None:
        """Remember the row's colour: of its status cell, else of a cell no heading explains."""
        roles = self._columns_of.now.roles
        order = [place for place, role in enumerate(roles) if role == "status"]
        order = order or [place for place in range(len(roles)) if place not in self._calendar]
        fill = next((cells[place].fill for place in order if cells[place].fill), "")
        words = any(node.cells.get("status") for node in made)
        if fill and not words:
            self._found.fills += [(fill, node) for node in made]

    def _name(self, place: int) -> str:
        columns = self._columns_of.now
        if columns.roles[place] in ("own", ""):
            return self._own.name(columns.headings[place], place)
        if columns.roles[place] == "status":
            return self._own.status(columns.headings[place])
        return columns.roles[place]


def _place(cells: Sequence[Cell]) -> str:
    return next((line.place for cell in cells for line in cell.lines if line.place), "")


def _bare(number: str) -> str:
    found = parse_mark(f"{number}:" if parse_mark(f"{number}: x").kind == "label" else f"{number}")
    return found.value or number

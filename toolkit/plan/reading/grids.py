"""Tables → rows of the outline; a table that holds no actions goes to the notes, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.plan.reading.alignment import align
from toolkit.plan.reading.cell_of_actions import one_or_several
from toolkit.plan.reading.columns import (
    CELLS,
    heading_of,
    heading_rows,
)
from toolkit.plan.reading.doubts import Pending
from toolkit.plan.reading.entries import Split, shown_lines, split_actions
from toolkit.plan.reading.forms import Forms
from toolkit.plan.reading.grid_columns import GridColumns
from toolkit.plan.reading.grid_shapes import is_form, is_frame, says_action, single_cell
from toolkit.plan.reading.key_lines import is_party, key_pairs
from toolkit.plan.reading.legend import LEGEND_TITLES, colour_name
from toolkit.plan.reading.level_columns import LevelColumns
from toolkit.plan.reading.marks import mark_of, parse_mark
from toolkit.plan.reading.node import ROW, Node
from toolkit.plan.reading.outline import Outline
from toolkit.plan.reading.own_columns import OwnColumns
from toolkit.plan.reading.source import Aside, Block, Cell, Grid, Line, Row
from toolkit.plan.reading.surroundings import Surroundings
from toolkit.plan.reading.wordings import plain, shortened


class Grids:
    """Reads the tables of one document, one after the other.

    Attributes:
        notes: what stood in tables that hold no actions.
        pending: questions met on the way.
        headings: how often each role had which heading.
        own: the columns only this plan has.
        fills: colours of rows, with the row's node.
    """

    def __init__(self, outline: Outline, around: Surroundings) -> None:
        self.notes: list[Aside] = []
        self.pending: list[Pending] = []
        self.own = OwnColumns(around)
        self.fills: list[tuple[str, Node]] = []
        self._outline = outline
        self._around = around
        self._columns_of = GridColumns(around, self.pending)
        self.headings = self._columns_of.headings
        self._levels = LevelColumns(outline.root)
        self._forms = Forms(outline, self.own, self.headings, self.notes)
        self._last: Node | None = None

    def read(self, grid: Grid) -> None:
        """Take the next table."""
        rows = [row for row in grid.rows if any(cell.text or cell.above for cell in row)]
        if not rows:
            return
        if self._is_key(rows):
            return
        if is_frame(grid):
            self._flatten(grid)
            return
        if is_form(rows):
            self._forms.read(rows)
            return
        self._columns_of.find(rows, grid)
        if not self._columns_of.now.is_grid:
            self._note(rows, grid)
            return
        self._rows(rows, grid)
        self._outline.close_rows()
        self._outline.close_columns()

    def _rows(self, rows: Sequence[Row], grid: Grid) -> None:
        context = self._outline.path
        at = 0
        while at < len(rows):
            count = self._columns_of.take(rows, at)
            if count and self._columns_of.now.is_grid:
                at += count
                continue
            row = rows[at]
            at += 1
            if self._is_legend_title(row):
                at = self._legend(rows, at - 1, grid)
                continue
            if single_cell(row) and self._is_closing(row, rows[at:]):
                self._note([row], grid)
                continue
            if self._is_section(row, rows):
                more = any(not single_cell(other) for other in rows[at:])
                self._section(row, context, before_rows=more)
                context = [node for node in self._outline.path if node.kind != ROW]
                continue
            if self._labelled_row(row):
                context = [node for node in self._outline.path if node.kind != ROW]
                continue
            self._row(row, grid, context)
        self._outline.enter([node for node in context if node.family != "column"])

    def _is_section(self, row: Row, rows: Sequence[Row]) -> bool:
        """A row of one cell that is a heading, not an action with blank cells beside it."""
        if not single_cell(row):
            return False
        place, cell = next((i, cell) for i, cell in enumerate(row) if cell.text)
        if cell.across >= max(2, len(row) - 1):
            return True
        if any(other.above for other in row):
            return False
        first = next(line for line in cell.lines if not line.blank)
        mark = parse_mark(f"{first.mark} {first.text}".strip())
        if self._columns_of.now.guessed and mark.kind != "label":
            return False
        lower = {"label"} if place == self._columns_of.now.text else {"label", "roman", "dotted"}
        others = [r[place].lines for r in rows if r is not row and r[place].text]
        bold = first.bold and not all(
            lines[0].bold for lines in others[:5] if lines and not lines[0].blank
        )
        if mark.kind in lower and self._columns_of.now.roles[place] != "ref":
            same = [parse_mark(lines[0].text) for lines in others if lines]
            alike = [m for m in same if m.kind == mark.kind and m.label == mark.label]
            return len(alike) < 0.6 * len(same) or bold
        caps = first.text.upper() == first.text and sum(s.isalpha() for s in first.text) > 3
        filled = bool(cell.fill) and not any(
            r[place].fill == cell.fill for r in rows if not single_cell(r)
        )
        return (bold or caps or filled) and len(cell.text) < 160

    def _is_closing(self, row: Row, after: Sequence[Row]) -> bool:
        """A remark under the last row, not in the actions' column and not one of a level."""
        place = next(place for place, cell in enumerate(row) if cell.text)
        last = all(single_cell(other) for other in after)
        text = row[place].text
        return (
            last
            and place != self._columns_of.now.text
            and (text.startswith("*") or text.rstrip().endswith("."))
        )

    def _is_legend_title(self, row: Row) -> bool:
        """A row that says no more than "Legend" or "Key"."""
        said = [cell.text for cell in row if cell.text]
        return len(said) == 1 and plain(said[0].rstrip(":")) in LEGEND_TITLES

    def _legend(self, rows: Sequence[Row], at: int, grid: Grid) -> int:
        """Keep a legend or key inside the table as notes; returns the row behind it."""
        start = at
        while at < len(rows):
            said = [cell for cell in rows[at] if cell.text]
            if at > start and (len(said) > 2 or heading_rows(rows, at)):
                break
            pair = [" ".join(cell.text.split()) for cell in said]
            fill = next((cell.fill for cell in rows[at] if cell.fill), "")
            if len(pair) == 2 and re.fullmatch(r"[A-Z0-9][A-Z0-9&/]{0,7}", pair[0]):
                self._outline.key.append((pair[0], pair[1]))
            colour = f" ({colour_name(fill)})" if fill and at > start else ""
            self.notes.append(Aside(grid.place, " | ".join(pair) + colour))
            at += 1
        return at

    def _section(self, row: Row, context: list[Node], *, before_rows: bool) -> None:
        cell = next(cell for cell in row if cell.text)
        self._levels.forget()
        self._last = None
        self._outline.enter([node for node in context if node.family != "column"])
        lines = [line for line in cell.lines if not line.blank]
        for place, line in enumerate(lines):
            following = lines[place + 1] if place + 1 < len(lines) else None
            if not before_rows and mark_of(line).kind != "label":
                self._outline.top.plain.append(line)
                continue
            self._outline.line(line, following, before_grid=place == 0)

    def _labelled_row(self, row: Row) -> bool:
        """A row inside a grid such as "Goal 1: | All children read" across the rest."""
        said = [cell for cell in row if cell.text]
        if len(said) != 2 or said[0] is not row[0] or said[1].across < 2:
            return False
        return self._forms.row(row)

    def _row(self, row: Row, grid: Grid, context: list[Node]) -> None:
        columns = self._columns_of.now
        cells = [row[place] if place < len(row) else Cell() for place in range(len(columns.roles))]
        text = cells[columns.text]
        self._outline.enter(self._levels.path(columns, cells, context))
        if self._levels.moved:
            self._last = None
        if not text.text:
            self._without_action(cells, text, grid)
            return
        split = split_actions(text.lines)
        beside = {
            self._name(place): cells[place].lines
            for place, role in enumerate(columns.roles)
            if role in CELLS or role in ("own", "status")
        }
        alone = len([1 for r in grid.rows if says_action(r, columns.text)]) <= 1 + bool(
            columns.headings
        )
        split = one_or_several(split, text, beside)
        self._add_actions(split, beside, cells, alone=alone)

    def _add_actions(
        self,
        split: Split,
        beside: dict[str, tuple[Line, ...]],
        cells: Sequence[Cell],
        *,
        alone: bool,
    ) -> None:
        parent = self._outline.top
        if split.lead:
            parent.plain += [Line(text, place=_place(cells)) for text in split.lead]
        aligned = align(split.entries, beside)
        made = []
        for entry, own in zip(split.entries, aligned.own, strict=True):
            node = Node(ROW, entry.text, entry.number, entry.label, _place(cells))
            node.cells = own
            node.is_note = entry.note
            node.children = [Node("part", part) for part in entry.parts]
            made.append(node)
        self._numbered(made, cells)
        parent.children += made
        if made:
            self._last = made[-1]
            self._colour(cells, made)
        self._share(parent, made, aligned.shared, alone=alone)
        for doubt in aligned.doubts:
            owner = parent if alone or len(made) > 1 else made[0]
            self.pending.append(
                Pending(owner, doubt.column, doubt.text, doubt.reading, doubt.alternatives)
            )
        if len(made) > 1 and not any(node.number for node in made):
            said = "\n".join(shortened(node.text, 50) for node in made)
            self.pending.append(
                Pending(
                    made[0], "text", said,
                    f"One cell holds {len(made)} actions: each is an action of its own.",
                    ("One action with these parts",),
                )
            )  # fmt: skip

    def _share(
        self, parent: Node, made: Sequence[Node], shared: dict[str, str], *, alone: bool
    ) -> None:
        """What is said once for several actions is the goal's, when they are all the goal has."""
        only = alone and parent.kind != "root" and len(parent.children) == len(made)
        for column, text in shared.items():
            if only and column in CELLS:
                parent.shared[column] = text
                continue
            for node in made:
                node.add(column, text)

    def _numbered(self, made: Sequence[Node], cells: Sequence[Cell]) -> None:
        columns = self._columns_of.now
        for place, role in enumerate(columns.roles):
            if role != "ref" or not cells[place].text or len(made) != 1:
                continue
            after = columns.roles[place + 1] if place + 1 < len(columns.roles) else ""
            number = cells[place].text.strip().rstrip(".)")
            if after.startswith("level:"):
                if self._outline.top.family == "column" and not self._outline.top.number:
                    self._outline.top.number = _bare(number)
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
        if not said:
            return
        if self._last is None:
            for place, cell in said:
                self._keep(columns.headings[place], cell, grid)
            return
        for place, cell in said:
            name = self._name(place)
            self._last.add(name, shown_lines(cell.lines))
            if text.above:
                continue
            self.pending.append(
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
        order = order or list(range(len(roles)))
        fill = next((cells[place].fill for place in order if cells[place].fill), "")
        words = any(node.cells.get("status") for node in made)
        if fill and not words:
            self.fills += [(fill, node) for node in made]

    def _name(self, place: int) -> str:
        role = self._columns_of.now.roles[place]
        if role == "own":
            return self.own.name(self._columns_of.now.headings[place], place)
        return self.own.status(self._columns_of.now.headings[place]) if role == "status" else role

    def _is_key(self, rows: Sequence[Row]) -> bool:
        """A table of abbreviations."""
        if any(len(row) != 2 for row in rows):
            return False
        pairs = [(heading_of(row[0]), heading_of(row[1])) for row in rows]
        code = re.compile(r"(?=.*[A-Z])[A-Z0-9][A-Z0-9&/]{0,7}")
        codes = [(a, b) for a, b in pairs if code.fullmatch(a) and b]
        parties = sum(is_party(b) for _, b in codes)
        if len(codes) < 2 or len(codes) < len(pairs) - 1 or not parties:
            return False
        self._outline.key += codes
        self._outline.key_lines.append(Line("; ".join(f"{a} = {b}" for a, b in pairs)))
        return True

    def _flatten(self, grid: Grid) -> None:
        """A table that only places text: its cells are read as running text."""
        blocks: list[Block] = []
        for row in grid.rows:
            for cell in row:
                if not cell.covered:
                    blocks += [*(line for line in cell.lines if not line.blank), *cell.grids]
        for place, block in enumerate(blocks):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            if isinstance(block, Grid):
                self.read(block)
            else:
                after = following if isinstance(following, Line) else None
                self._outline.line(block, after, before_grid=isinstance(following, Grid))

    def _note(self, rows: Sequence[Row], grid: Grid) -> None:
        """Keep a table of something else: a note a row."""
        under = self._outline.top
        where = f"{grid.place}, under “{shortened(under.text, 40)}”" if under.text else grid.place
        for row in rows:
            said = [cell for cell in row if cell.text and not cell.covered]
            text = " | ".join(shown_lines(cell.lines) for cell in said)
            pairs = key_pairs(text)
            self._outline.key += pairs
            if text:
                self.notes.append(Aside(where, text))
            for cell in said:
                for inner in cell.grids:
                    self.read(inner)

    def _keep(self, heading: str, cell: Cell, grid: Grid) -> None:
        self.notes.append(Aside(f"{grid.place}, {heading}".rstrip(", "), cell.text))


def _place(cells: Sequence[Cell]) -> str:
    return next((line.place for cell in cells for line in cell.lines if line.place), "")


def _bare(number: str) -> str:
    found = parse_mark(f"{number}:" if parse_mark(f"{number}: x").kind == "label" else f"{number}")
    return found.value or number

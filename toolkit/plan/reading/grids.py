"""Tables → rows of the outline; a table that holds no actions goes to the notes, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.plan.reading.across import is_across, read_across
from toolkit.plan.reading.columns import heading_of, heading_rows
from toolkit.plan.reading.doubts import Pending
from toolkit.plan.reading.entries import shown_lines
from toolkit.plan.reading.forms import Forms
from toolkit.plan.reading.frame_sections import is_statement
from toolkit.plan.reading.grid_columns import GridColumns
from toolkit.plan.reading.grid_rows import GridRows
from toolkit.plan.reading.grid_shapes import is_form, is_frame, is_labelled, single_cell
from toolkit.plan.reading.key_lines import is_party, key_pairs
from toolkit.plan.reading.legend import colour_name
from toolkit.plan.reading.marks import mark_of
from toolkit.plan.reading.node import ROW, Node
from toolkit.plan.reading.outline import Outline
from toolkit.plan.reading.own_columns import OwnColumns
from toolkit.plan.reading.sections import is_closing, is_legend_title, is_total, section_line
from toolkit.plan.reading.source import Aside, Block, Grid, Line, Row
from toolkit.plan.reading.surroundings import Surroundings
from toolkit.plan.reading.wordings import shortened


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
        self._columns_of = GridColumns(around, self.pending)
        self.headings = self._columns_of.headings
        self._made = GridRows(outline, self._columns_of, self.own, self)
        self._forms = Forms(outline, self.own, self.headings, self.notes)

    def read(self, grid: Grid) -> None:
        """Take the next table."""
        rows = [row for row in grid.rows if any(cell.text or cell.above for cell in row)]
        if not rows or self._is_key(rows):
            return
        if is_frame(grid):
            self._flatten(grid)
        elif is_form(rows):
            self._forms.read(rows)
        elif is_across(rows):
            read_across(rows, self._outline)
        else:
            self._read_rows(rows, grid)

    def _read_rows(self, rows: Sequence[Row], grid: Grid) -> None:
        aside = any(node.weak and is_statement(node.text) for node in self._outline.path)
        framed = is_labelled(rows) and not any(heading_rows(rows, at) for at in range(len(rows)))
        self._columns_of.find(rows, grid, aside=aside or framed)
        if self._columns_of.now.is_grid:
            self._rows(rows, grid)
            self._outline.close_rows()
            self._outline.close_columns()
        elif framed:
            self._flatten(grid, headed=False)
        else:
            self._note(rows, grid)

    def _rows(self, rows: Sequence[Row], grid: Grid) -> None:
        context = self._made.start(self._outline.path, rows)
        at = self._columns_of.skipped
        while at < len(rows):
            count = self._columns_of.take(rows, at)
            if count and self._columns_of.now.is_grid:
                at += count
                continue
            columns, row = self._columns_of.now, rows[at]
            at += 1
            if is_legend_title(row):
                at = self._legend(rows, at - 1, grid)
            elif is_total(row) or is_closing(row, rows[at:], columns):
                self._note([row], grid)
            elif heading := section_line(row, at - 1, rows, columns):
                more = any(not single_cell(other) for other in rows[at:])
                self._section(row, heading, context, before_rows=more)
                context = [node for node in self._outline.path if node.kind != ROW]
            elif self._labelled_row(row):
                context = [node for node in self._outline.path if node.kind != ROW]
            else:
                self._made.row(row, grid, context)
        self._made.finish()
        self._outline.enter([node for node in context if node.family != "column"])

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

    def _section(self, row: Row, heading: Line, context: list[Node], *, before_rows: bool) -> None:
        self._made.forget()
        self._outline.enter([node for node in context if node.family != "column"])
        if heading.heading:
            kind = f"heading:{heading.heading}"
            self._outline.open(
                Node(kind, heading.text, place=heading.place, heading=heading.heading)
            )
            return
        if heading.mark:
            self._outline.line(heading, None, before_grid=True)
            return
        cell = next(cell for cell in row if cell.text)
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

    def _flatten(self, grid: Grid, *, headed: bool = True) -> None:
        """A table that only places text: its cells are read as running text.

        Args:
            headed: lines without a mark may be headings of what follows them.
        """
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
                after = following if isinstance(following, Line) and headed else None
                self._outline.line(block, after, before_grid=isinstance(following, Grid))

    def _note(self, rows: Sequence[Row], grid: Grid) -> None:
        """Keep a table of something else: a note a row."""
        under = self._outline.top
        where = f"{grid.place}, under “{shortened(under.text, 40)}”" if under.text else grid.place
        for row in rows:
            said = [cell for cell in row if cell.text and not cell.covered]
            text = " | ".join(shown_lines(cell.lines) for cell in said)
            self._outline.key += key_pairs(text)
            if text:
                self.notes.append(Aside(where, text))
            for cell in said:
                for inner in cell.grids:
                    self.read(inner)

"""Tables → rows of the outline; a table that holds no actions goes to the notes, cell by cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from toolkit.plan.reading.alignment import align
from toolkit.plan.reading.columns import (
    CELLS,
    NO_COLUMNS,
    Columns,
    columns_from,
    columns_guessed,
    heading_of,
    heading_rows,
    is_heading_row,
    joined_headings,
)
from toolkit.plan.reading.doubts import Pending
from toolkit.plan.reading.entries import Entry, Split, shown_lines, split_actions
from toolkit.plan.reading.headings import meaning_of
from toolkit.plan.reading.key_lines import is_party, key_pairs
from toolkit.plan.reading.legend import LEGEND_TITLES, colour_name
from toolkit.plan.reading.marks import mark_of, parse_mark
from toolkit.plan.reading.node import ROW, Node
from toolkit.plan.reading.outline import Outline, attribute_of
from toolkit.plan.reading.own_columns import OwnColumns
from toolkit.plan.reading.source import Aside, Block, Cell, Grid, Line, Row
from toolkit.plan.reading.surroundings import Surroundings
from toolkit.plan.reading.wordings import plain, shortened, squeezed


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
        self.headings: dict[str, Counter[str]] = {}
        self.own = OwnColumns(around)
        self.fills: list[tuple[str, Node]] = []
        self._outline = outline
        self._around = around
        self._columns = NO_COLUMNS
        self._above: dict[int, Node] = {}
        self._last: Node | None = None

    def read(self, grid: Grid) -> None:
        """Take the next table."""
        rows = [row for row in grid.rows if any(cell.text or cell.above for cell in row)]
        if not rows:
            return
        if self._is_key(rows):
            return
        if _is_layout(grid):
            self._flatten(grid)
            return
        if _is_form(rows):
            self._form(rows)
            return
        start = self._columns_of(rows, grid)
        if not self._columns.is_grid:
            self._note(rows, grid)
            return
        self._above = {} if start else self._above
        self._rows(rows[start:], grid)
        self._outline.close_rows()
        self._outline.close_columns()

    def _columns_of(self, rows: Sequence[Row], grid: Grid) -> int:
        """Find out what the columns are; returns 0 when the first row is one to be read."""
        place = next((at for at in range(min(len(rows), 12)) if heading_rows(rows, at)), None)
        if place is not None:
            return 0 if self._take_headings(rows, place, peek=True) else 0
        if self._columns.is_grid and len(self._columns.roles) == grid.width:
            return 0
        body = [row for row in rows if not _single_cell(row)]
        self._columns = columns_guessed(body, self._around) if len(body) > 1 else NO_COLUMNS
        if self._columns.is_grid:
            said = ", ".join(
                f"column {place + 1}: {_ROLE_WORDS.get(role, role)}"
                for place, role in enumerate(self._columns.roles)
                if role and role != "own"
            )
            self._ask_about(grid, rows, said)
        return 0

    def _ask_about(self, grid: Grid, rows: Sequence[Row], said: str) -> None:
        text = " | ".join(shortened(cell.text, 30) for cell in rows[0])
        reading = f"The table has no headings; its cells look like {said}."
        other = ("The columns mean something else: give them headings and import again",)
        self.pending.append(Pending(None, "", text, reading, other, grid.place))

    def _take_headings(self, rows: Sequence[Row], at: int, *, peek: bool = False) -> int:
        """Use the heading rows at ``at``; returns how many there are."""
        count = heading_rows(rows, at)
        if not count:
            return 0
        headings = joined_headings(rows[at : at + count])
        following = []
        for row in rows[at + count :]:
            if is_heading_row(row):
                break
            if not _single_cell(row):
                following.append(row)
        found = columns_from(headings, following)
        if peek:
            self._columns = found if found.is_grid else NO_COLUMNS
        elif not found.is_grid:
            return 0
        else:
            self._columns = found
            for place, role in enumerate(found.roles):
                known = (
                    role if not role.startswith("level:") else f"column:{plain(headings[place])}"
                )
                if headings[place]:
                    self.headings.setdefault(known, Counter())[headings[place]] += 1
        return count

    def _rows(self, rows: Sequence[Row], grid: Grid) -> None:
        context = self._outline.path
        at = 0
        while at < len(rows):
            count = self._take_headings(rows, at)
            if count and self._columns.is_grid:
                at += count
                continue
            row = rows[at]
            at += 1
            if self._is_legend_title(row):
                at = self._legend(rows, at - 1, grid)
                continue
            if self._is_section(row, rows):
                more = any(not _single_cell(other) for other in rows[at:])
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
        if not _single_cell(row):
            return False
        place, cell = next((i, cell) for i, cell in enumerate(row) if cell.text)
        if cell.across >= max(2, len(row) - 1):
            return True
        if any(other.above for other in row):
            return False
        first = next(line for line in cell.lines if not line.blank)
        mark = parse_mark(f"{first.mark} {first.text}".strip())
        if self._columns.guessed and mark.kind != "label":
            return False
        lower = {"label"} if place == self._columns.text else {"label", "roman", "dotted"}
        others = [r[place].lines for r in rows if r is not row and r[place].text]
        bold = first.bold and not all(
            lines[0].bold for lines in others[:5] if lines and not lines[0].blank
        )
        if mark.kind in lower and self._columns.roles[place] != "ref":
            same = [parse_mark(lines[0].text) for lines in others if lines]
            alike = [m for m in same if m.kind == mark.kind and m.label == mark.label]
            return len(alike) < 0.6 * len(same) or bold
        caps = first.text.upper() == first.text and sum(s.isalpha() for s in first.text) > 3
        filled = bool(cell.fill) and not any(
            r[place].fill == cell.fill for r in rows if not _single_cell(r)
        )
        return (bold or caps or filled) and len(cell.text) < 160

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
        self._above, self._last = {}, None
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
        return self._form_row(row)

    def _row(self, row: Row, grid: Grid, context: list[Node]) -> None:
        columns = self._columns
        cells = [row[place] if place < len(row) else Cell() for place in range(len(columns.roles))]
        text = cells[columns.text]
        parent_path = self._level_path(cells, context)
        self._outline.enter(parent_path)
        if not text.text:
            self._without_action(cells, text, grid)
            return
        split = split_actions(text.lines)
        beside = {
            self._name(place): cells[place].lines
            for place, role in enumerate(columns.roles)
            if role in CELLS or role in ("own", "status")
        }
        alone = len([1 for r in grid.rows if _counts(r, columns.text)]) <= 1 + bool(
            columns.headings
        )
        split = self._one_or_several(split, text, beside, alone=alone)
        self._add_actions(split, beside, cells, alone=alone)

    def _one_or_several(
        self, split: Split, text: Cell, beside: dict[str, tuple[Line, ...]], *, alone: bool
    ) -> Split:
        """Several bullets in one of many rows are parts of one action unless cells say otherwise."""
        entries = split.entries
        if len(entries) > 1 and all(not entry.number for entry in entries) and split.lead:
            parts = [part for entry in entries for part in (entry.text, *entry.parts)]
            whole = Entry("", "", "\n".join(split.lead), tuple(parts), 0, entries[0].sizes)
            return Split((), (whole,))
        if len(entries) == 1 and not entries[0].number and not entries[0].parts:
            return self._by_blank_lines(split, text, beside)
        return split

    def _by_blank_lines(
        self, split: Split, text: Cell, beside: dict[str, tuple[Line, ...]]
    ) -> Split:
        """Unmarked actions with blank lines between them, when the cells beside count the same."""
        groups = _groups(text.lines)
        counts = {len(_groups(beside[name])) for name in ("by_when", "who") if name in beside}
        lines = {
            len([line for line in beside[name] if not line.blank])
            for name in ("by_when", "who")
            if name in beside
        }
        if len(groups) < 2 or len(groups) not in counts | lines:
            return split
        entries = tuple(
            Entry("", "", "\n".join(line.text.strip() for line in lines), (), start, ())
            for start, lines in groups
        )
        return Split((), entries)

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
        columns = self._columns
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
        columns = self._columns
        said = [
            (place, cell)
            for place, cell in enumerate(cells)
            if cell.text
            and columns.roles[place] not in ("ref",)
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

    def _level_path(self, cells: Sequence[Cell], context: list[Node]) -> list[Node]:
        """The entries the row stands under, those of its level columns opened where needed."""
        path = [node for node in context if node.family != "column" and node.kind != ROW]
        changed = False
        for place in self._columns.levels:
            cell = cells[place]
            known = self._above.get(place)
            said = cell.text
            if not said or (known is not None and not changed and _same(known, said)):
                if known is not None and (not changed or cell.above):
                    path.append(known)
                continue
            if any(_same(node, said) for node in path):
                continue
            node = self._level_node(place, cell)
            parent = path[-1] if path else self._outline.root
            twin = next(
                (c for c in parent.children if c.kind == node.kind and _same(c, said)), None
            )
            if twin is None:
                parent.children.append(node)
            self._above[place] = twin or node
            path.append(twin or node)
            changed = True
            self._last = None
        return path

    def _level_node(self, place: int, cell: Cell) -> Node:
        first = next(line for line in cell.lines if not line.blank)
        mark = parse_mark(f"{first.mark} {cell.text}".strip() if first.mark else cell.text)
        heading = self._columns.headings[place]
        labelled = mark.kind == "label"
        text = mark.rest if mark.kind in ("label", "dotted", "roman", "letter") else cell.text
        node = Node(f"column:{plain(heading)}", text or cell.text, mark.value, place=first.place)
        node.label = mark.label if labelled else heading
        return node

    def _colour(self, cells: Sequence[Cell], made: Sequence[Node]) -> None:
        """Remember the row's colour: of its status cell, else of a cell no heading explains."""
        roles = self._columns.roles
        order = [place for place, role in enumerate(roles) if role == "status"]
        order = order or list(range(len(roles)))
        fill = next((cells[place].fill for place in order if cells[place].fill), "")
        words = any(node.cells.get("status") for node in made)
        if fill and not words:
            self.fills += [(fill, node) for node in made]

    def _name(self, place: int) -> str:
        role = self._columns.roles[place]
        if role == "own":
            return self.own.name(self._columns.headings[place], place)
        return self.own.status(self._columns.headings[place]) if role == "status" else role

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

    def _form(self, rows: Sequence[Row]) -> None:
        """A table with its headings down the side: one goal or action, line by line."""
        for row in rows:
            self._form_row(row)

    def _form_row(self, row: Row) -> bool:
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
                self._form_actions(cell)
            else:
                self._outline.line(Line(f"{label}: {lines[0].text.strip()}", place=lines[0].place))
                for line in lines[1:]:
                    self._outline.line(line)
            return True
        if found.kind in CELLS or found.kind == "status":
            name = self.own.status(label) if found.kind == "status" else found.kind
            self.headings.setdefault(found.kind, Counter())[label] += 1
            self._outline.top.add(name, shown_lines(cell.lines))
            return True
        if found.kind == "level":
            self._form_actions(cell)
            return True
        self.notes.append(Aside(f"{label}", cell.text))
        return True

    def _form_actions(self, cell: Cell) -> None:
        for entry in split_actions(cell.lines).entries:
            node = Node(ROW, entry.text, entry.number, entry.label, cell.lines[0].place)
            node.children = [Node("part", part) for part in entry.parts]
            self._outline.top.children.append(node)

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


_ROLE_WORDS = {"text": "the actions", "by_when": "By When", "who": "Who", "ref": "a number"}


def _counts(row: Row, place: int) -> bool:
    return place < len(row) and bool(row[place].text) and not _single_cell(row)


def _single_cell(row: Row) -> bool:
    """Whether only one cell says something."""
    return len([cell for cell in row if cell.text]) == 1


def _is_layout(grid: Grid) -> bool:
    """One column, or cells that hold tables: a frame, not a table."""
    if any(cell.grids for row in grid.rows for cell in row):
        inner = [g for row in grid.rows for cell in row for g in cell.grids]
        return grid.width == 1 or any(
            heading_rows(g.rows, at) for g in inner for at in range(min(4, len(g.rows)))
        )
    return all(len([c for c in row if not c.covered]) == 1 for row in grid.rows)


def _is_form(rows: Sequence[Row]) -> bool:
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


def _groups(lines: Sequence[Line]) -> list[tuple[int, list[Line]]]:
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


def _same(node: Node, text: str) -> bool:
    mine = squeezed(f"{node.label}{node.number}{node.text}")
    said = squeezed(text)
    return said in (mine, squeezed(node.text), squeezed(f"{node.number}{node.text}"))


def _place(cells: Sequence[Cell]) -> str:
    return next((line.place for cell in cells for line in cell.lines if line.place), "")


def _bare(number: str) -> str:
    found = parse_mark(f"{number}:" if parse_mark(f"{number}: x").kind == "label" else f"{number}")
    return found.value or number


__all__ = ["Grids", "attribute_of"]

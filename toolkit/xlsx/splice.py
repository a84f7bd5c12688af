"""Putting new cells into a sheet's bytes; everything not named stays as it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, field

from toolkit.xlsx.content import Content, cell_bytes, result_bytes
from toolkit.xlsx.grid import Area, cell_name
from toolkit.xlsx.markup import tag_attributes, with_attribute, without_attribute
from toolkit.xlsx.refused import CellRefused
from toolkit.xlsx.sheet_layout import CellSpan, RowSpan, SheetLayout
from toolkit.xlsx.stored_cell import formula_bytes, style_number


class Replacement(NamedTuple):
    """A stretch of a part and what takes its place.

    Attributes:
        start: offset of the first byte that goes.
        stop: offset behind the last byte that goes; same as ``start`` to insert.
        new: what stands there afterwards.
    """

    start: int
    stop: int
    new: bytes


class SheetPlan(Struct):
    """All that shall happen to one sheet.

    Attributes:
        name: the tab's name.
        layout: where its rows lie.
        contents: new cells by (row, column).
        results: formula results to store by (row, column); None stores that there is none.
        known: formula cells whose result was given, whether it had to be stored or not.
        stale: cells whose stored result is dropped.
        moved: cells that take the place of (row, column), as they are; their formulas lose results.
        like_row: for a row that does not exist yet, the row whose height and look it takes.
        frame: replacements outside the rows.
    """

    name: str
    layout: SheetLayout
    contents: dict[tuple[int, int], Content] = field(default_factory=dict)
    results: dict[tuple[int, int], str | int | float | bool | None] = field(default_factory=dict)
    known: set[tuple[int, int]] = field(default_factory=set)
    stale: set[tuple[int, int]] = field(default_factory=set)
    moved: dict[tuple[int, int], CellSpan] = field(default_factory=dict)
    like_row: dict[int, int] = field(default_factory=dict)
    frame: list[Replacement] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing happens to the sheet."""
        return not (self.contents or self.results or self.stale or self.frame)


def spliced(xml: bytes, replacements: list[Replacement]) -> Iterator[bytes | memoryview]:
    """The part with the replacements made, in pieces."""
    view = memoryview(xml)
    at = 0
    for start, stop, new in sorted(replacements):
        if start < at:
            raise ValueError(f"two replacements meet at {start}")
        yield view[at:start]
        yield new
        at = stop
    yield view[at:]


class _Result(NamedTuple):
    value: str | int | float | bool | None


Wanted = Content | _Result | CellSpan


def sheet_replacements(plan: SheetPlan) -> list[Replacement]:
    """What changes in the sheet's bytes.

    Raises:
        CellRefused: when a row that must change stores its cells out of order.
    """
    rows: dict[int, dict[int, Wanted]] = {}
    for (row, column), moved in plan.moved.items():
        rows.setdefault(row, {})[column] = moved
    for (row, column), content in plan.contents.items():
        rows.setdefault(row, {})[column] = content
    for (row, column), value in plan.results.items():
        rows.setdefault(row, {})[column] = _Result(value)
    for row, column in plan.stale:
        rows.setdefault(row, {})[column] = _Result(None)
    replacements = [*plan.frame, *_dimension(plan)]
    new_rows: dict[int, list[bytes]] = {}
    for number in sorted(rows):
        span = plan.layout.row(number)
        if span is None:
            at = _insertion(plan.layout, number)
            new_rows.setdefault(at, []).append(_new_row(plan, number, rows[number]))
        else:
            replacements += _changed_row(plan, span, rows[number])
    replacements += _inserted(plan.layout, new_rows)
    return replacements


def _insertion(layout: SheetLayout, number: int) -> int:
    index = layout.find_row(number)
    if index < layout.row_count:
        return layout.stretch(index, index)[0]
    if layout.row_count:
        return layout.row_at(layout.row_count - 1).stop
    return layout.data_inside


def _inserted(layout: SheetLayout, new_rows: Mapping[int, list[bytes]]) -> Iterator[Replacement]:
    for at, rows in new_rows.items():
        body = b"".join(rows)
        if not layout.data_is_closed:
            yield Replacement(at, at, body)
            continue
        tag = layout.xml[layout.data_start : layout.data_inside]
        closing = b"</" + layout.prefix + b"sheetData>"
        opened = tag[:-2].rstrip() + b">"
        yield Replacement(layout.data_start, layout.data_inside, opened + body + closing)


def _new_row(plan: SheetPlan, number: int, cells: Mapping[int, Wanted]) -> bytes:
    prefix = plan.layout.prefix
    tag = b'<%srow r="%d">' % (prefix, number)
    model = plan.layout.row(plan.like_row[number]) if number in plan.like_row else None
    if model is not None:
        tag = _like(plan.layout.xml[model.start : model.inside], number)
    tag = _with_span(tag, min(cells), max(cells))
    return tag + _fresh_cells(plan.layout, number, cells) + b"</" + prefix + b"row>"


def _fresh_cells(layout: SheetLayout, row: int, cells: Mapping[int, Wanted]) -> bytes:
    return b"".join(
        _fresh_cell(layout, row, column, content) for column, content in sorted(cells.items())
    )


def _fresh_cell(layout: SheetLayout, row: int, column: int, content: Wanted) -> bytes:
    if isinstance(content, Content):
        return cell_bytes(layout.prefix, row, column, max(content.style, 0), content)
    return moved_bytes(layout, content, row) if isinstance(content, CellSpan) else b""


def moved_bytes(layout: SheetLayout, span: CellSpan, row: int) -> bytes:
    """A cell as it reads in another row of its column; a formula leaves its result behind."""
    tag = layout.xml[span.start : span.inside]
    formula = formula_bytes(layout, span)
    if formula:
        tag = without_attribute(tag, b"t")
    tag = with_attribute(tag, b"r", cell_name(row, span.column).encode())
    if not formula:
        return tag + layout.xml[span.inside : span.stop]
    return tag + formula + b"</" + layout.prefix + b"c>"


def _like(tag: bytes, number: int) -> bytes:
    """The start tag of a row that looks like another: height by hand kept, hiding not."""
    names = {name for name, _ in tag_attributes(tag)}
    dropped = [b"hidden", b"collapsed", b"ph"]
    if b"customHeight" not in names:
        dropped.append(b"ht")
    for name in dropped:
        tag = without_attribute(tag, name)
    tag = with_attribute(tag, b"r", b"%d" % number)
    return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag


def _changed_row(plan: SheetPlan, row: RowSpan, wanted: Mapping[int, Wanted]) -> list[Replacement]:
    layout = plan.layout
    stored = layout.cells_of(row.number)
    spans = list(stored.values())
    _require_order(plan, row, spans)
    tag = layout.xml[row.start : row.inside]
    new_tag = _with_span(tag, min(wanted), max(wanted))
    if row.close == row.inside and tag.endswith(b"/>"):
        body = _fresh_cells(layout, row.number, wanted)
        closing = b"</" + layout.prefix + b"row>"
        return [Replacement(row.start, row.stop, new_tag[:-2].rstrip() + b">" + body + closing)]
    replacements = [Replacement(row.start, row.inside, new_tag)] if new_tag != tag else []
    inserted: dict[int, list[bytes]] = {}
    for column, content in sorted(wanted.items()):
        span = stored.get(column)
        if span is not None:
            replacements.append(Replacement(span.start, span.stop, _rewritten(plan, span, content)))
        elif not isinstance(content, _Result):
            at = next((other.start for other in spans if other.column > column), row.close)
            inserted.setdefault(at, []).append(_fresh_cell(layout, row.number, column, content))
    return replacements + [Replacement(at, at, b"".join(new)) for at, new in inserted.items()]


def _require_order(plan: SheetPlan, row: RowSpan, spans: list[CellSpan]) -> None:
    columns = [span.column for span in spans]
    if any(later <= earlier for earlier, later in pairwise(columns)):
        raise CellRefused(
            "unordered-cells",
            plan.name,
            row.number,
            1,
            "the row stores its cells out of order",
            next_step="Open the workbook in Excel, save it, and run again.",
        )


def _rewritten(plan: SheetPlan, span: CellSpan, content: Wanted) -> bytes:
    layout = plan.layout
    if isinstance(content, CellSpan):
        return moved_bytes(layout, content, span.row)
    if isinstance(content, Content):
        own = style_number(span.attributes.get(b"s", b""))
        style = content.style if content.style >= 0 else own
        return cell_bytes(layout.prefix, span.row, span.column, style, content)
    kind, result = result_bytes(layout.prefix, content.value)
    tag = without_attribute(layout.xml[span.start : span.inside], b"t")
    if tag.endswith(b"/>"):
        return tag
    tag = tag[:-1] + kind + b">"
    return tag + formula_bytes(layout, span) + result + b"</" + layout.prefix + b"c>"


def _with_span(tag: bytes, first: int, last: int) -> bytes:
    """A row's start tag whose ``spans``, if it has any, reach over the columns."""
    raw = dict(tag_attributes(tag)).get(b"spans")
    if raw is None:
        return tag
    bounds = [int(part) for part in raw.replace(b":", b" ").split() if part.isdigit()]
    if not bounds or (min(bounds) <= first and last <= max(bounds)):
        return tag
    return with_attribute(tag, b"spans", b"%d:%d" % (min(*bounds, first), max(*bounds, last)))


def _dimension(plan: SheetPlan) -> Iterator[Replacement]:
    """The sheet's stated extent, grown over new cells: some readers cut off what lies beyond."""
    for element in plan.layout.frame:
        if element.name != "dimension" or element.depth != 1 or not plan.contents:
            continue
        area = Area.parse(element.get("ref"))
        if area is None:
            continue
        places = (*plan.contents, *plan.moved)
        rows = [row for row, _ in places]
        columns = [column for _, column in places]
        grown = Area(
            min(area.top, *rows),
            min(area.left, *columns),
            max(area.bottom, *rows),
            max(area.right, *columns),
        )
        if grown != area:
            tag = plan.layout.xml[element.start : element.inside]
            new = with_attribute(tag, b"ref", str(grown).encode())
            yield Replacement(element.start, element.inside, new)

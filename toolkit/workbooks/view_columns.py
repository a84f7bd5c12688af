"""The columns and cells of a table on a sheet, before they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.tables.column import Column, ColumnType, Owner, Value
from toolkit.tables.schema import ROW_ID_HEADING, TableSchema, heading_key
from toolkit.workbooks.book import DATE_FORMAT
from toolkit.workbooks.layout import ColumnLayout, SheetLayout

ROW_ID = "row id"
"""Key of the hidden column that carries a record's identity."""

HEADS = {
    Owner.PLAN: "Heading plan",
    Owner.STAFF: "Heading staff",
    Owner.COORDINATOR: "Heading staff",
    Owner.TOOL: "Heading tool",
}
LOOKS = {
    Owner.PLAN: "Plan",
    Owner.STAFF: "Staff",
    Owner.COORDINATOR: "Staff",
    Owner.TOOL: "Tool",
}
_WIDTHS = {
    ColumnType.TEXT: 34,
    ColumnType.CHOICE: 15,
    ColumnType.TICK: 8,
    ColumnType.PERCENT: 10,
    ColumnType.NUMBER: 10,
    ColumnType.DATE: 13,
    ColumnType.BY_WHEN: 20,
    ColumnType.WHO: 14,
    ColumnType.LINK: 22,
    ColumnType.REF: 8,
}
_FORMATS = {
    ColumnType.DATE: {"num_format": DATE_FORMAT},
    ColumnType.PERCENT: {"num_format": "0%"},
    ColumnType.NUMBER: {"num_format": "General"},
    ColumnType.TICK: {"align": "center"},
}
_TEXT_FORMAT = {"num_format": "@"}


class ViewColumn(Struct, frozen=True):
    """One column of a table on a sheet.

    Attributes:
        key: schema name, or the sheet's own name for a figure.
        heading: text of its header cell.
        place: width, fold, hidden.
        column: the schema's column, None for figures and ids.
        head: look of the header cell.
        head_changes: XlsxWriter properties on top of it.
    """

    key: str
    heading: str
    place: ColumnLayout
    column: Column | None = None
    head: str = "Heading tool"
    head_changes: Mapping[str, Any] = field(default_factory=dict)


class GridCell(Struct, frozen=True):
    """What goes into one cell.

    Attributes:
        value: its value, or the cached value of ``formula``.
        look: look of the house style.
        changes: XlsxWriter properties on top of the look.
        formula: live formula, "" for a plain value.
        link: address the cell leads to, "" for none.
        tells: its letters say something, such as what is urgent.
    """

    value: Value = None
    look: str = "Plan"
    changes: Mapping[str, Any] = field(default_factory=dict)
    formula: str = ""
    link: str = ""
    tells: bool = False


def view_columns(
    table: TableSchema, layout: SheetLayout, extra: Sequence[ViewColumn] = (), *, rest: bool = True
) -> tuple[ViewColumn, ...]:
    """The columns of a view: as laid out, then (with ``rest``) what else the plan uses, then ids.

    ``extra`` columns (figures) stand where the layout names them.
    """
    own = {column.key: column for column in extra}
    found: list[ViewColumn] = []
    for place in layout.columns:
        families = [view for key, view in own.items() if key.startswith(f"{place.name}.")]
        if place.name in own:
            found.append(_placed(own[place.name], place))
        elif families and place.name not in table.by_name:
            # One line of the layout for a family: by_status is one column a status word.
            found += [_placed(view, replace(place, name=view.key)) for view in families]
        elif place.name in table.by_name:
            found.append(_view_column(table.by_name[place.name], place))
    named = {place.name for place in layout.columns}
    if rest:
        unnamed = (c for c in table.columns if c.name not in named and not c.hidden)
        found += [_view_column(c, ColumnLayout(c.name, _WIDTHS[c.type])) for c in unnamed]
    found.sort(key=lambda view: view.place.hidden)
    row_id = ViewColumn(ROW_ID, ROW_ID_HEADING, ColumnLayout(ROW_ID, 12, hidden=True))
    return _distinct((*found, row_id))


def _placed(view: ViewColumn, place: ColumnLayout) -> ViewColumn:
    return replace(view, place=place)


def _view_column(column: Column, place: ColumnLayout) -> ViewColumn:
    return ViewColumn(column.name, column.heading, place, column, HEADS[column.owner])


def _distinct(columns: tuple[ViewColumn, ...]) -> tuple[ViewColumn, ...]:
    """The columns with figures renamed where a plan's own heading took their word."""
    taken = {heading_key(view.heading) for view in columns if view.column is not None}
    found = []
    for view in columns:
        heading = view.heading
        while view.column is None and heading_key(heading) in taken:
            heading += " (count)"
        taken.add(heading_key(heading))
        found.append(replace(view, heading=heading))
    return tuple(found)


def span_of(columns: Sequence[ViewColumn]) -> tuple[tuple[int, float], ...]:
    """The columns people see before they unfold anything: number and width."""
    return tuple(
        (col, view.place.width)
        for col, view in enumerate(columns)
        if not view.place.hidden and not view.place.fold
    )


def typed_cell(column: Column, value: Value, look: str = "", **changes: Any) -> GridCell:
    """A cell of a schema column: percent as Excel keeps it, dates and texts in their format."""
    facts: Mapping[str, Any] = _FORMATS.get(column.type, _TEXT_FORMAT)
    if changes:
        facts = {**facts, **changes}
    if column.type is ColumnType.PERCENT and isinstance(value, int | float):
        value = value / 100
    return GridCell(value, look or LOOKS[column.owner], facts)

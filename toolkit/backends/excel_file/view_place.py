"""Where a table's view stands in a sheet: by its Excel Table, or by its headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from toolkit.backends.excel_file.open_book import OpenBook
from toolkit.tables.column import Column
from toolkit.tables.schema import ROW_ID_HEADING, Schema, TableSchema, heading_key
from toolkit.xlsx import Cell, CellKind, Sheet, TableGeometry

_ID_KEY = heading_key(ROW_ID_HEADING)
_HEADING_ROWS = 40
"""Headings are looked for this far down when the Excel Table itself is gone."""


@dataclass(frozen=True)
class ViewPlace:
    """One table's view in one sheet.

    Attributes:
        schema: the table it shows.
        sheet: the sheet as read.
        heading_row, last_row: 1-based sheet rows; ``last_row`` counts rows typed right below.
        columns: column name → 1-based sheet column.
        id_column: sheet column of the row ids, 0 when it is gone.
        unknown: sheet column → heading of columns that are not ours.
        doubled: headings that stand twice.
        excel_table: name of the Excel Table, "" when it was turned into a plain range.
        headings: all headings as they stand.
        lost: headings it was made with and does not have any more.
    """

    schema: TableSchema
    sheet: Sheet
    heading_row: int
    last_row: int
    columns: Mapping[str, int]
    id_column: int
    unknown: Mapping[int, str]
    doubled: tuple[str, ...]
    excel_table: str = ""
    headings: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    def column_of(self, sheet_column: int) -> Column | None:
        """Our column that stands in a sheet column."""
        for name, place in self.columns.items():
            if place == sheet_column:
                return self.schema.by_name[name]
        return None


MadeWith = Mapping[str, tuple[str, ...]]
"""Name of an Excel Table → the headings it was made with."""


def find_views(book: OpenBook, schema: Schema, made_with: MadeWith) -> Iterator[ViewPlace]:
    """Every view of our tables in a workbook, sheets in order, one for each table."""
    found: set[str] = set()
    for facts in book.sheets:
        names = book.table_names(facts.name)
        # A sheet whose tables are none of ours is an output or somebody's own: it is not read.
        ours = not names or any(schema.for_sheet_table(name) for name in names)
        if facts.name.startswith("_") or not ours:
            continue
        sheet = book.read(facts.name)
        for view in (*_by_excel_table(sheet, schema), *_by_headings(sheet, schema)):
            if view.schema.name not in found:
                found.add(view.schema.name)
                yield _with_origin(view, made_with.get(view.schema.sheet_table, ()))


def _with_origin(view: ViewPlace, made_with: tuple[str, ...]) -> ViewPlace:
    """The view without our own helper columns among the unknown, and with what is lost."""
    ours = {heading_key(heading) for heading in made_with}
    unknown = {
        place: heading
        for place, heading in view.unknown.items()
        if heading_key(heading) not in ours
    }
    present = {heading_key(heading) for heading in view.headings}
    lost = tuple(heading for heading in made_with if heading_key(heading) not in present)
    return replace(view, unknown=unknown, lost=lost)


def _by_excel_table(sheet: Sheet, schema: Schema) -> Iterator[ViewPlace]:
    for geometry in sheet.tables:
        table = schema.for_sheet_table(geometry.name)
        if table is not None and geometry.header_rows:
            yield _place(sheet, table, geometry)


def _by_headings(sheet: Sheet, schema: Schema) -> Iterator[ViewPlace]:
    """Views whose Excel Table is gone: a row of headings with the row-id heading among them."""
    if sheet.tables:
        return
    for number in range(1, min(_HEADING_ROWS, sheet.cells.last_row) + 1):
        row = sheet.cells.row(number)
        keys = {heading_key(_text(cell)) for cell in row.values()}
        if _ID_KEY in keys:
            table = max(
                schema.tables.values(), key=lambda candidate: len(keys & set(candidate.by_heading))
            )
            columns = sorted(row)
            yield _read_headings(sheet, table, number, columns, sheet.cells.last_row, "")
            return


def _place(sheet: Sheet, table: TableSchema, geometry: TableGeometry) -> ViewPlace:
    area = geometry.area
    last = area.bottom - geometry.totals_rows
    if table.grows and not geometry.totals_rows:
        last = _last_row_below(sheet, area.left, area.right, area.bottom)
    columns = list(range(area.left, area.right + 1))
    return _read_headings(sheet, table, area.top, columns, last, geometry.name)


def _last_row_below(sheet: Sheet, left: int, right: int, bottom: int) -> int:
    """The last of the filled rows right below a table: not every program grows it by itself."""
    row = bottom
    while any(
        left <= column <= right and cell.kind is not CellKind.BLANK
        for column, cell in sheet.cells.row(row + 1).items()
    ):
        row += 1
    return row


def _read_headings(
    sheet: Sheet, table: TableSchema, row: int, columns: list[int], last: int, name: str
) -> ViewPlace:
    cells = sheet.cells.row(row)
    known: dict[str, int] = {}
    unknown: dict[int, str] = {}
    doubled: list[str] = []
    seen: dict[str, int] = {}
    for place in columns:
        text = _text(cells.get(place))
        key = heading_key(text)
        if not key:
            continue
        if key in seen:
            doubled.append(text)
        seen.setdefault(key, place)
        column = table.by_heading.get(key)
        if column is not None and column.name not in known:
            known[column.name] = place
        elif column is not None and key != _ID_KEY:
            doubled.append(text)
        elif key != _ID_KEY:
            unknown[place] = text
    return ViewPlace(
        schema=table,
        sheet=sheet,
        heading_row=row,
        last_row=last,
        columns=known,
        id_column=seen.get(_ID_KEY, 0),
        unknown=unknown,
        doubled=tuple(dict.fromkeys(doubled)),
        excel_table=name,
        headings=tuple(_text(cells.get(place)) for place in columns),
    )


def _text(cell: Cell | None) -> str:
    return "" if cell is None or cell.value is None else str(cell.value)

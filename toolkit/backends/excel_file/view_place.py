"""Where a table's view stands in a sheet: by its Excel Table, or by its headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.backends.excel_file.open_book import OpenBook
from toolkit.tables.column import Column
from toolkit.tables.row_id import is_row_id
from toolkit.tables.schema import ROW_ID_HEADING, Schema, TableSchema, heading_key
from toolkit.xlsx import Cell, CellKind, Sheet, TableGeometry

_ID_KEY = heading_key(ROW_ID_HEADING)
_HEADING_ROWS = 40
"""Headings are looked for this far down when the Excel Table itself is gone."""
_SOME = 0.3
_NEARLY_ALL = 0.6
_FEWEST = 3
"""So many of the headings a table was made with tell it, with the row ids and without them."""


class ViewPlace(Struct, frozen=True):
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
        headings: sheet column → heading as it stands.
        lost: headings it was made with and does not have any more.
        headless: there are row ids, but the row of headings is gone.
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
    headings: Mapping[int, str] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    headless: bool = False

    def column_of(self, sheet_column: int) -> Column | None:
        """Our column that stands in a sheet column."""
        for name, place in self.columns.items():
            if place == sheet_column:
                return self.schema.by_name[name]
        return None


MadeWith = Mapping[str, tuple[str, ...]]
"""Name of an Excel Table → the headings it was made with."""
MadeKeys = Mapping[str, frozenset[str]]
"""The same as keys, without that of the row ids."""


class Views(Struct, frozen=True):
    """Where a workbook shows our tables.

    Attributes:
        first: the views that count, one for each table, sheets in order.
        again: further views of the same tables: somebody's copies of a sheet.
        gone: names of tables the workbook was made with and does not show anywhere any more.
    """

    first: tuple[ViewPlace, ...] = ()
    again: tuple[ViewPlace, ...] = ()
    gone: tuple[str, ...] = ()


def find_views(book: OpenBook, schema: Schema, made_with: MadeWith) -> Views:
    """Every view of our tables in a workbook; of several of one table the original comes first."""
    wanted = {
        name: table
        for name, table in schema.tables.items()
        if not made_with or table.sheet_table in made_with
    }
    tabs = [
        facts.name
        for facts in book.sheets
        if facts.kind == "worksheet" and not facts.name.startswith("_")
    ]
    keys = {
        name: frozenset(map(heading_key, headings)) - {_ID_KEY}
        for name, headings in made_with.items()
    }
    found = [view for tab in tabs for view in _in_tab(book, tab, schema, wanted, keys)]
    missing = [name for name in wanted if name not in {view.schema.name for view in found}]
    if made_with and missing:
        taken = {view.sheet.name for view in found}
        bare = [book.read(tab) for tab in tabs if tab not in taken]
        found += _without_headings(bare, [wanted[name] for name in missing])
    first: dict[str, ViewPlace] = {}
    for view in sorted(found, key=lambda view: not _is_original(view)):
        first.setdefault(view.schema.name, view)
    views = [_with_origin(view, made_with.get(view.schema.sheet_table, ())) for view in found]
    chosen = [first[view.schema.name] is view for view in found]
    return Views(
        tuple(view for view, is_first in zip(views, chosen, strict=True) if is_first),
        tuple(view for view, is_first in zip(views, chosen, strict=True) if not is_first),
        tuple(name for name in wanted if made_with and name not in first),
    )


def _is_original(view: ViewPlace) -> bool:
    """Whether a view has the name it was made with: programs rename the table of a copied sheet."""
    return view.excel_table.casefold() == view.schema.sheet_table.casefold()


def _with_origin(view: ViewPlace, made_with: tuple[str, ...]) -> ViewPlace:
    """The view without our own helper columns among the unknown, and with what is lost."""
    ours = {heading_key(heading) for heading in made_with}
    unknown = {
        place: heading
        for place, heading in view.unknown.items()
        if heading_key(heading) not in ours
    }
    present = {heading_key(heading) for heading in view.headings.values()}
    lost = tuple(heading for heading in made_with if heading_key(heading) not in present)
    return replace(view, unknown=unknown, lost=lost)


def _in_tab(
    book: OpenBook,
    tab: str,
    schema: Schema,
    wanted: Mapping[str, TableSchema],
    made_with: MadeKeys,
) -> Iterator[ViewPlace]:
    tables = book.tables_of(tab)
    for geometry in tables:
        table = schema.for_sheet_table(geometry.name)
        if table is None and geometry.name not in made_with:
            table = _table_under(geometry.headings, wanted, made_with)
        if table is not None:
            yield _place(book.read(tab), table, geometry)
    if tables:
        return
    sheet = book.read(tab)
    for number in range(1, min(_HEADING_ROWS, sheet.cells.last_row) + 1):
        texts = {place: _text(cell) for place, cell in sheet.cells.row(number).items()}
        table = _table_under(texts.values(), wanted, made_with)
        if table is not None:
            view = _read_headings(sheet, table, number, texts, sheet.cells.last_row, "")
            yield _without_totals(view)
            return


def _table_under(
    headings: Iterable[str], wanted: Mapping[str, TableSchema], made_with: MadeKeys
) -> TableSchema | None:
    """Our table a row of headings belongs to: with the row ids among them, or nearly complete."""
    keys = {heading_key(heading) for heading in headings}
    with_id = _ID_KEY in keys
    if not made_with:
        best = max(wanted.values(), key=lambda table: len(keys & set(table.by_heading)))
        return best if with_id and keys & set(best.by_heading) else None
    if len(keys) < _FEWEST and not with_id:  # most rows of a page of words
        return None

    def share(name: str) -> float:
        shared = len(keys & made_with[name])
        return shared / len(made_with[name]) if shared >= (1 if with_id else _FEWEST) else 0.0

    name = max(made_with, key=share)
    if share(name) < (_SOME if with_id else _NEARLY_ALL):
        return None
    return next((table for table in wanted.values() if table.sheet_table == name), None)


def _without_headings(
    sheets: Iterable[Sheet], missing: Iterable[TableSchema]
) -> Iterator[ViewPlace]:
    """Sheets that have row ids and no headings: nobody can tell what their cells mean."""
    left = list(missing)
    for sheet in sheets:
        if not left or not _has_row_ids(sheet):
            continue
        named = [table for table in left if heading_key(table.title) == heading_key(sheet.name)]
        table = (named or left)[0]
        left.remove(table)
        yield ViewPlace(table, sheet, 1, sheet.cells.last_row, {}, 0, {}, (), headless=True)


def _has_row_ids(sheet: Sheet) -> bool:
    return any(is_row_id(_text(cell).strip()) for _place, cell in sheet.cells.items())


def _place(sheet: Sheet, table: TableSchema, geometry: TableGeometry) -> ViewPlace:
    area = geometry.area
    last = area.bottom - geometry.totals_rows
    if table.grows and not geometry.totals_rows:
        last = _last_row_below(sheet, area.left, area.right, area.bottom)
    texts = dict(enumerate(geometry.headings, start=area.left))
    top = area.top - 1 + geometry.header_rows
    view = _read_headings(sheet, table, top, texts, last, geometry.name)
    if view.id_column and not view.doubled:
        return view
    return _as_the_cells_say(sheet, view, geometry) or view


def _as_the_cells_say(sheet: Sheet, view: ViewPlace, geometry: TableGeometry) -> ViewPlace | None:
    """The view by the cells of its row of headings, where the table's frame fits them no more.

    Programs that are not spreadsheets move cells when a column comes or goes, and leave the frame.
    """
    stored = sheet.cells.row(view.heading_row) if geometry.header_rows else {}
    texts = {place: text for place, cell in stored.items() if (text := _text(cell).strip())}
    if _ID_KEY not in {heading_key(text) for text in texts.values()}:
        return None
    area = geometry.area
    last = _last_row_below(sheet, min(texts), max(texts), area.bottom - geometry.totals_rows)
    return _without_totals(
        _read_headings(sheet, view.schema, view.heading_row, texts, last, geometry.name)
    )


def _without_totals(view: ViewPlace) -> ViewPlace:
    """The view without what stands below the last row id, where people add no rows: totals."""
    if view.schema.grows or not view.id_column:
        return view
    cells, rows = view.sheet.cells, range(view.last_row, view.heading_row, -1)
    ids = (row for row in rows if is_row_id(_text(cells.get((row, view.id_column))).strip()))
    return replace(view, last_row=next(ids, view.last_row))


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
    sheet: Sheet, table: TableSchema, row: int, texts: Mapping[int, str], last: int, name: str
) -> ViewPlace:
    known: dict[str, int] = {}
    unknown: dict[int, str] = {}
    doubled: list[str] = []
    seen: dict[str, int] = {}
    for place in sorted(texts):
        text = texts[place]
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
        headings=dict(texts),
    )


def _text(cell: Cell | None) -> str:
    return "" if cell is None or cell.value is None else str(cell.value)

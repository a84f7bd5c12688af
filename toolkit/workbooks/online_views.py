"""The tabs of an online spreadsheet, in the same wording, order and colours as the workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from toolkit.plan.file_names import area_file
from toolkit.plan.view import Area
from toolkit.ports.online_sheets import (
    Chip,
    Dress,
    OnlineView,
    SavedFilter,
    SheetColumn,
    SheetRow,
    SheetTab,
)
from toolkit.tables.column import Column, ColumnType, Owner
from toolkit.tables.record import Record
from toolkit.tables.stamp import Stamp
from toolkit.workbooks.action_grid import GOAL_ID, grid_actions, grid_columns, grid_row
from toolkit.workbooks.content import Content
from toolkit.workbooks.drop_downs import offered_words
from toolkit.workbooks.layout import SheetLayout
from toolkit.workbooks.measures import measure_row, measures_of
from toolkit.workbooks.people_list import who_words
from toolkit.workbooks.plan_book import PLAN_PAGE, plan_tables
from toolkit.workbooks.status_chips import FLAGS, RESULTS
from toolkit.workbooks.table_sheet import layout_for, table_row, used_columns
from toolkit.workbooks.view_columns import LOOKS, ROW_ID, GridCell, ViewColumn, view_columns

_PIXELS = 7.2
"""Of one character."""

_TITLE_LENGTH = 40
_MOST_OWNERS = 12
"""More saved filters than that would bury the two everybody needs."""


def online_view(content: Content, replica: str, stamp: Stamp) -> OnlineView:
    """The tabs of one focus area, or of everything that is no action."""
    if not stamp.scope:
        return OnlineView(replica, stamp, tuple(_plan_tabs(content)))
    area = next(area for area in content.plan.areas if area.id == stamp.scope)
    return OnlineView(replica, stamp, tuple(_area_tabs(content, area)))


def _area_tabs(content: Content, area: Area) -> Iterator[SheetTab]:
    layouts = content.layout.area.sheets
    name = _short(area_file(area.number, area.title, ""))
    band = f"{area.number}  {area.title}".strip()
    yield _grid(content, area, name, band)
    if records := measures_of(content, area):
        table = content.schema["measures"]
        columns = view_columns(table, layouts["measures"])
        rows = [measure_row(content, record, table.columns) for record in records]
        title = _short(f"{area.number} {layouts['measures'].title}".strip())
        yield _tab(content, layouts["measures"], "measures", columns, rows, title, band)
    ids = {action.id for action in area.actions()}
    parts = [r for r in content.snapshot["sub_items"].live() if r.parent in ids]
    if parts:
        title = _short(f"{area.number} {layouts['sub_items'].title}".strip())
        yield _table(content, "sub_items", layouts["sub_items"], parts, title, band)


def _plan_tabs(content: Content) -> Iterator[SheetTab]:
    layouts = content.layout.plan.sheets
    statements = list(content.snapshot[PLAN_PAGE].live())
    names = [*((PLAN_PAGE,) if statements else ()), *plan_tables(content)]
    for name in names:
        layout = layout_for(content, name, layouts.get(name))
        records = list(content.snapshot[name].live())
        yield _table(content, name, layout, records, _short(layout.title), layout.title)


def _grid(content: Content, area: Area, title: str, band: str) -> SheetTab:
    layout = content.layout.area.sheets["action_grid"]
    columns = grid_columns(content, layout, area)
    rows = [grid_row(content, columns, *found) for found in grid_actions(area)]
    tab = _tab(content, layout, "actions", columns, rows, title, band)
    return replace(
        tab,
        line=(area.description, tab.line[1]),
        filters=tuple(_filters(content, area)),
        striped=False,
        muted=("goal", content.house.look("Goal repeated").ink),
    )


def _filters(content: Content, area: Area) -> Iterator[SavedFilter]:
    yield SavedFilter("Overdue", "flag", "Overdue")
    owners: dict[str, int] = {}
    for action in area.actions():
        found = content.shown("actions", action.id).get("owners")
        for owner in str(found or "").split(";"):
            if owner:
                owners[owner] = owners.get(owner, 0) + 1
    for owner in sorted(owners, key=lambda owner: (-owners[owner], owner))[:_MOST_OWNERS]:
        yield SavedFilter(f"Mine: {owner}", "owners", f";{owner};")


def _table(
    content: Content,
    name: str,
    layout: SheetLayout,
    records: Sequence[Record],
    title: str,
    band: str,
) -> SheetTab:
    columns = used_columns(
        content, name, records, view_columns(content.schema[name], replace(layout, table=name))
    )
    rows = [table_row(content, name, record) for record in records]
    return _tab(content, layout, name, columns, rows, title, band)


def _tab(
    content: Content,
    layout: SheetLayout,
    table: str,
    columns: Sequence[ViewColumn],
    rows: Iterable[Mapping[str, GridCell]],
    title: str,
    band: str,
) -> SheetTab:
    who = who_words(content)
    first = next((c.place.width for c in columns if not c.place.hidden), 20.0)
    return SheetTab(
        table=table,
        title=title,
        colour=content.house.swatch(layout.tab).solid,
        band=(band, dress(content, "Title")),
        line=(layout.intro, dress(content, "Subtitle")),
        columns=tuple(_column(content, view, who) for view in columns),
        rows=tuple(_row(content, cells) for cells in rows),
        frozen=1 if first < 30 else 0,
        striped=True,
    )


def _column(content: Content, view: ViewColumn, who: tuple[str, ...]) -> SheetColumn:
    column = view.column
    words, _ = offered_words(column, who) if column is not None else ((), False)
    look = LOOKS[column.owner] if column is not None else "Tool"
    return SheetColumn(
        key=view.key,
        heading=view.heading,
        width=round(view.place.width * _PIXELS),
        type=None if column is None else column.type,
        head=dress(content, view.head),
        body=dress(content, "Plan" if view.head == "Heading plan" else look),
        hidden=view.place.hidden,
        fold=view.place.fold,
        tool=column is None or column.owner is Owner.TOOL,
        words=words,
        help=_help(column),
        chips=tuple(_chips(content, view)),
    )


_HELP = {ColumnType.TICK: "Pick x for yes; leave blank for no.", ColumnType.DATE: "A date."}


def _help(column: Column | None) -> str:
    if column is None:
        return ""
    return column.help or (_HELP.get(column.type, "") if column.owner is not Owner.TOOL else "")


def _chips(content: Content, view: ViewColumn) -> Iterator[Chip]:
    if view.column is not None:
        for choice in view.column.choices:
            if choice.colour:
                swatch = content.house.swatch(choice.colour)
                yield Chip(choice.word, swatch.fill, swatch.ink)
    for word, colour in {"flag": FLAGS, "result": RESULTS}.get(view.key, {}).items():
        swatch = content.house.swatch(colour)
        yield Chip(word, swatch.fill, swatch.ink, part=True)


def _row(content: Content, cells: Mapping[str, GridCell]) -> SheetRow:
    return SheetRow(
        id=str(cells[ROW_ID].value),
        values={key: cell.value for key, cell in cells.items()},
        looks={
            key: dress(content, cell.look)
            for key, cell in cells.items()
            if cell.look not in _PLAIN and key not in (ROW_ID, GOAL_ID)
        },
    )


_PLAIN = frozenset(LOOKS.values())


def dress(content: Content, name: str) -> Dress:
    """A look of the house style."""
    look = content.house.look(name)
    return Dress(
        ink=look.ink,
        fill=look.fill,
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        centred=look.across == "center",
        middle=look.down == "center",
    )


def _short(title: str) -> str:
    """A title that fits a tab."""
    if len(title) <= _TITLE_LENGTH:
        return title
    return title[:_TITLE_LENGTH].rsplit(" ", 1)[0]

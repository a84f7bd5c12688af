"""The *Goals* sheet of an area workbook: staff see their own progress at once."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.plan.view import Action, Area, Goal
from toolkit.rollup.figures import Item
from toolkit.tables.column import Choice
from toolkit.workbooks.book import Book, Worksheet, cell_name
from toolkit.workbooks.charts import status_chart
from toolkit.workbooks.content import Content
from toolkit.workbooks.counting import Counting
from toolkit.workbooks.layout import ColumnLayout
from toolkit.workbooks.lists_sheet import Lists
from toolkit.workbooks.roll_up_rows import (
    Headline,
    bar_completion,
    figure_cells,
    figure_view_columns,
    write_cells,
)
from toolkit.workbooks.sheet_top import write_band, write_line
from toolkit.workbooks.table_view import Placed, TableView
from toolkit.workbooks.unnamed_goals import AREA, are_unnamed, area_column, without
from toolkit.workbooks.view_columns import (
    ROW_ID,
    GridCell,
    ViewColumn,
    span_of,
    typed_cell,
    view_columns,
)

SEE_ALSO = "see also"
NOT_REPORTED = Choice("Not reported", colour="blank")


def write_goals(
    book: Book, content: Content, area: Area, lists: Lists, counting: Counting
) -> Placed:
    """Write the sheet; where its table stands comes back."""
    layout = content.layout.area.sheets["goals"]
    schema = content.schema["goals"]
    sheet = book.sheet(layout.title, layout.tab)
    unnamed = are_unnamed(area.goals)
    extra = (
        *figure_view_columns(book, content.statuses),
        ViewColumn(SEE_ALSO, "Cross-links", ColumnLayout(SEE_ALSO)),
        *((area_column(content),) if unnamed else ()),
    )
    columns = view_columns(schema, layout, extra, rest=False)
    columns = without(columns, "statement") if unnamed else columns
    span = span_of(columns)
    top = write_band(book, sheet, f"{area.number}  {area.title}".strip(), layout.intro, span)
    head_row = top + 2
    places = {view.key: col for col, view in enumerate(columns)}
    total_row = head_row + 1 + max(1, len(area.goals))
    items = {item.id: item for item in content.rollup.goals}
    shown = [items[goal.id] for goal in area.goals]
    rows = [
        _row(content, area, goal, items[goal.id], counting, (head_row + 1 + number, places))
        for number, goal in enumerate(area.goals)
    ]
    placed = TableView(book, sheet, lists, columns, filters=False).write(
        schema.sheet_table, head_row, rows
    )
    item = next(found for found in content.rollup.areas if found.id == area.id)
    _write_total(book, sheet, counting, item, (total_row, places))
    headline = Headline.of(item, content.statuses, (total_row, places), "action")
    height = write_line(
        book, sheet, top, headline.text, "Headline", span, lowest=30, formula=headline.formula
    )
    sheet.set_row(top, height)
    bar_completion(book, sheet, placed.area("completion"))
    label = content.plan.labels["area" if unnamed else "goal"].lower()
    title = f"Status of the actions, by {label}"
    _insert_chart(book, sheet, content.statuses, placed, total_row + 2, shown, title)
    sheet.freeze_panes(placed.first_row, places["ref"] + 1)
    sheet.repeat_rows(placed.head_row)
    book.footer(sheet, f"{content.plan.name}  ·  {area.title}")
    return placed


def _row(
    content: Content,
    area: Area,
    goal: Goal,
    item: Item,
    counting: Counting,
    at: tuple[int, dict[str, int]],
) -> dict[str, GridCell]:
    row, places = at
    schema, shown = content.schema["goals"], content.shown("goals", goal.id)
    cells = {
        column.name: typed_cell(column, shown.get(column.name), "Figure name")
        for column in schema.columns
        if column.name in places
    }
    own_id = f"${cell_name(row, places[ROW_ID])}"
    where = counting.criterion("goal_id", own_id)
    test = f"({counting.ref('goal_id')}={own_id})"
    cells |= figure_cells(counting, item, at, where, (test,))
    cells[AREA] = GridCell(area.title, "Figure name")
    cells[SEE_ALSO] = GridCell(_see_also(content, goal), "Figure name")
    cells[ROW_ID] = GridCell(goal.id, "Tool")
    return cells


def _see_also(content: Content, goal: Goal) -> str:
    """Every cross-link of a goal and its actions: ``2.1a: see 3 ADVOCACY``."""
    titles = {area.number: f"{area.number} {area.title}" for area in content.plan.areas}
    lines = []
    entries: tuple[Goal | Action, ...] = (goal, *goal.actions)
    for entry in entries:
        targets = entry.record.text("see_also")
        if targets:
            names = [titles.get(ref.strip(), ref.strip()) for ref in targets.splitlines()]
            lines.append(f"{entry.ref}: see {', '.join(names)}")
    return "\n".join(lines)


def _write_total(
    book: Book, sheet: Worksheet, counting: Counting, item: Item, at: tuple[int, dict[str, int]]
) -> None:
    row, places = at
    cells = figure_cells(counting, item, at, "", look="Total")
    cells["ref"] = GridCell(None, "Total")
    cells["statement"] = cells[AREA] = GridCell("Whole area", "Total name")
    cells[SEE_ALSO] = GridCell(None, "Total")
    write_cells(book, sheet, at, {key: cell for key, cell in cells.items() if key in places})
    sheet.set_row(row, 22)


def _insert_chart(
    book: Book,
    sheet: Worksheet,
    statuses: Sequence[Choice],
    placed: Placed,
    row: int,
    items: Sequence[Item],
    title: str,
) -> None:
    name = sheet.get_name()
    longest = max((item.actions for item in items), default=1)

    def cells(key: str) -> list[object]:
        return [name, *placed.area(key)]

    series = [(choice, cells(f"by_status.{choice.word}")) for choice in statuses]
    series.append((NOT_REPORTED, cells("not_reported")))
    chart = status_chart(book, title, series, cells("ref"), longest)
    chart.set_size({"width": 900, "height": 150 + 42 * max(len(items), 2)})
    options = {
        "x_offset": 6,
        "y_offset": 4,
        "description": f"{title}: stacked bars, how many actions have each status. "
        "The same figures stand in the table above.",
    }
    sheet.insert_chart(row, 0, chart, options)

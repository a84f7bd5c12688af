"""*Goals* in Summary: each goal's figures, and the director's word and comment."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.plan.view import Area, Goal
from toolkit.rollup.figures import Item
from toolkit.tables.column import Column, Owner
from toolkit.workbooks.book import cell_name
from toolkit.workbooks.layout import ColumnLayout
from toolkit.workbooks.roll_up_rows import bar_completion, figure_cells, figure_view_columns
from toolkit.workbooks.sheet_top import write_band, write_owner_legend
from toolkit.workbooks.status_chips import chip_statuses
from toolkit.workbooks.summary_frame import Frame
from toolkit.workbooks.table_view import TableView
from toolkit.workbooks.unnamed_goals import AREA, are_unnamed, area_column, without
from toolkit.workbooks.view_columns import ROW_ID, GridCell, ViewColumn, span_of, typed_cell

_WORD = "word"


def write_goal_figures(frame: Frame) -> None:
    """Write the sheet."""
    book, content, layout = frame.book, frame.content, frame.layout("goals")
    sheet = book.sheet(layout.title, layout.tab)
    unnamed = are_unnamed(content.plan.goals())
    extra = (
        *figure_view_columns(book, content.statuses),
        ViewColumn(_WORD, "Goal's word", ColumnLayout(_WORD)),
        *((area_column(content),) if unnamed else ()),
    )
    table = content.schema["goals"]
    columns = frame.columns("goals", extra, table)
    columns = without(columns, "statement") if unnamed else columns
    places = {view.key: col for col, view in enumerate(columns)}
    top = write_band(book, sheet, layout.title, layout.intro, span_of(columns))
    write_owner_legend(book, sheet, top, (view.head for view in columns))
    items = {item.id: item for item in content.rollup.goals}
    goals = [(area, goal) for area in content.plan.areas for goal in area.goals]
    rows = [
        _row(frame, area, goal, items[goal.id], (top + 2 + number, places))
        for number, (area, goal) in enumerate(goals)
    ]
    placed = TableView(book, sheet, frame.lists, columns, filters=False).write(
        table.sheet_table, top + 1, rows
    )
    for number, (_, goal) in enumerate(goals):
        frame.note(sheet, placed.first_row + number, places, items[goal.id].path("goals"))
    chip_statuses(book, sheet, placed.area(_WORD), content.statuses)
    bar_completion(book, sheet, placed.area("completion"))
    sheet.freeze_panes(placed.first_row, places["statement"] + 1)
    first = (placed.first_row, places["director_status"])
    sheet.set_selection(*first, *first)
    sheet.repeat_rows(placed.head_row)
    book.footer(sheet, f"{content.plan.name}  ·  {layout.title}")


def _row(
    frame: Frame, area: Area, goal: Goal, item: Item, at: tuple[int, Mapping[str, int]]
) -> dict[str, GridCell]:
    row, places = at
    counting, shown = frame.counting, frame.content.shown("goals", goal.id)
    cells = {
        column.name: typed_cell(column, shown.get(column.name), _look(column))
        for column in frame.content.schema["goals"].columns
        if column.name in places
    }
    own_id = f"${cell_name(row, places[ROW_ID])}"
    where = counting.criterion("goal_id", own_id)
    test = f"({counting.ref('goal_id')}={own_id})"
    cells |= figure_cells(counting, item, at, where, (test,))
    director = cell_name(row, places["director_status"]) if "director_status" in places else ""
    word = counting.word(where, director)
    cells[AREA] = GridCell(area.title, "Figure name")
    cells[_WORD] = GridCell(item.word, "Tool", {"num_format": "@"}, word)
    cells[ROW_ID] = GridCell(goal.id, "Tool")
    return cells


def _look(column: Column) -> str:
    return "Figure name" if column.owner is Owner.PLAN else ""

"""*All actions*: a mirror of every area's grid, so that roll-ups are live inside one workbook."""

from __future__ import annotations

from toolkit.plan.view import Action, Area, Goal
from toolkit.workbooks.action_grid import GOAL_ID, GOAL_ID_HEADING
from toolkit.workbooks.layout import ColumnLayout
from toolkit.workbooks.sheet_top import write_band, write_status_legend
from toolkit.workbooks.status_chips import chip_flags
from toolkit.workbooks.summary_frame import AREA_ID, AREA_ID_HEADING, MIRROR, Frame
from toolkit.workbooks.table_view import LaterRows, TableView
from toolkit.workbooks.unnamed_goals import are_unnamed, without
from toolkit.workbooks.view_columns import (
    ROW_ID,
    GridCell,
    ViewColumn,
    span_of,
    typed_cell,
    view_columns,
)


def write_all_actions(frame: Frame) -> None:
    """Write the sheet."""
    content, layout = frame.content, frame.layout("all_actions")
    sheet = frame.book.sheet(layout.title, layout.tab)
    extra = (
        ViewColumn("area", content.plan.labels["area"], ColumnLayout("area")),
        ViewColumn("open", "Open", ColumnLayout("open")),
        ViewColumn(GOAL_ID, GOAL_ID_HEADING, ColumnLayout(GOAL_ID)),
        ViewColumn(AREA_ID, AREA_ID_HEADING, ColumnLayout(AREA_ID)),
    )
    columns = view_columns(content.schema["actions"], layout, extra, rest=False)
    if are_unnamed(content.plan.goals()):
        columns = without(columns, "goal")
    top = write_band(frame.book, sheet, layout.title, layout.intro, span_of(columns))
    write_status_legend(frame.book, sheet, top, 0, content.statuses)
    # No drop-downs here: what is typed into the mirror is not gathered.
    view = TableView(frame.book, sheet, frame.lists, columns, offers=False)
    placed = view.write_later(MIRROR, top + 1, _rows(frame, columns))
    chip_flags(frame.book, sheet, placed.area("flag"))
    sheet.freeze_panes(placed.first_row, placed.columns["ref"] + 1)
    sheet.repeat_rows(placed.head_row)
    frame.book.footer(sheet, f"{content.plan.name}  ·  {layout.title}")


def _rows(frame: Frame, columns: tuple[ViewColumn, ...]) -> LaterRows:
    names = [view.column.name for view in columns if view.column]
    entries = [
        (area, goal, action, place)
        for area in frame.content.plan.areas
        for place, (goal, action) in enumerate((g, a) for g in area.goals for a in g.actions)
    ]

    def told(number: int) -> tuple[object, object]:
        area, goal, action, place = entries[number]
        shown = frame.content.shown("actions", action.id)
        link, values = frame.link(area.id, place, "A"), [shown.get(name) for name in names]
        said = (values, area.number, area.title, link, goal.id, area.id, action.id)
        return said, (_look(action), bool(link))

    return LaterRows(len(entries), told, lambda number: _cells(frame, columns, *entries[number]))


def _look(action: Action) -> str:
    return "Note" if action.record["kind"] == "note" else "Plan"


def _cells(
    frame: Frame,
    columns: tuple[ViewColumn, ...],
    area: Area,
    goal: Goal,
    action: Action,
    place: int,
) -> dict[str, GridCell]:
    shown, look = frame.content.shown("actions", action.id), _look(action)
    link = frame.link(area.id, place, "A")
    cells = {
        view.key: typed_cell(view.column, shown.get(view.column.name), look)
        for view in columns
        if view.column is not None
    }
    cells["area"] = GridCell(f"{area.number} {area.title}", look)
    cells["open"] = GridCell("Open ›", "Link", link=link) if link else GridCell(None, look)
    cells[GOAL_ID] = GridCell(goal.id, "Tool")
    cells[AREA_ID] = GridCell(area.id, "Tool")
    cells[ROW_ID] = GridCell(action.id, "Tool")
    return cells

"""*Due next* in Summary: what is overdue and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from msgspec import Struct

from toolkit.plan.view import Action, Area
from toolkit.workbooks.layout import ColumnLayout
from toolkit.workbooks.sheet_top import write_band
from toolkit.workbooks.status_chips import chip_flags
from toolkit.workbooks.summary_frame import Frame
from toolkit.workbooks.table_view import LaterRow, TableView
from toolkit.workbooks.view_columns import GridCell, ViewColumn, span_of, typed_cell

_NOTHING = "Nothing is dated yet: give the meetings their dates in Plan.xlsx, or fill in By When."
_DATELESS = frozenset({"ongoing", "as needed"})


class Due(Struct, frozen=True):
    """An open, dated action: its day, its area, its place in the area from 0."""

    when: date
    area: Area
    action: Action
    place: int


def write_due(frame: Frame) -> None:
    """Write the sheet."""
    content, layout = frame.content, frame.layout("due")
    sheet = frame.book.sheet(layout.title, layout.tab)
    extra = (
        ViewColumn("area", content.plan.labels["area"], ColumnLayout("area")),
        ViewColumn("open", "Open", ColumnLayout("open")),
    )
    columns = frame.columns("due", extra, content.schema["actions"])
    span = span_of(columns)
    top = write_band(frame.book, sheet, layout.title, layout.intro, span)
    found = due_actions(frame)
    rows = (_row(frame, columns, due) for due in found)
    # In the table, so that the first dated action takes its place whoever has saved the workbook.
    nothing = ({"text": GridCell(_NOTHING, "Plan")},)
    view = TableView(frame.book, sheet, frame.lists, columns, offers=False)
    placed = view.write("tblDueNext", top + 1, rows if found else nothing, len(found) or 1)
    chip_flags(frame.book, sheet, placed.area("flag"))
    sheet.freeze_panes(placed.first_row, 0)
    sheet.repeat_rows(placed.head_row)
    frame.book.footer(sheet, f"{content.plan.name}  ·  {layout.title}")


def due_actions(frame: Frame) -> list[Due]:
    """Every open, dated action, the earliest first."""
    return sorted(_due(frame), key=lambda due: due.when)


def _due(frame: Frame) -> Iterator[Due]:
    words = frame.counting.words
    for area in frame.content.plan.areas:
        for place, action in enumerate(area.actions()):
            if not action.counted or action.record["status"] in (*words.closed, *words.dropped):
                continue
            when = frame.content.shown("actions", action.id, "next_due")
            kind = frame.content.shown("actions", action.id, "by_when_kind")
            if isinstance(when, date) and kind not in _DATELESS:
                yield Due(when, area, action, place)


def _row(frame: Frame, columns: tuple[ViewColumn, ...], due: Due) -> LaterRow:
    shown, record = frame.content.shown, due.action.id
    values = [shown("actions", record, view.key) for view in columns if view.column is not None]
    link = frame.link(due.area.id, due.place, "A")
    said = (values, due.area.number, due.area.title, link)
    return LaterRow(said, bool(link), partial(_cells, frame, columns, due, link))


def _cells(
    frame: Frame, columns: tuple[ViewColumn, ...], due: Due, link: str
) -> dict[str, GridCell]:
    cells = {
        view.key: typed_cell(
            view.column, frame.content.shown("actions", due.action.id, view.key), "Plan"
        )
        for view in columns
        if view.column is not None
    }
    cells["area"] = GridCell(f"{due.area.number} {due.area.title}", "Plan")
    cells["open"] = _opening(link)
    return cells


def _opening(link: str) -> GridCell:
    if not link:
        return GridCell(None, "Plan", tells=True)
    return GridCell("Open ›", "Link", link=link, tells=True)

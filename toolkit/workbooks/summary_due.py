"""*Due next* in Summary: what is overdue and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from toolkit.plan.view import Action, Area
from toolkit.tables.column import Value
from toolkit.workbooks.layout import ColumnLayout
from toolkit.workbooks.sheet_top import write_band
from toolkit.workbooks.status_chips import chip_flags
from toolkit.workbooks.summary_frame import Frame
from toolkit.workbooks.table_view import LaterRows, TableView
from toolkit.workbooks.view_columns import GridCell, ViewColumn, span_of, typed_cell

_NOTHING = "Nothing is dated yet: give the meetings their dates in Plan.xlsx, or fill in By When."
_DATELESS = frozenset({"ongoing", "as needed"})


class Due(Struct, frozen=True):
    """An open, dated action.

    Attributes:
        when: its day.
        area: its area.
        action: itself.
        place: its place in the area, from 0.
        values: what it shows in the plan's columns of the sheet, from left to right.
    """

    when: date
    area: Area
    action: Action
    place: int
    values: list[Value]


def write_due(frame: Frame, found: Sequence[Due]) -> None:
    """Write the sheet."""
    content, layout = frame.content, frame.layout("due")
    sheet = frame.book.sheet(layout.title, layout.tab)
    columns = _columns(frame)
    span = span_of(columns)
    top = write_band(frame.book, sheet, layout.title, layout.intro, span)
    view = TableView(frame.book, sheet, frame.lists, columns, offers=False)
    if found:
        placed = view.write_later("tblDueNext", top + 1, _rows(frame, columns, found))
    else:
        # In the table, so that the first dated action takes its place whoever has saved it.
        placed = view.write("tblDueNext", top + 1, [{"text": GridCell(_NOTHING, "Plan")}])
    chip_flags(frame.book, sheet, placed.area("flag"))
    sheet.freeze_panes(placed.first_row, 0)
    sheet.repeat_rows(placed.head_row)
    frame.book.footer(sheet, f"{content.plan.name}  ·  {layout.title}")


def _columns(frame: Frame) -> tuple[ViewColumn, ...]:
    extra = (
        ViewColumn("area", frame.content.plan.labels["area"], ColumnLayout("area")),
        ViewColumn("open", "Open", ColumnLayout("open")),
    )
    return frame.columns("due", extra, frame.content.schema["actions"])


def _names(columns: tuple[ViewColumn, ...]) -> list[str]:
    return [view.key for view in columns if view.column is not None]


def due_actions(frame: Frame) -> list[Due]:
    """Every open, dated action, the earliest first."""
    return sorted(_due(frame), key=lambda due: due.when)


def _due(frame: Frame) -> Iterator[Due]:
    words, names = frame.counting.words, _names(_columns(frame))
    for area in frame.content.plan.areas:
        for place, action in enumerate(area.actions()):
            if not action.counted or action.record["status"] in (*words.closed, *words.dropped):
                continue
            shown = frame.content.shown("actions", action.id)
            when = shown.get("next_due")
            if isinstance(when, date) and shown.get("by_when_kind") not in _DATELESS:
                yield Due(when, area, action, place, [shown.get(name) for name in names])


def _rows(frame: Frame, columns: tuple[ViewColumn, ...], found: Sequence[Due]) -> LaterRows:
    def told(number: int) -> tuple[object, object]:
        due = found[number]
        link = _link(frame, due)
        return (due.values, due.area.number, due.area.title, link), bool(link)

    return LaterRows(len(found), told, lambda number: _cells(frame, columns, found[number]))


def _link(frame: Frame, due: Due) -> str:
    return frame.link(due.area.id, due.place, "A")


def _cells(frame: Frame, columns: tuple[ViewColumn, ...], due: Due) -> dict[str, GridCell]:
    shown = dict(zip(_names(columns), due.values, strict=True))
    cells = {
        view.key: typed_cell(view.column, shown[view.key], "Plan")
        for view in columns
        if view.column is not None
    }
    cells["area"] = GridCell(f"{due.area.number} {due.area.title}", "Plan")
    cells["open"] = _opening(_link(frame, due))
    return cells


def _opening(link: str) -> GridCell:
    if not link:
        return GridCell(None, "Plan", tells=True)
    return GridCell("Open ›", "Link", link=link, tells=True)

"""The *Action grid* sheet of an area workbook: the place to work."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from toolkit.plan.view import Action, Area, Goal
from toolkit.tables.column import Column, Value
from toolkit.workbooks.book import Book, cell_name
from toolkit.workbooks.content import Content
from toolkit.workbooks.layout import ColumnLayout, SheetLayout
from toolkit.workbooks.lists_sheet import Lists
from toolkit.workbooks.paper import print_without_orphans
from toolkit.workbooks.people_list import who_words
from toolkit.workbooks.sheet_top import write_band, write_owner_legend, write_status_legend
from toolkit.workbooks.status_chips import chip_flags, chip_results
from toolkit.workbooks.table_view import Placed, TableView
from toolkit.workbooks.unnamed_goals import are_unnamed, without
from toolkit.workbooks.view_columns import (
    LOOKS,
    ROW_ID,
    GridCell,
    ViewColumn,
    span_of,
    typed_cell,
    view_columns,
)

GOAL_ID = "goal id"
GOAL_ID_HEADING = "Goal id"
"""Hidden column a goal's figures are counted by: refs such as 1.10 would be read as numbers."""

FIRST_ROW = 4
"""Row (0-based) of the first action; links from Summary lead there."""

_TOP = 82.0
"""Height of band and legend."""

_NAMES_THE_ROW = frozenset({"ref", "goal"})
"""Written by the tool, but what the row is about: they look like plan text."""

_BANDED = frozenset({"Plan", "Staff", "Tool"})


def grid_columns(content: Content, layout: SheetLayout, area: Area) -> tuple[ViewColumn, ...]:
    """The columns of an area's action grid in the plan's wording."""
    goal_id = ViewColumn(GOAL_ID, GOAL_ID_HEADING, ColumnLayout(GOAL_ID, hidden=True))
    columns = view_columns(content.schema["actions"], layout, (goal_id,))
    columns = tuple(
        replace(view, head="Heading plan") if view.key in _NAMES_THE_ROW else view
        for view in columns
    )
    return without(columns, "goal") if are_unnamed(area.goals) else columns


def write_action_grid(book: Book, content: Content, area: Area, lists: Lists) -> Placed:
    """Write the sheet; where the table stands comes back."""
    layout = content.layout.area.sheets["action_grid"]
    table = content.schema["actions"]
    sheet = book.sheet(layout.title, layout.tab)
    columns = grid_columns(content, layout, area)
    span = span_of(columns)
    title = f"{area.number}  {area.title}".strip()
    top = write_band(book, sheet, title, area.description, span)
    heads = (view.head for view in columns)
    write_owner_legend(book, sheet, top, heads, said_once=not are_unnamed(area.goals))
    view = TableView(book, sheet, lists, columns, who_words(content))
    found = list(grid_actions(area))
    if book.is_draft:
        # Only results of formulas are renewed in what people edit, and here is none.
        placed = view.reserve(table.sheet_table, top + 1, len(found))
    else:
        rows = (grid_row(content, columns, *entry) for entry in found)
        placed = view.write(table.sheet_table, top + 1, rows, len(found))
    write_status_legend(book, sheet, top, placed.columns["status"], content.statuses)
    _mute_repeats(book, sheet, placed)
    for key, chip in (("flag", chip_flags), ("result", chip_results)):
        if key in placed.columns:
            chip(book, sheet, placed.area(key))
    sheet.freeze_panes(placed.first_row, placed.columns["ref"] + 1)
    first = (placed.first_row, placed.columns["status"])
    sheet.set_selection(*first, *first)
    sheet.repeat_rows(placed.head_row)
    print_without_orphans(sheet, span, placed.height + _TOP)
    book.footer(sheet, f"{content.plan.name}  ·  {title}")
    sheet.activate()
    return placed


def grid_actions(area: Area) -> Iterator[tuple[Goal, Action, int]]:
    """Every action with its goal and the band its goal has."""
    for number, goal in enumerate(area.goals):
        for action in goal.actions:
            yield goal, action, number % 2


def grid_row(
    content: Content, columns: tuple[ViewColumn, ...], goal: Goal, action: Action, band: int
) -> dict[str, GridCell]:
    """The cells of one action; ``band`` tells one goal's rows from the next one's."""
    shown = content.shown("actions", action.id)
    cells = {
        view.key: _cell(view.column, shown.get(view.column.name), action, band)
        for view in columns
        if view.column is not None
    }
    plain = GridCell(look="Tool")
    cells[ROW_ID] = GridCell(action.id, plain.look)
    cells[GOAL_ID] = GridCell(goal.id, plain.look)
    return cells


def _cell(column: Column, value: Value, action: Action, band: int) -> GridCell:
    if action.record["kind"] == "note":
        return typed_cell(column, value, "Note", **_note_mark(column))
    look = _look(column, action, value is not None)
    if band and look in _BANDED:
        look = f"{look}, other goal"
    return typed_cell(column, value, look)


def _note_mark(column: Column) -> dict[str, str]:
    """A note says so beside its ref; the cell itself keeps the ref alone."""
    return {"num_format": '@"  note"'} if column.name == "ref" else {}


def _look(column: Column, action: Action, filled: bool) -> str:
    if column.inherited and filled and action.record[column.name] is None:
        return "Said once"
    return "Plan" if column.name in _NAMES_THE_ROW else LOOKS[column.owner]


def _mute_repeats(book: Book, sheet: object, placed: Placed) -> None:
    """The goal's text is full where a goal begins, muted below, also after sorting."""
    if "goal" not in placed.columns:
        return
    here = cell_name(placed.first_row, placed.columns["goal"])
    above = cell_name(placed.first_row - 1, placed.columns["goal"])
    rule = {
        "type": "formula",
        "criteria": f"=${here}=${above}",
        "format": book.loose_form({"font_color": book.look("Goal repeated").ink}),
    }
    sheet.conditional_format(*placed.area("goal"), rule)  # type: ignore[attr-defined]

"""The figures at a glance on the first sheet of Summary, and the days they are for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from toolkit.workbooks.book import (
    DATE_FORMAT,
    Worksheet,
    cell_name,
    sheet_ref,
    write,
    write_formula,
)
from toolkit.workbooks.counting import quoted
from toolkit.workbooks.day_names import NAMES, fixed_name
from toolkit.workbooks.figure_columns import figures_of
from toolkit.workbooks.summary_frame import Frame

_FIGURES = (
    ("Actions", "actions", "", "in the plan"),
    ("Complete", "completion.n", "completion.of", "of the dated ones"),
    ("Heard from", "reported", "owned.of", "this period"),
    ("Checked", "checked", "owned.of", "this period"),
    ("Overdue", "overdue", "", "past their day"),
    ("Due soon", "due_soon", "", "in the days ahead"),
    ("With an owner", "owned.n", "owned.of", "of those in play"),
)
"""Label, figure, what it is out of, remark."""

_HEIGHTS = (22.0, 30.0, 20.0)
_SMALL = 13


def write_tiles(
    frame: Frame, sheet: Worksheet, row: int, at: tuple[int, Mapping[str, int]]
) -> None:
    """Write three rows of tiles; each figure reads the total, a row of the table below."""
    total, places = at
    values = figures_of(frame.content.rollup.overall)
    col = 0
    for label, part, whole, remark in _FIGURES:
        formula, value = f"={cell_name(total, places[part])}", values[part]
        if whole:
            formula += f"&{quoted(' of ')}&{cell_name(total, places[whole])}"
            value = f"{value} of {values[whole]}"
        width = 1 if col == 0 else 2
        form = frame.book.form("Tile figure", indent=1, num_format="0")
        _write_tile(frame, sheet, (row, col, width), label, remark)
        write_formula(sheet, row + 1, col, formula, form, value)
        col += width
    _write_days(frame, sheet, row, col)
    for offset, height in enumerate(_HEIGHTS):
        sheet.set_row(row + offset, height)


def _write_days(frame: Frame, sheet: Worksheet, row: int, col: int) -> None:
    """The days every formula counts from: where everybody sees them, under a name."""
    content = frame.content
    facts: tuple[tuple[str, date | int, str, str], ...] = (
        ("As of", content.today, "the figures are for", NAMES["today"]),
        ("Period since", content.period_start, "the meeting before", NAMES["period_start"]),
        ("Due soon means", content.due_soon_days, "set in settings", NAMES["due_soon"]),
    )
    for label, value, remark, name in facts:
        days = {"num_format": '0 "days"'} if isinstance(value, int) else {"num_format": DATE_FORMAT}
        form = frame.book.form("Tile figure", indent=1, font_size=_SMALL, **days)
        _write_tile(frame, sheet, (row, col, 2), label, remark)
        write(sheet, row + 1, col, value, form)
        where = f"={sheet_ref(sheet.get_name())}!{fixed_name(row + 1, col)}"
        frame.book.workbook.define_name(name, where)
        col += 2


def _write_tile(
    frame: Frame, sheet: Worksheet, at: tuple[int, int, int], label: str, remark: str
) -> None:
    row, col, width = at
    gap: dict[str, Any] = {"left": 5, "left_color": "#FFFFFF"} if col else {}
    texts = (("Tile label", label), ("Tile figure", ""), ("Tile remark", remark))
    for offset, (look, text) in enumerate(texts):
        form = frame.book.form(look, indent=1, **gap)
        if width > 1:
            # A figure needs the room of its tile: a number does not run over into the next cell.
            sheet.merge_range(row + offset, col, row + offset, col + width - 1, text, form)
        else:
            write(sheet, row + offset, col, text, form)

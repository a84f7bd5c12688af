"""The hidden sheet behind the sparklines: completion of each area, month by month."""

from __future__ import annotations

from toolkit.ports.book_maker import MONTHS_SHOWN
from toolkit.workbooks.book import DATE_FORMAT, cell_name, write
from toolkit.workbooks.content import Content
from toolkit.workbooks.summary_frame import Frame

HISTORY_SHEET = "_history"


def history_range(content: Content, area_id: str) -> str:
    """The cells of an area's past completion: as many as there will ever be, so that a Summary
    which people have saved, and whose charts stay as they are, shows later months too."""
    row = 2 * _place(content, area_id) + 1
    return f"{HISTORY_SHEET}!{cell_name(row, 1)}:{cell_name(row, MONTHS_SHOWN)}"


def write_history(frame: Frame) -> None:
    """Write two rows an area: the days, and percent complete on each."""
    sheet = frame.book.hidden_sheet(HISTORY_SHEET)
    day, plain = frame.book.form("Text", num_format=DATE_FORMAT), frame.book.form("Text")
    for area in frame.content.plan.areas:
        row = 2 * _place(frame.content, area.id)
        sheet.write_string(row, 0, f"{area.number} {area.title}")
        for col, (when, percent) in enumerate(frame.content.history.get(area.id, ()), start=1):
            write(sheet, row, col, when, day)
            write(sheet, row + 1, col, percent, plain)


def _place(content: Content, area_id: str) -> int:
    return [area.id for area in content.plan.areas].index(area_id)

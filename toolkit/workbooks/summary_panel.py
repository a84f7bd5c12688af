"""Beside the chart: what waits for the coordinator, and what is due next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from toolkit.tables.column import Value
from toolkit.workbooks.book import Worksheet, sheet_ref
from toolkit.workbooks.row_heights import pixels
from toolkit.workbooks.sheet_top import Span
from toolkit.workbooks.summary_due import Due
from toolkit.workbooks.summary_frame import Frame

_MOST = 8
_NOTHING = "Nothing is dated yet."
_FORMER = rf"{re.escape(_NOTHING)}|(.+ · )?\d+ \w+ \d{{4}} · .+"
_COLOURS = (("overdue", "red"), ("due soon", "amber"))


def write_panel(frame: Frame, sheet: Worksheet, row: int, span: Span, dated: Sequence[Due]) -> None:
    """Write down the panel, one line a row; ``dated`` is what is due, the earliest first."""
    col, book = span[0][0], frame.book
    room = sum(width * 7 + 5 for _, width in span) - 12
    sheet.write_string(row, col, "Needs you", book.form("Section"))
    waiting = len(frame.content.needs)
    count = "1 line waits" if waiting == 1 else f"{waiting} lines wait"
    text = f"{count} for you ›" if waiting else "Nothing needs you."
    target = f"internal:{sheet_ref(frame.layout('needs_you').title)}!A1"
    sheet.write_url(row + 1, col, target, book.form("Link", border=0, text_wrap=False), text)
    sheet.write_string(row + 3, col, "Overdue and due next", book.form("Section"))
    found = dated[:_MOST]
    for number, due in enumerate(found, start=row + 4):
        _write_due(frame, sheet, number, col, room, due)
    for number in range(len(found), _MOST):
        book.leave(sheet, row + 4 + number, col, book.form("Muted", text_wrap=False), _FORMER)
    if not found:
        sheet.write_string(row + 4, col, _NOTHING, book.form("Muted", text_wrap=False))
        book.tell(sheet, row + 4, col, "Muted")


def _write_due(frame: Frame, sheet: Worksheet, row: int, col: int, room: float, due: Due) -> None:
    flag = frame.content.shown("actions", due.action.id).get("flag")
    day = f"{due.when.day} {due.when:%b %Y}"
    ink = frame.book.house.swatch(_colour(flag)).ink
    changes: dict[str, Any] = {"underline": 0, "font_color": ink}
    form = frame.book.form("Link", border=0, text_wrap=False, **changes)
    frame.book.tell(sheet, row, col, "Link", **changes)
    words = f"{flag}  ·  " if _colour(flag) != "brand" else ""
    text = _fitting(f"{words}{day}  ·  {due.action.ref}  {due.action.text}", room, frame)
    link = frame.link(due.area.id, due.place, "A")
    if link:
        sheet.write_url(row, col, link, form, text)
    else:
        sheet.write_string(row, col, text, form)


def _colour(flag: Value) -> str:
    text = str(flag or "").casefold()
    return next((colour for word, colour in _COLOURS if word in text), "brand")


def _fitting(text: str, room: float, frame: Frame) -> str:
    """One line of a text, cut where the room ends; the whole text stands on *Due next*."""
    line, look = " ".join(text.split()), frame.book.look("Link")
    if pixels(line, look) <= room:
        return line
    while line and pixels(f"{line}…", look) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"

"""What a cell offers and explains: lists and help that never refuse what staff type."""

from __future__ import annotations

from typing import Any

from toolkit.tables.column import Column, ColumnType, Owner
from toolkit.workbooks.lists_sheet import Lists

_TITLE, _MESSAGE = 32, 255
"""Longest title and message Excel shows beside a cell."""

_HINTS = {
    ColumnType.DATE: "A date, such as 14 May 2027.",
    ColumnType.PERCENT: "A percentage from 0 to 100, such as 50%.",
    ColumnType.NUMBER: "A number.",
    ColumnType.TICK: "Type x for yes; leave blank for no.",
}


def validation(column: Column, lists: Lists, who: tuple[str, ...] = ()) -> dict[str, Any] | None:
    """XlsxWriter's data validation for a column, None when there is nothing to offer or say."""
    words, firm = offered_words(column, who)
    message = column.help or (_HINTS.get(column.type, "") if column.owner is not Owner.TOOL else "")
    if not words and not message:
        return None
    facts: dict[str, Any] = {"validate": "any", "ignore_blank": True, "show_error": False}
    if words:
        facts |= {"validate": "list", "source": lists.source(column.heading, words)}
        facts |= _alert(words) if firm else {}
    if message:
        facts |= {"input_title": _short(column.heading, _TITLE)}
        facts |= {"input_message": _short(message, _MESSAGE)}
    return facts


def offered_words(column: Column, who: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The words offered, and whether others earn a question."""
    if column.owner is Owner.TOOL:
        return (), False
    if column.choices:
        return tuple(choice.word for choice in column.choices), True
    if column.type is ColumnType.TICK:
        return ("x",), False
    return (who, False) if column.type is ColumnType.WHO else ((), False)


def _alert(words: tuple[str, ...]) -> dict[str, Any]:
    offered = ", ".join(words)
    return {
        "show_error": True,
        "error_type": "warning",
        "error_title": "Not one of the plan's words",
        "error_message": _short(f"The list has: {offered}. Keep what you typed anyway?", _MESSAGE),
    }


def _short(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"

"""What is done to every hostile file: it is opened, read through, and changed."""

from __future__ import annotations

from typing import Any

from toolkit.xlsx import SetCell, change_book, open_book

from toolkit.errors import FileRefused

ROW, COLUMN = 40, 9


def examine(data: bytes, wanted: tuple[str, ...] = ()) -> dict[str, Any]:
    """How reading ended, and how writing ended after it; only typed refusals are caught.

    Args:
        data: the file.
        wanted: cells of the first sheet whose values are told, such as ``B2``.
    """
    try:
        told = _read(data, wanted)
    except FileRefused as refusal:
        assert refusal.code, "a refusal must have a name"
        assert refusal.found, "a refusal must say what was found"
        assert refusal.next_step, "a refusal must say what to do"
        return {"read": "refused", "code": refusal.code, "said": str(refusal)[:300]}
    told["write"] = _change(data, told.pop("first"))
    return told


def _read(data: bytes, wanted: tuple[str, ...]) -> dict[str, Any]:
    raise NotImplementedError


def _change(data: bytes, sheet: str) -> str:
    try:
        changed = change_book(data, (SetCell(sheet, ROW, COLUMN, "proof"),))
    except FileRefused as refusal:
        assert refusal.code
        return f"refused: {refusal.code}"
    open_book(changed.data)
    return "written"

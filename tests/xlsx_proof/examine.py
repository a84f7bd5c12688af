"""What is done to every hostile file: it is opened, read through, and changed."""

from __future__ import annotations

import time
import zipfile
from typing import Any

from tests.xlsx_proof.judge import changed_parts
from tests.xlsx_proof.limits import allow
from tests.xlsx_proof.plain_reader import PlainCell, place, read_plain
from toolkit.errors import FileRefused
from toolkit.xlsx import AppendRow, Book, Cell, CellKind, SetCell, change_book, open_book

ROW, COLUMN, TEXT = 40, 9, "proof"
SHEETS = 20
WRITE_SECONDS = 2


class DisagreementError(Exception):
    """The reader under proof and the plain one see different things in one file."""


def examine(data: bytes, wanted: tuple[str, ...] = (), *, compare: bool = False) -> dict[str, Any]:
    """How reading ended, and how writing ended after it; only typed refusals are caught.

    Args:
        data: the file.
        wanted: cells of the first sheet whose values are told, such as ``B2``.
        compare: whether every cell is compared with the plain reader's.
    """
    started = time.process_time()
    try:
        book = open_book(data)
        names = [sheet.name for sheet in book.sheets if sheet.kind == "worksheet"][:SHEETS]
        sheets = [book.read(name) for name in names]
        if book.sheets and not sheets:
            book.read(book.sheets[0].name)  # refuses, as there is nothing to read
    except FileRefused as refusal:
        return {"read": "refused", "code": named(refusal), "said": str(refusal)[:300]}
    told: dict[str, Any] = {"read": "read", "cells": sum(len(sheet.cells) for sheet in sheets)}
    told["read seconds"] = round(time.process_time() - started, 3)
    if not sheets:
        return told
    if compare:
        _compare(data, book)
    cells = sheets[0].cells
    told["values"] = {ref: _shown(cells.get(place(ref))) for ref in wanted}
    told["write"] = _change(data, SetCell(sheets[0].name, ROW, COLUMN, TEXT))
    tables = [table for sheet in sheets for table in sheet.tables]
    if tables and tables[0].headings:
        told["append"] = _change(data, AppendRow(tables[0].name, {tables[0].headings[0]: TEXT}))
    return told


def named(refusal: FileRefused) -> str:
    """The code of a refusal that says everything it has to."""
    assert refusal.code, "a refusal must have a name"
    assert refusal.found, "a refusal must say what was found"
    assert refusal.next_step, "a refusal must say what to do"
    str(refusal).encode()
    return refusal.code


def _shown(cell: Cell | None) -> Any:
    if cell is None or cell.kind in (CellKind.BLANK, CellKind.ERROR):
        return None
    return cell.value if isinstance(cell.value, str | int | float | bool) else str(cell.value)


def _change(data: bytes, change: SetCell | AppendRow) -> str:
    """The ending of one write; a written file must differ only where the writer says so."""
    allow(WRITE_SECONDS)
    try:
        changed = change_book(data, (change,))
    except FileRefused as refusal:
        return f"refused: {named(refusal)}"
    if extra := _changed_parts(data, changed.data) - set(changed.parts_changed):
        raise DisagreementError(f"changed without saying so: {extra}")
    allow(WRITE_SECONDS)
    again = open_book(changed.data)
    if isinstance(change, SetCell):
        value = again.read(change.sheet).cells[ROW, COLUMN].value
        if value != TEXT:
            raise DisagreementError(f"wrote {TEXT!r} and reads {value!r}")
    return "written"


def _changed_parts(before: bytes, after: bytes) -> set[str]:
    """Parts that differ, as far as the zip reader of the standard library can tell."""
    try:
        return set(changed_parts(before, after))
    except (zipfile.BadZipFile, NotImplementedError):
        return set()


def _compare(data: bytes, book: Book) -> None:
    try:
        plain = read_plain(data)
    except Exception:  # the plain reader may give up on what the strict one can still read
        return
    kinds = {sheet.name: sheet.kind for sheet in book.sheets}
    for sheet in plain.sheets[:SHEETS]:
        if kinds.get(sheet.name) != "worksheet":
            continue
        cells = book.read(sheet.name).cells
        for at in {*cells, *sheet.cells}:
            ours, theirs = cells.get(at), sheet.cells.get(at)
            if not _agree(ours, theirs):
                raise DisagreementError(f"{sheet.name}!{at}: {ours!r} against {theirs!r}")


def _agree(ours: Cell | None, theirs: PlainCell | None) -> bool:
    blank_ours = ours is None or ours.kind is CellKind.BLANK or ours.value == ""
    blank_theirs = theirs is None or theirs.kind == "blank" or theirs.value == ""
    if ours is None or theirs is None or blank_ours or blank_theirs:
        return blank_ours == blank_theirs and _formula(ours) == bool(theirs and theirs.formula)
    if ours.kind is CellKind.TEXT:
        return theirs.kind == "text" and ours.value == theirs.value
    if ours.kind is CellKind.NUMBER:
        return theirs.kind == "number" and float(str(ours.value)) == float(theirs.value)
    if ours.kind is CellKind.DATE:
        return theirs.kind in ("number", "date")
    return theirs.kind == {"boolean": "bool"}.get(ours.kind.value, ours.kind.value)


def _formula(cell: Cell | None) -> bool:
    return cell is not None and cell.formula is not None

"""Judges a changed workbook against its original: bytes of every part, every cell, every rest."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from tests.xlsx_proof.plain_reader import Place, PlainBook, PlainSheet, place, read_plain


@dataclass(frozen=True)
class Done:
    """What was asked of the writer and granted.

    Attributes:
        cells: new values by sheet and place, those of appended rows too.
        rows: rows appended, by sheet.
        tables: names of tables that got a row.
        moved: where each cell of a totals row came from, by sheet and place.
    """

    cells: Mapping[str, Mapping[Place, Any]]
    rows: Mapping[str, frozenset[int]] = field(default_factory=dict)
    tables: frozenset[str] = frozenset()
    moved: Mapping[str, Mapping[Place, Place]] = field(default_factory=dict)


def raw_members(data: bytes) -> dict[str, bytes]:
    """Each member's local record, packed bytes and directory entry, as they lie in the file."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for info in package.infolist():
            start = info.header_offset
            name, extra = struct.unpack_from("<HH", data, start + 26)
            stop = start + 30 + name + extra + info.compress_size
            extra_kept = _without_wide_numbers(info.extra)
            directory = (info.external_attr, info.internal_attr, extra_kept, info.comment)
            kept = (info.create_system, info.create_version, info.flag_bits, info.date_time)
            found[info.filename] = data[start:stop] + repr((directory, kept)).encode()
    return found


def _without_wide_numbers(extra: bytes) -> bytes:
    """A directory's extra field without zip64 numbers, one of which is the member's place."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        kept += b"" if kind == 1 else extra[at : at + 4 + length]
        at += 4 + length
    return kept + extra[at:]


def changed_parts(before: bytes, after: bytes) -> tuple[str, ...]:
    """Names of members that are not byte for byte as they were, gone and new ones too."""
    old, new = raw_members(before), raw_members(after)
    return tuple(
        name for name in (*old, *(each for each in new if each not in old))
        if old.get(name) != new.get(name)
    )  # fmt: skip


def order_kept(before: bytes, after: bytes) -> bool:
    """Whether the members that are left stand in their old order."""
    old, new = list(raw_members(before)), list(raw_members(after))
    return [name for name in old if name in new] == [name for name in new if name in old]


def allowed_parts(book: PlainBook, done: Done) -> set[str]:
    """Parts that may change: edited sheets, grown tables, sheets with formulas, the workbook."""
    edited = {
        sheet.part
        for sheet in book.sheets
        if sheet.name in done.cells or any(cell.formula for cell in sheet.cells.values())
    }
    grown = {
        table.part for sheet in book.sheets for table in sheet.tables if table.name in done.tables
    }
    return (
        edited | grown | {book.workbook} | (_chain(book) if _formula_moved(book, done) else set())
    )


def _formula_moved(book: PlainBook, done: Done) -> bool:
    """Whether a formula left its cell, so that the calculation chain must go."""
    return any(
        place in sheet.cells and sheet.cells[place].formula
        for sheet in book.sheets
        for place in done.moved.get(sheet.name, {}).values()
    )


def _chain(book: PlainBook) -> set[str]:
    """The calculation chain and what points to it."""
    if "calcChain" not in book.links:
        return set()
    folder, name = posixpath.split(book.workbook)
    names = {each.replace("\\", "/").lstrip("/").lower(): each for each in book.names}
    wanted = (book.links["calcChain"], f"{folder}/_rels/{name}.rels", "[Content_Types].xml")
    return {names[each.lstrip("/").lower()] for each in wanted if each.lstrip("/").lower() in names}


def judge(before: bytes, after: bytes, book: PlainBook, done: Done) -> tuple[list[str], int]:
    """Every fault found in a changed workbook, and how many formula results were emptied."""
    faults: list[str] = []
    with zipfile.ZipFile(io.BytesIO(after)) as package:
        if broken := package.testzip():
            faults.append(f"checksum: {broken}")
    touched = set(changed_parts(before, after))
    if extra := touched - allowed_parts(book, done):
        faults.append(f"other parts changed: {sorted(extra)}")
    if not order_kept(before, after):
        faults.append("members stand in another order")
    now = read_plain(after)
    emptied = 0
    for old, new in zip(book.sheets, now.sheets, strict=True):
        wrong, count = _cells(old, new, done)
        faults += wrong
        emptied += count
        if old.part in touched:
            faults += _rest(before, after, old, done)
    faults += _small_parts(before, after, book, done, touched)
    return faults + _table_faults(book, now, done), emptied


def _small_parts(
    before: bytes, after: bytes, book: PlainBook, done: Done, touched: set[str]
) -> list[str]:
    """Whether the workbook, its tables and its lists of parts read the same but for what is due."""
    faults = []
    for part in touched & allowed_parts(book, done) - {sheet.part for sheet in book.sheets}:
        if _part(after, part):
            was, now = (_flat(_part(data, part), names=bool(done.rows)) for data in (before, after))
            added = [each for each in now if each not in was]
            gone = [each for each in was if each not in now and "calcChain" not in str(each)]
            if added or gone:
                faults.append(f"{part}: {gone[:2]} became {added[:2]}"[:600])
    return faults


def _flat(xml: bytes, *, names: bool) -> list[tuple[str, tuple[tuple[str, str], ...], str]]:
    """Every element of a small part without the areas and the call to calculate that may change."""
    flat = []
    for element in ElementTree.fromstring(xml).iter():
        local = element.tag.rpartition("}")[2]
        if local == "calcPr":
            continue
        kept = {k: v for k, v in element.attrib.items() if k not in ("ref", "insertRow")}
        text = (element.text or "").strip()
        if names and local == "definedName":
            text = re.sub(r"\$[0-9]+(?=,|$)", "", text)
        flat.append((element.tag, tuple(sorted(kept.items())), text))
    return flat


def _cells(old: PlainSheet, new: PlainSheet, done: Done) -> tuple[list[str], int]:
    faults, emptied = [], 0
    changed = done.cells.get(old.name, {})
    added = done.rows.get(old.name, frozenset())
    moved = done.moved.get(old.name, {})
    left = set(moved.values()) - set(moved)
    for at in old.cells.keys() | new.cells.keys():
        source = moved.get(at, at)
        was = None if at in left else old.cells.get(source)
        now, here = new.cells.get(at), f"{old.name}!{at}"
        if at in changed:
            if now is None or not _holds(now.kind, now.value, changed[at]):
                faults.append(f"{here}: {now} instead of {changed[at]!r}")
            elif was is not None and was.style != now.style and at[0] not in added:
                faults.append(f"{here}: style {was.style} became {now.style}")
        elif was == now:
            continue
        elif was and now and old.calculated(source) and was.formula == now.formula:
            emptied += 1
            if now.kind != "blank" or was.style != now.style:
                faults.append(f"{here}: {was} became {now}")
        elif at[0] not in added or (was and was.kind != "blank"):
            faults.append(f"{here}: {was} became {now}")
        elif now and now.kind != "blank" and not now.formula:
            faults.append(f"{here}: {now} appeared in an added row")
    return faults, emptied


def _holds(kind: str, text: str, value: Any) -> bool:
    if isinstance(value, bool):
        return kind == "bool" and text == str(int(value))
    if isinstance(value, int | float):
        return kind == "number" and float(text) == value
    return kind == "text" and text == value


def _rest(before: bytes, after: bytes, sheet: PlainSheet, done: Done) -> list[str]:
    """Whether everything of the sheet but the changed cells reads the same, element by element."""
    was = ElementTree.fromstring(_part(before, sheet.part))
    now = ElementTree.fromstring(_part(after, sheet.part))
    rows = {number for number, _ in _numbered(_home(was))}
    first = list(_element(was, sheet, done, rows))
    second = list(_element(now, sheet, done, rows))
    if first == second:
        return []
    at = next(
        (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    return [f"{sheet.part}: {first[at : at + 2]} became {second[at : at + 2]}"[:600]]


def _part(data: bytes, name: str) -> bytes:
    """The unpacked part; nothing when it is gone."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name) if name in package.namelist() else b""


def _home(tree: ElementTree.Element) -> ElementTree.Element:
    return next(each for each in tree if each.tag.endswith("}sheetData"))


def _element(
    element: ElementTree.Element, sheet: PlainSheet, done: Done, rows: set[int]
) -> Iterator[tuple[Any, ...]]:
    local = element.tag.rpartition("}")[2]
    if local == "dimension":
        return
    if local == "sheetData":
        for number, row in _numbered(element):
            totals = {row for row, _ in done.moved.get(sheet.name, {})}
            if number in rows - totals and number not in done.rows.get(sheet.name, ()):
                yield _row_shape(number, row, sheet, done.cells.get(sheet.name, {}))
        return
    attributes, text = dict(element.attrib), (element.text or "").strip()
    if done.rows.get(sheet.name):
        attributes.pop("sqref", None)
        text = "" if local == "sqref" else text
    yield (element.tag, tuple(sorted(attributes.items())), text)
    for child in element:
        yield from _element(child, sheet, done, rows)


def _numbered(home: ElementTree.Element) -> Iterator[tuple[int, ElementTree.Element]]:
    number = 0
    for row in home:
        number = int(row.get("r") or number + 1)
        yield number, row


def _row_shape(
    number: int, row: ElementTree.Element, sheet: PlainSheet, changed: Mapping[Place, Any]
) -> tuple[Any, ...]:
    attributes = {k: v for k, v in row.attrib.items() if k not in ("spans", "r")}
    cells, column = [], 0
    for cell in row:
        ref = cell.get("r")
        column = place(ref)[1] if ref else column + 1
        if (number, column) not in changed:
            cells.append(_cell_shape(cell, column, sheet.calculated((number, column))))
    return (number, tuple(sorted(attributes.items())), tuple(cells))


def _cell_shape(cell: ElementTree.Element, column: int, calculated: bool) -> tuple[Any, ...]:
    """A cell with all its attributes; a formula's result and its kind are judged elsewhere."""
    dropped = ("r", "t") if calculated else ("r",)
    attributes = tuple(sorted((k, v) for k, v in cell.attrib.items() if k not in dropped))
    for child in cell:
        child.tail = None
    inside = tuple(
        ElementTree.tostring(child)
        for child in cell
        if not (calculated and child.tag.rpartition("}")[2] in ("v", "is"))
    )
    return (column, attributes, *inside)


def _table_faults(book: PlainBook, now: PlainBook, done: Done) -> list[str]:
    """Tables that did not grow by one row when they should, or did when they should not."""
    faults = []
    after = {(s.name, t.name): t for s in now.sheets for t in s.tables}
    for sheet in book.sheets:
        for table in sheet.tables:
            top, left, bottom, right = table.area
            grows = table.name in done.tables and not table.waiting
            due = (top, left, bottom + grows, right)
            if (found := after[sheet.name, table.name]).area != due:
                faults.append(f"table {table.name}: area {found.area} instead of {due}")
    return faults

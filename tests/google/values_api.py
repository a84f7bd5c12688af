"""``spreadsheets.values``: reading and writing by A1 range, as the recordings use it."""

from __future__ import annotations

import re
from typing import Any

from tests.google.batch_requests import _write
from tests.google.cell_values import entered, extended, shown
from tests.google.sheet_model import Book, Json, Line, Refused, Tab

_CELL = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d*)")
Area = tuple[Tab, int, int, int, int]


def column_letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def area_of(book: Book, name: str) -> Area:
    """A1 notation → tab, top, left, bottom, right (bottom and right excluded, 0-based)."""
    for named in book.named:
        if named["name"] == name.rpartition("!")[2]:
            r = named["range"]
            tab = book.tab(r.get("sheetId", 0))
            return (tab, r.get("startRowIndex", 0), r.get("startColumnIndex", 0),
                    r.get("endRowIndex", len(tab.rows)),
                    r.get("endColumnIndex", len(tab.columns)))  # fmt: skip
    title, mark, cells = name.rpartition("!")
    if not mark and (tab := book.tab_named(_unquoted(name))):
        return tab, 0, 0, len(tab.rows), len(tab.columns)
    found_tab = book.tab_named(_unquoted(title)) if mark else book.tabs[0]
    first, colon, last = cells.partition(":")
    one = _CELL.fullmatch(first)
    two = _CELL.fullmatch(last) if colon else one
    if found_tab is None or one is None or two is None or not first:
        raise Refused(f"Unable to parse range: {name}")
    if colon and one[2] and two[2] and int(one[2]) > int(two[2]):
        one, two = two, one
    top = int(one[2]) - 1 if one[2] else 0
    left = _column(one[1]) if one[1] else 0
    bottom = int(two[2]) if two[2] else len(found_tab.rows)
    right = _column(two[1]) + 1 if two[1] else len(found_tab.columns)
    return found_tab, top, min(left, right - 1), bottom, max(right, left + 1)


def _unquoted(title: str) -> str:
    quoted = title.startswith("'") and title.endswith("'")
    return title[1:-1].replace("''", "'") if quoted else title


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def a1(area: Area) -> str:
    tab, top, left, bottom, right = area
    plain = re.fullmatch(r"[A-Za-z_]\w*", tab.title) and not _CELL.fullmatch(tab.title)
    title = tab.title if plain else (
        "'" + tab.title.replace("'", "''") + "'"
    )  # fmt: skip
    first, last = f"{column_letters(left)}{top + 1}", f"{column_letters(right - 1)}{bottom}"
    return f"{title}!{first}" + ("" if first == last else f":{last}")


def get_values(book: Book, name: str, query: dict[str, str]) -> Json:
    """values.get"""
    area = area_of(book, name)
    tab, top, left, bottom, right = area
    if top >= len(tab.rows) or left >= len(tab.columns):
        raise Refused(f"Range ({a1(area)}) exceeds grid limits. Max rows: {len(tab.rows)}, "
                      f"max columns: {len(tab.columns)}")  # fmt: skip
    bottom, right = min(bottom, len(tab.rows)), min(right, len(tab.columns))
    option = query.get("valueRenderOption", "FORMATTED_VALUE")
    rows = [
        [shown(tab.cell(row, column), option) for column in range(left, right)]
        for row in range(top, bottom)
    ]
    major = query.get("majorDimension", "ROWS")
    if major == "COLUMNS":
        rows = [list(line) for line in zip(*rows, strict=True)]
    rows = _trimmed([_trimmed(row, "") for row in rows], [])
    answer: Json = {"range": a1((tab, top, left, bottom, right)), "majorDimension": major}
    return answer | ({"values": rows} if rows else {})


def _trimmed(items: list[Any], empty: Any) -> list[Any]:
    while items and items[-1] == empty:
        items = items[:-1]
    return items


def put_values(book: Book, name: str, body: Json, query: dict[str, str]) -> Json:
    """values.update; ``book`` is changed in place."""
    area = area_of(book, name)
    tab, top, left, bottom, right = area
    rows = body.get("values") or []
    if body.get("majorDimension") == "COLUMNS":
        rows = [list(line) for line in zip(*rows, strict=True)]
    _check_types(rows)
    width = max((len(row) for row in rows), default=0)
    single = bottom - top == 1 and right - left == 1
    if not single and (len(rows) > bottom - top or width > right - left):
        tail = f", but tried writing to {'row' if len(rows) > bottom - top else 'column'}"
        at = f"[{top + len(rows)}]" if len(rows) > bottom - top else (
            f"[{column_letters(left + width - 1)}]")  # fmt: skip
        raise Refused(f"Requested writing within range [{a1(area)}]{tail} {at}")
    if top + len(rows) > len(tab.rows) or left + width > len(tab.columns):
        raise Refused(f"Range ({a1(area)}) exceeds grid limits. Max rows: {len(tab.rows)}, "
                      f"max columns: {len(tab.columns)}")  # fmt: skip
    raw = query.get("valueInputOption") == "RAW"
    columns, count = set(), 0
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            if value is None:
                continue
            count += 1
            columns.add(across)
            _put(book, tab, top + down, left + across, value, raw)
    answer = {"spreadsheetId": book.id, "updatedRange":
              a1((tab, top, left, top + max(len(rows), 1), left + max(width, 1)))}  # fmt: skip
    if count:
        filled = sum(any(value is not None for value in row) for row in rows)
        answer |= {"updatedRows": filled, "updatedColumns": len(columns), "updatedCells": count}
    return answer


def _check_types(rows: list[Any]) -> None:
    for row in rows:
        if not isinstance(row, list):
            raise Refused(
                "Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), "
                f'"{row}"',
                field="data.values",
            )


def _put(book: Book, tab: Tab, row: int, column: int, value: Any, raw: bool) -> None:
    if raw:
        given, shape = extended(value), {}
    else:
        given, shape = entered(value, book.props["locale"])
    cell = {**tab.cell(row, column), "userEnteredValue": given}
    if shape and not cell.get("userEnteredFormat", {}).get("numberFormat"):
        cell["userEnteredFormat"] = {**cell.get("userEnteredFormat", {}), "numberFormat": shape}
    _write(tab, row, column, cell)


def append_values(book: Book, name: str, body: Json, query: dict[str, str]) -> Json:
    """values.append: below the last row of the table it finds, in that table's columns."""
    tab, top, left, bottom, right = area_of(book, name)
    filled = [(r, c) for r, row in enumerate(tab.rows) for c, cell in row.cells.items()
              if cell.get("userEnteredValue")]  # fmt: skip
    table = _table_at(set(filled), top, left, bottom, right)
    answer: Json = {"spreadsheetId": book.id}
    at, first = (top, left)
    if table:
        at, first = table[2], table[1]
        answer["tableRange"] = a1((tab, *table))
    count = len(body["values"])
    if query.get("insertDataOption") == "INSERT_ROWS" and at < len(tab.rows) and table:
        tab.insert("ROWS", at, count, True)
    tab.rows += [Line() for _ in range(at + count - len(tab.rows))]
    here = a1((tab, at, first, at + 1, first + 1))
    answer["updates"] = put_values(book, here, body, query)
    return answer


def _table_at(
    filled: set[tuple[int, int]], top: int, left: int, bottom: int, right: int
) -> tuple[int, int, int, int] | None:
    """The last block of touching cells within the range."""
    inside = [at for at in filled if top <= at[0] < max(bottom, top + 1) and left <= at[1] < right]
    if not inside:
        return None
    block, edge = {max(inside)}, [max(inside)]
    while edge:
        r, c = edge.pop()
        for near in ((r + dr, c + dc) for dr in (-1, 0, 1) for dc in (-1, 0, 1)):
            if near in filled and near not in block:
                block.add(near)
                edge.append(near)
    rows, columns = {r for r, _ in block}, {c for _, c in block}
    return min(rows), min(columns), max(rows) + 1, max(columns) + 1


def clear_values(book: Book, name: str) -> Json:
    """values.clear"""
    tab, top, left, bottom, right = area_of(book, name)
    bottom, right = min(bottom, len(tab.rows)), min(right, len(tab.columns))
    for row in range(top, bottom):
        for column in [c for c in tab.rows[row].cells if left <= c < right]:
            cell = {k: v for k, v in tab.cell(row, column).items() if k != "userEnteredValue"}
            tab.put(row, column, cell)
    return {"spreadsheetId": book.id, "clearedRange": a1((tab, top, left, bottom, right))}

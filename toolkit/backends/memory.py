"""Tables as a small JSON text: the plainest file there can be, for tests and as the model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from toolkit.errors import FileRefused
from toolkit.ports.content import content_hash
from toolkit.ports.drawn import NO_OUTLINE, Drawn, Outline
from toolkit.ports.planned_write import NO_REFILL, PlannedWrite, Refill
from toolkit.tables.copy import Copy, CopyRow, CopyTable, UnknownColumn
from toolkit.tables.encoding import decode_value, encode_value
from toolkit.tables.raw import BLANK, Raw, raw_of
from toolkit.tables.record import Record
from toolkit.tables.schema import Schema, TableSchema
from toolkit.tables.stamp import Stamp, stamp_of
from toolkit.tables.write import ROW_ID, CellWrite

_FIRST_ROW = 2
_LONGEST_TEXT = 32767


class MemoryFile:
    """``ports.backend.FileBackend`` for ``{"stamp": {…}, "by": …, "tables": [{"table", "sheet",
    "columns": [name], "rows": [[id, value, …]]}]}``.

    A blank row is ``[]``; its number stays taken, as in a spreadsheet.
    """

    name = "memory"
    suffixes = (".json",)

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def read(self, content: bytes, file: str) -> Copy:
        """What a content says."""
        document = _parsed(content, file)
        try:
            return Copy(
                file=file,
                content=content_hash(content),
                stamp=stamp_of(document["stamp"]),
                tables=tuple(self._table(table) for table in document["tables"]),
                by=document.get("by", ""),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise _refused(file, f"its inside does not hold together ({problem!r})") from problem

    def patch(self, content: bytes, planned: PlannedWrite) -> bytes:
        """The content with the plan carried out."""
        document = _parsed(content, "file")
        tables = {table["table"]: table for table in document["tables"]}
        for write in planned.cells:
            _set(_table_of(tables, write.table), write)
        for row in planned.rows:
            table = _table_of(tables, row.table)
            values = [encode_value(row.cells.get(name)) for name in table["columns"]]
            table["rows"].append([row.id, *map(_checked, values)])
        document["stamp"] = dict(planned.stamp.rows())
        return _written(document)

    def refill(self, content: bytes, wanted: Drawn, known: Outline = NO_OUTLINE) -> Refill:
        """Nothing: a memory file has only sheets people edit."""
        del content, wanted, known
        return NO_REFILL

    def _table(self, document: dict[str, Any]) -> CopyTable:
        facts = self._schema[document["table"]]
        names: list[str] = document["columns"]
        ours = {name: place for place, name in enumerate(names, start=1) if name in facts.by_name}
        rows = [
            (number, row) for number, row in enumerate(document["rows"], start=_FIRST_ROW) if row
        ]
        return CopyTable(
            table=facts.name,
            sheet=document["sheet"],
            letters={name: _letter(place) for name, place in ours.items()},
            rows=tuple(
                CopyRow(row[0], number, {name: _raw(row, place) for name, place in ours.items()})
                for number, row in rows
            ),
            unknown=tuple(
                UnknownColumn(name, _letter(place), {n: _raw(row, place) for n, row in rows})
                for place, name in enumerate(names, start=1)
                if name not in ours
            ),
        )


def memory_content(
    stamp: Stamp, table: TableSchema, records: Iterator[Record] | list[Record], sheet: str = ""
) -> bytes:
    """A new file that shows these records of one table."""
    names = [column.name for column in table.columns]
    rows = [[record.id, *(encode_value(record[name]) for name in names)] for record in records]
    shown = {"table": table.name, "sheet": sheet or table.title, "columns": names, "rows": rows}
    return _written({"stamp": dict(stamp.rows()), "by": "", "tables": [shown]})


def _parsed(content: bytes, file: str) -> Any:
    try:
        return json.loads(content)
    except ValueError as problem:
        raise _refused(file, "it is not whole") from problem


def _refused(file: str, found: str) -> FileRefused:
    return FileRefused("damaged", f"{found}.", where=file, next_step="Restore it from a backup.")


def _written(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=0).encode()


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _raw(row: list[Any], place: int) -> Raw:
    value: str | bool | int | float | date | None = decode_value(row[place])
    return BLANK if value is None else raw_of(value)


def _table_of(tables: dict[str, Any], name: str) -> Any:
    if name not in tables:
        raise _refused("file", f'the sheet with the table "{name}" is gone')
    return tables[name]


def _set(table: Any, write: CellWrite) -> None:
    place = write.row - _FIRST_ROW
    row = table["rows"][place] if place < len(table["rows"]) else []
    expected = "" if write.column == ROW_ID else write.id
    if not row or row[0] != expected:
        raise FileRefused(
            "row-moved",
            f'row {write.row} does not hold the row "{expected}" any more.',
            where=table["sheet"],
            next_step="Run sync again.",
        )
    if write.column == ROW_ID:
        row[0] = write.id
    elif write.column in table["columns"]:
        row[1 + table["columns"].index(write.column)] = _checked(encode_value(write.value))
    else:
        raise _refused(table["sheet"], f'the column "{write.column}" is gone')


def _checked(value: Any) -> Any:
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        raise FileRefused(
            "text-too-long",
            f"a text has {len(value)} characters; a cell holds {_LONGEST_TEXT}.",
            next_step="Shorten it.",
        )
    return value

"""A file on somebody's desk: its rows by what they mean, and what was typed in it."""

from __future__ import annotations

from zlib import crc32

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.tables.column import Value
from toolkit.tables.copy import Copy, CopyRow, CopyTable
from toolkit.tables.edit import CellKey
from toolkit.tables.raw import Raw
from toolkit.tables.stamp import Stamp

COLUMNS = ("ref", "text", "who", "status", "note", "outcome", "percent")


class Line(Struct, eq=False):
    """A row of a file on somebody's desk: raw cells, and what they mean to a reader."""

    id: str
    token: str
    raw: dict[str, Raw]
    meant: dict[str, Value]
    bad: dict[str, str] = field(default_factory=dict)


class Claim(Struct, eq=False):
    """Something somebody typed."""

    token: str
    column: str
    value: Value
    text: str
    over: Value
    file: str
    done: bool = False


class Desk(Struct, eq=False):
    """One file: its rows, what the tool knows of it, what was typed since it was counted."""

    file: str
    stamp: Stamp
    rows: list[Line]
    number: int
    known: dict[CellKey, Value] = field(default_factory=dict)
    content: str = ""
    pending: list[Claim] = field(default_factory=list)
    cut_rows: list[Line] = field(default_factory=list)
    aside: dict[str, list[Claim]] = field(default_factory=dict)
    hidden: str = ""
    broken: bool = False

    @property
    def live(self) -> bool:
        return not self.stamp.recipient

    def passed_on(self, file: str) -> Desk:
        """A copy of this file as it stands, for somebody else to go on in."""
        rows = [Line(r.id, r.token, dict(r.raw), dict(r.meant), dict(r.bad)) for r in self.rows]
        return Desk(file, self.stamp, rows, self.number, dict(self.known), "", self.pending[:])

    def copy(self) -> Copy:
        names = [name for name in COLUMNS if name != self.hidden]
        letters = {name: chr(ord("A") + place) for place, name in enumerate(names)}
        rows = tuple(
            CopyRow(line.id, number, {name: line.raw[name] for name in names})
            for number, line in enumerate(self.rows, start=2)
        )
        said = crc32(repr((self.broken, [(row.id, row.cells) for row in rows])).encode())
        table = CopyTable("actions", "Action grid", letters, rows)
        if self.broken:
            table = replace(table, rows=(), problem="two columns have one heading")
        content = f"{self.file}:{said:x}"
        return Copy(self.file, content, self.stamp, (table,), "", None, not self.live)

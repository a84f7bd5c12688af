"""Random merge trials: an agreed state with a past, and people's copies of it.

Everything here is kept by what people *mean* (typed values, and the row they are meant for), so
that the oracle never has to read a cell the way the merge does.
"""

from __future__ import annotations

import random
import unicodedata
from datetime import date, datetime
from zlib import crc32

from msgspec import Struct, field
from msgspec.structs import replace

from tests.merge.grid import SCHEMA, Ledger, grid, row_id
from toolkit.tables.column import Value
from toolkit.tables.copy import Copy, CopyRow, CopyTable, UnknownColumn
from toolkit.tables.edit import ROW_ADDED, Edit, Source
from toolkit.tables.raw import BLANK, Raw, RawKind, raw_of
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp

COLUMNS = ("ref", "text", "who", "status", "note", "outcome", "percent", "due")
STAFF = ("status", "note", "outcome", "percent", "due")
WORDS = ("Not started", "On track", "At risk", "Complete")
DAYS = tuple(date(2027, month, 14) for month in range(1, 7))
PEOPLE = ("Ann", "Bob", "Cyn", "Dan", "Eve", "Fay", "Gus", "Hal")


class SimCell(Struct):
    """One cell of a copy: what it means, how it is written, for which row it was meant."""

    value: Value
    raw: Raw
    meant_for: str
    typed: bool = False
    text: str = ""


class SimRow(Struct):
    """One row of a copy: the id that stands in it, and the record the person means by it."""

    id: str
    truth: str
    cells: dict[str, SimCell]

    def passed_on(self) -> SimRow:
        """The same row in a copy of the file, what was typed in it included."""
        return SimRow(self.id, self.truth, {n: replace(c) for n, c in self.cells.items()})

    def copied(self, *, row_id: str | None = None, truth: str | None = None) -> SimRow:
        cells = {
            name: SimCell(c.value, c.raw, c.meant_for, False, c.text)
            for name, c in self.cells.items()
        }
        return SimRow(self.id if row_id is None else row_id, truth or self.truth, cells)


class Sheet(Struct):
    """One person's copy while they work on it."""

    who: str
    live: bool
    baseline: int
    rows: list[SimRow]
    shown: dict[str, dict[str, Value]]
    columns: list[str] = field(default_factory=lambda: list(COLUMNS))
    renamed: str = ""
    damage: set[str] = field(default_factory=set)
    new_rows: int = 0
    file: str = ""
    line_of: str = ""
    second: list[SimRow] = field(default_factory=list)
    broken: bool = False

    @property
    def line(self) -> str:
        return "area-1" if self.live else f"area-1/{self.line_of or self.who}"

    def copy(self) -> Copy:
        """The copy as the merge gets it."""
        table = self._table("Action grid", self.rows)
        if self.broken:
            table = replace(table, rows=(), problem="two columns have one heading")
        again = (self._table("Action grid (2)", self.second),) if self.second else ()
        said = [
            [
                r.id,
                [(n, c.raw.kind._value_, c.raw.value, c.raw.percent) for n, c in r.cells.items()],
            ]
            for r in (*self.rows, *self.second)
        ]
        content = f"{self.line}:{self.baseline}:{crc32(f'{said}{self.renamed}'.encode()):x}"
        recipient = "" if self.live else self.line_of or self.who
        stamp = Stamp("test", "area-1", self.baseline, recipient)
        returned = not self.live
        return Copy(self.file, content, stamp, (table,), self.who, None, returned, again)

    def _table(self, name: str, lines: list[SimRow]) -> CopyTable:
        letters = {name: chr(ord("A") + place) for place, name in enumerate(self.columns)}
        rows = []
        strange: dict[int, Raw] = {}
        for number, sim in enumerate(lines, start=2):
            cells = {name: sim.cells[name].raw for name in self.columns if name != self.renamed}
            if self.renamed:
                strange[number] = sim.cells[self.renamed].raw
            rows.append(CopyRow(sim.id, number, cells))
        unknown: tuple[UnknownColumn, ...] = ()
        if self.renamed:
            unknown = (UnknownColumn("My heading", letters.pop(self.renamed), strange),)
        return CopyTable("actions", name, letters, tuple(rows), unknown)


class World(Struct):
    """The agreed states so far, the ledger, and everybody's copies."""

    states: dict[int, Snapshot]
    ledger: Ledger
    sheets: list[Sheet]
    _written: dict[int, dict[str, dict[str, tuple[Value, Raw]]]] = field(default_factory=dict)

    @property
    def head(self) -> Snapshot:
        return self.states[max(self.states)]

    def written(self, number: int) -> dict[str, dict[str, tuple[Value, Raw]]]:
        """What a file written from an agreed state shows, cell by cell."""
        if number not in self._written:
            state = self.states[number]
            shown = {
                record.id: {c: state.shown(SCHEMA, "actions", record.id, c) for c in COLUMNS}
                for record in state["actions"]
            }
            self._written[number] = {
                row: {name: (value, raw_of(value)) for name, value in cells.items()}
                for row, cells in shown.items()
            }
        return self._written[number]

    def held_since(self, row: str, column: str, baseline: int) -> list[Value]:
        """The agreed values of a cell after a snapshot, oldest first."""
        return [
            state.value("actions", row, column)
            for number, state in sorted(self.states.items())
            if number > baseline
        ]


def any_value(rng: random.Random, column: str, before: Value = None) -> Value:
    """Something a person could type in a column."""
    if column == "status":
        return rng.choice(WORDS)
    if column == "percent":
        return rng.choice((0, 25, 50, 75, 100))
    if column == "due":
        return rng.choice(DAYS)
    if column == "note":
        added = f"news {rng.randrange(40)}"
        return added if before is None or rng.random() < 0.2 else f"{before}\n{added}"
    if column == "outcome":
        return f"outcome {rng.randrange(12)}"
    if column == "who":
        return rng.choice(("ED", "BD", "JD", "ED / BD"))
    return f"Words {rng.randrange(10_000)} of {column}"


def spelled(rng: random.Random, column: str, value: Value, oddly: float = 0.4) -> Raw:
    """One of the many ways in which people and programs write a value."""
    if rng.random() >= oddly:
        return BLANK if value is None else raw_of(value)
    if value is None:
        return Raw(RawKind.TEXT, "  ")
    if column == "status":
        aliases = {"Complete": "done", "On track": "green"}
        word = aliases.get(str(value), str(value))
        return raw_of(rng.choice((word.upper(), f" {value} ", f"● {value}")))
    if column == "percent" and isinstance(value, int):
        ways = (
            Raw(RawKind.NUMBER, value / 100, percent=True),
            raw_of(f"{value}%"),
            raw_of(1.0 * value),
        )
        return rng.choice(ways)
    if column == "due" and isinstance(value, date):
        serial = (value - date(1899, 12, 30)).days
        noon = datetime(value.year, value.month, value.day)
        return rng.choice((raw_of(noon), raw_of(serial), raw_of(value.isoformat())))
    text = str(value)
    odd = (f"{text}  ", text.replace(" ", "\u00a0"), text.replace("\n", "\r\n"), f"{text}\u200b")
    return raw_of(unicodedata.normalize("NFD", rng.choice(odd)))


def make_world(rng: random.Random, *, sides: int) -> World:
    """An agreed state that went through some syncs, and fresh copies cut at any of them."""
    ledger = Ledger()
    names = [f"r{number}" for number in range(rng.randint(4, 9))]
    start = grid({name: _row(rng, name) for name in names})
    states = {1: start}
    for number in range(2, rng.randint(2, 4)):
        states[number] = _moved_on(rng, states[number - 1], ledger)
    world = World(states, ledger, [])
    for _ in range(sides):
        world.sheets.append(_cut(rng, world))
    for number, sheet in enumerate(world.sheets):
        sheet.file = f"{number} {sheet.who}.xlsx"
    return world


def _row(rng: random.Random, name: str) -> dict[str, Value]:
    cells: dict[str, Value] = {"ref": f"1.1{name}", "text": f"Adopted text of {name}"}
    for column in STAFF:
        if rng.random() < 0.7:
            cells[column] = any_value(rng, column)
    if rng.random() < 0.3:
        cells["who"] = any_value(rng, "who")
    if rng.random() < 0.05:
        del cells["text"]
    return cells


def _moved_on(rng: random.Random, state: Snapshot, ledger: Ledger) -> Snapshot:
    edits = []
    rows = list(state["actions"].records)
    cells = [(rng.choice(rows), rng.choice(STAFF)) for _ in range(rng.randint(1, 4))]
    for row, column in dict.fromkeys(cells):
        old = state.value("actions", row, column)
        new = any_value(rng, column, old)
        edits.append(
            Edit("actions", row, column, old, new, Source("earlier.xlsx", replica="before"))
        )
    if rng.random() < 0.2:
        added = row_id(f"added{state.number}")
        edits.append(Edit("actions", added, ROW_ADDED, None, row_id("goal1")))
        edits.append(Edit("actions", added, "text", None, f"Added text {state.number}"))
    after = state.after(edits, at=None)
    ledger.lines += [(after.number, edit) for edit in edits]
    return after


def _cut(rng: random.Random, world: World) -> Sheet:
    baseline = max(world.states) if rng.random() < 0.6 else rng.choice(sorted(world.states))
    live = not any(sheet.live for sheet in world.sheets) and rng.random() < 0.3
    written = world.written(baseline)
    rows = [
        SimRow(row, row, {name: SimCell(v, raw, row) for name, (v, raw) in cells.items()})
        for row, cells in written.items()
    ]
    for _ in range(_how_many(rng, 0.05 * len(rows) * len(COLUMNS))):  # saved by another program
        row, name = rng.choice(rows), rng.choice(COLUMNS)
        row.cells[name].raw = spelled(rng, name, row.cells[name].value, 1.0)
    shown = {row: {name: v for name, (v, _) in cells.items()} for row, cells in written.items()}
    return Sheet(rng.choice(PEOPLE), live, baseline, rows, shown)


def _how_many(rng: random.Random, about: float) -> int:
    return round(rng.uniform(0, 2 * about))

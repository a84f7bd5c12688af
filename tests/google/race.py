"""Races: people edit, sort, move, insert and delete between our calls; the judge looks at the end.

Every value says for which cell it was typed (``r3.status.2``), so a value in a wrong cell shows by
itself. A race is one sync with up to three things people do after our read, under one combination
of what Google leaves undocumented and at most one fault; then one more sync with nobody there.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from tests.google.batch_requests import Switches, apply_batch
from tests.google.google_world import Call, Fault, World
from tests.google.in_process import google
from tests.google.sheet_model import Json, Tab
from tests.google.uploading import type_into
from tests.protocol.memory_files import MemoryFiles
from tests.protocol.world import HandClock
from toolkit.backends.by_content import ByContent
from toolkit.backends.google_sheets import ViewContent
from toolkit.backends.google_sheets.view_book import START
from toolkit.backends.memory import MemoryFile, memory_content
from toolkit.errors import BusyError
from toolkit.merge.known import known_after
from toolkit.merge.planned import planned_cells
from toolkit.merge.reconcile import reconcile
from toolkit.ports.commit import Baseline, Commit, SeenSource
from toolkit.ports.online_sheets import (
    Dress,
    OnlineBook,
    OnlineView,
    SheetColumn,
    SheetRow,
    SheetTab,
)
from toolkit.ports.planned_write import PlannedWrite
from toolkit.stores.content_store import ContentStore
from toolkit.stores.history_sqlite import SqliteHistory
from toolkit.tables.column import Column, ColumnType, Owner
from toolkit.tables.record import Record, Table
from toolkit.tables.row_id import adopted_row_id
from toolkit.tables.schema import ROW_ID_HEADING, Schema, TableSchema
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp
from toolkit.workflows.bench import Bench, PlannedFile
from toolkit.workflows.deliver import resting_baselines
from toolkit.workflows.open_items import encode_open, open_conflicts, open_waiting
from toolkit.workflows.recovery import recover
from toolkit.workflows.sides import past_of, sides_of
from toolkit.workflows.sources import Found, Sources
from toolkit.workflows.write_online import kept_view, mend_online, write_online

COLUMNS = ("status", "note")
TABLE = TableSchema(
    "actions",
    "Action grid",
    "action",
    (
        Column("text", "Action", owner=Owner.PLAN),
        Column("status", "Status"),
        Column("note", "Note"),
    ),
)
SCHEMA = Schema({"actions": TABLE})
REPLICA = "google-area-1"
FIRST = 3  # 0-based row of the first record, as set up
NAMES = tuple(f"r{number}" for number in range(1, 9))
IDS = {name: adopted_row_id("race", "actions", name) for name in NAMES}
NAME_OF = {row_id: name for name, row_id in IDS.items()}
FAULTS = ("", "", "429", "500", "503 after", "dropped", "dropped after", "502 page")
ALL_SWITCHES = tuple(
    Switches(sort, fails, moves)
    for sort in (True, False)
    for fails in (True, False)
    for moves in (True, False)
)


class People(Struct):
    """Whoever works in the sheet, and what they typed."""

    world: World
    book_id: str
    chance: random.Random
    typed: list[tuple[str, str, str]] = field(default_factory=list)
    deleted: set[str] = field(default_factory=set)
    new_rows: list[str] = field(default_factory=list)
    moves_columns: bool = True

    @property
    def tab(self) -> Tab:
        return next(
            tab for tab in self.world.books[self.book_id].tabs if tab.title == "Action grid"
        )

    def act(self) -> None:
        """One thing a person does."""
        kinds: list[Callable[[], None]] = [
            self.type, self.type, self.type, self.sort, self.insert, self.move, self.delete,
            self.add_row,
        ]  # fmt: skip
        if self.moves_columns:
            kinds.append(self.insert_column)
        self.chance.choice(kinds)()

    def places(self) -> dict[str, int]:
        """Column name → place, by the headings as they stand."""
        heads = self.tab.rows[FIRST - 1].cells
        wanted = {column.heading: column.name for column in TABLE.columns} | {ROW_ID_HEADING: "id"}
        return {
            wanted[text]: place
            for place, cell in heads.items()
            if (text := cell.get("userEnteredValue", {}).get("stringValue")) in wanted
        }

    def rows(self) -> dict[int, str]:
        """0-based row → name of the record that stands there."""
        place = self.places()["id"]
        found = {}
        for number, line in enumerate(self.tab.rows):
            row_id = line.cells.get(place, {}).get("userEnteredValue", {}).get("stringValue", "")
            if row_id in NAME_OF:
                found[number] = NAME_OF[row_id]
        return found

    def type(self) -> None:
        rows = self.rows()
        if not rows:
            return
        row = self.chance.choice(sorted(rows))
        column = self.chance.choice(COLUMNS)
        value = f"{rows[row]}.{column}.p{len(self.typed)}"
        type_into(self.tab, row + 1, self.places()[column] + 1, value)
        self.typed.append((rows[row], column, value))

    def add_row(self) -> None:
        """Somebody types a new action below the last one."""
        filled = [n for n, line in enumerate(self.tab.rows) if _filled(line.cells)]
        row = max(filled) + 1
        if row >= len(self.tab.rows) - 1:
            return
        value = f"new{len(self.new_rows)}.text.p"
        type_into(self.tab, row + 1, self.places()["text"] + 1, value)
        self.new_rows.append(value)

    def sort(self) -> None:
        last = max(n for n, line in enumerate(self.tab.rows) if _filled(line.cells))
        place = self.places()[self.chance.choice(COLUMNS)]
        order = self.chance.choice(("ASCENDING", "DESCENDING"))
        area = {"sheetId": self.tab.id, "startRowIndex": FIRST, "endRowIndex": last + 1,
                "startColumnIndex": 0, "endColumnIndex": len(self.tab.columns)}  # fmt: skip
        self._do({"sortRange": {"range": area, "sortSpecs": [
            {"dimensionIndex": place, "sortOrder": order}]}})  # fmt: skip

    def insert(self) -> None:
        row = self.chance.choice(sorted(self.rows()) or [FIRST])
        self._do({"insertDimension": {"range": self._lines(row), "inheritFromBefore": False}})

    def move(self) -> None:
        rows = sorted(self.rows())
        if rows:
            source, to = self.chance.choice(rows), self.chance.choice(rows)
            self._do({"moveDimension": {"source": self._lines(source), "destinationIndex": to}})

    def delete(self) -> None:
        rows = self.rows()
        if len(rows) > 5:
            row = self.chance.choice(sorted(rows))
            self.deleted.add(rows[row])
            self._do({"deleteDimension": {"range": self._lines(row)}})

    def insert_column(self) -> None:
        place = self.chance.randrange(3)
        lines = {"sheetId": self.tab.id, "dimension": "COLUMNS", "startIndex": place,
                 "endIndex": place + 1}  # fmt: skip
        self._do({"insertDimension": {"range": lines, "inheritFromBefore": False}})

    def _lines(self, row: int) -> Json:
        return {"sheetId": self.tab.id, "dimension": "ROWS", "startIndex": row,
                "endIndex": row + 1}  # fmt: skip

    def _do(self, request: Json) -> None:
        book = self.world.books[self.book_id]
        self.world.books[self.book_id], _ = apply_batch(book, [request], self.world.switches)


def _filled(cells: dict[int, Json]) -> bool:
    return any(cell.get("userEnteredValue") for cell in cells.values())


class Race:
    """One race; ``run`` gives what was wrong, nothing when all is right."""

    def __init__(self, seed: int, switches: Switches) -> None:
        self.chance = random.Random(seed)
        self.world = World(switches, strict=seed % 10 == 0)
        self.book_id = self.world.new("Plan").id
        self.people = People(self.world, self.book_id, self.chance)
        self.google = google(self.world, SCHEMA, patience=20)
        self.history = SqliteHistory(":memory:")
        clock = HandClock()
        files = MemoryFiles(lambda _name: None, lambda _place: "exchange")
        kept = MemoryFile(SCHEMA)
        backend = ByContent(kept, {START: ViewContent(SCHEMA)})
        self.bench = Bench(files, ContentStore(files, "/kept"), clock, self.history, backend,
                           SCHEMA, online=self.google)  # fmt: skip
        self.same_sync = False
        self.copies: list[Found] = []
        self._start()

    def _start(self) -> None:
        """The agreed state, and the sheet as it is set up from it."""
        records = [
            Record(IDS[name], {column: f"{name}.{column}.0" for column in ("text", *COLUMNS)})
            for name in NAMES
        ]
        now = self.bench.clock.now()
        first = Snapshot(1, now, {"actions": Table.of(records)})
        stamp = Stamp("race", REPLICA, 1)
        made = self.google.set_up(self.book_id, book_of(records, stamp))
        tab = self.people.tab
        del tab.rows[FIRST + len(NAMES) + 6 : -1]  # fewer blank rows: ten times as many races
        content = self.bench.contents.put(made.views[REPLICA])
        self.history.commit(
            Commit(now, "init", first, baselines=(Baseline(REPLICA, content, 1, 1),))
        )

    def elsewhere(self) -> list[tuple[str, str, str]]:
        """What others changed in a copy that came back: three cells, and sometimes a new row."""
        cells = [(name, column) for name in NAMES for column in COLUMNS]
        chosen = self.chance.sample(cells, 3)
        typed = [(name, column, f"{name}.{column}.e") for name, column in chosen]
        values = {(name, column): value for name, column, value in typed}
        records = [
            Record(IDS[n], {c: values.get((n, c), f"{n}.{c}.0") for c in ("text", *COLUMNS)})
            for n in NAMES
        ]
        content = memory_content(Stamp("race", "area-1", 1), TABLE, records)
        if self.chance.random() < 0.5:
            document = json.loads(content)
            document["tables"][0]["rows"].append(["", "brought.text.e", "brought.status.e", ""])
            content = json.dumps(document).encode()
        self.bench.contents.put(content)
        copy = replace(self.bench.backend.read(content, "returned.json"), returned=True)
        self.copies = [Found("/inbox/returned.json", copy)]
        return typed

    def run(self) -> list[str]:
        """The race, and the judge's verdict."""
        brought = self.elsewhere()
        moments = Counter(self.chance.randint(1, 3) for _ in range(self.chance.randint(0, 3)))
        fault = self.chance.choice(FAULTS)
        start = len(self.world.calls)
        if fault:
            self.world.faults = [Fault(self.chance.randint(0, 2), fault, self.chance.random() < 0.5,
                                       self.chance.choice((1, 1, 2, 9)))]  # fmt: skip

        def meanwhile(call: Call) -> None:
            number = len(self.world.calls) - start - 1
            for _ in range(moments.pop(number, 0)):
                self.people.act()

        self.world.hook = meanwhile
        self.sync()
        self.world.hook = None
        self.same_sync = not self.judge(brought)
        self.world.faults = []
        self.sync()
        wrong = self.judge(brought)
        before = self._sheet()
        self.sync()
        if self._sheet() != before:
            wrong.append("a third sync still changes something")
        return [*wrong, *self.world.mistakes]

    def sync(self) -> None:
        """One sync, in rounds, as the product does it."""
        recover(self.bench)
        list(mend_online(self.bench, self.google))
        for _ in range(6):
            if not self._round() and not self.history.journal.pending():
                return

    def _round(self) -> bool:
        history, head = self.history, self.history.last()
        live = []
        try:
            content = kept_view(self.bench, REPLICA, self.google.read(self.book_id)[REPLICA])
            copy = self.bench.backend.read(content, "Plan (Google)")
            live.append(Found(f"{self.book_id}#view={REPLICA}", copy, REPLICA))
        except BusyError:
            pass
        sources = Sources(
            live=tuple(live), returned=tuple(self.copies), pending=tuple(self._pending())
        )
        sides = sides_of(sources, history, head, SCHEMA, answers={}, released=())
        outcome = reconcile(
            head, [side.edits for side in sides], SCHEMA, past=past_of(history),
            conflicts=open_conflicts(history), waiting=open_waiting(history),
            at=self.bench.clock.now(),
        )  # fmt: skip
        history.commit(
            Commit(
                self.bench.clock.now(),
                snapshot=outcome.next if outcome.next.number != head.number else None,
                edits=outcome.edits,
                sources=tuple(
                    SeenSource(s.found.copy.content, s.found.copy.file, s.found.replica,
                               s.edits.baseline, s.found.copy.returned) for s in sides
                ),
                baselines=resting_baselines(sides, outcome),
                items=encode_open(outcome.conflicts, outcome.waiting),
            )
        )  # fmt: skip
        self.copies = []
        again = False
        for side in sides:
            if side.baseline is None or not side.found.place or side.edits.held:
                continue
            plan = planned_cells(side.edits, outcome, lambda t, r: outcome.next[t][r].cells)
            stamp = replace(side.found.copy.stamp, baseline=outcome.next.number)  # type: ignore
            planned = PlannedWrite(stamp, plan.cells, plan.rows)
            if planned.size:
                known = known_after(side.edits, outcome, plan)
                file = PlannedFile(REPLICA, side.found.place, side.found.copy, planned, known)
                done = write_online(self.bench, self.google, [file], "")
                again |= any(written.overtaken for written in done)
        return again

    def _pending(self) -> Iterator[Found]:
        for source in self.history.journal.pending():
            copy = self.bench.backend.read(self.bench.contents.get(source.content), source.file)
            yield Found("", copy, source.replica, source.follows)

    def _sheet(self) -> list[list[str]]:
        places = self.people.places()
        return [
            [line.cells.get(place, {}).get("userEnteredValue", {}).get("stringValue", "")
             for place in places.values()]
            for line in self.people.tab.rows
        ]  # fmt: skip

    def judge(self, brought: list[tuple[str, str, str]]) -> list[str]:
        """Everything that is wrong now."""
        return [*self._lost(brought), *self._wrong_cells(), *self._doubled(), *self._behind()]

    def _lost(self, brought: list[tuple[str, str, str]]) -> Iterator[str]:
        """Edits that are nowhere: not agreed, not in the ledger, not asked about."""
        known = {line.edit.new for line in self.history.ledger()}
        known |= {edit.new for conflict in open_conflicts(self.history) for edit in
                  conflict.values}  # fmt: skip
        seen: set[tuple[str, str]] = set()
        shown = {text for row in self._sheet() for text in row}
        for name, column, value in (*reversed(self.people.typed), *brought):
            # What somebody typed over themselves before anybody looked is theirs to forget.
            own = (name, column) in seen and value.partition(".p")[1]
            seen.add((name, column))
            if value not in known and not own and name not in self.people.deleted:
                yield f"lost: {value}"
        for value in self.people.new_rows:
            if value not in known or value not in shown:
                yield f"lost row: {value}"

    def _wrong_cells(self) -> Iterator[str]:
        """Values that stand where nobody typed them, in the sheet or in the agreed state."""
        yield from self._wrong_in_sheet()
        names = {record.id: NAME_OF.get(record.id, "") for record in self.history.last()["actions"]}
        for record in self.history.last()["actions"]:
            for column in ("text", *COLUMNS):
                text = str(record[column] or "")
                if text and f"{names[record.id]}" not in text:
                    yield f"wrong: the agreed {names[record.id]}.{column} is {text}"

    def _wrong_in_sheet(self) -> Iterator[str]:
        places = self.people.places()
        names = {record.id: NAME_OF.get(record.id, "") for record in self.history.last()["actions"]}
        for line in self.people.tab.rows[FIRST:]:
            row = {key: line.cells.get(place, {}).get("userEnteredValue", {}).get("stringValue", "")
                   for key, place in places.items()}  # fmt: skip
            name = names.get(row["id"], "")
            for column in ("text", *COLUMNS):
                start = f"{name}.{column}." if name else f".{column}."
                if row[column] and start not in row[column]:
                    yield f"wrong cell: {name or row['id']}.{column} shows {row[column]}"

    def _doubled(self) -> Iterator[str]:
        yield from self._doubled_in_sheet()
        texts = Counter(str(record["text"]) for record in self.history.last()["actions"])
        yield from (f"doubled row: {text}" for text, count in texts.items() if count > 1)

    def _doubled_in_sheet(self) -> Iterator[str]:
        place = self.people.places()["id"]
        ids = Counter(
            line.cells.get(place, {}).get("userEnteredValue", {}).get("stringValue", "")
            for line in self.people.tab.rows[FIRST:]
        )
        yield from (f"doubled: {found}" for found, count in ids.items() if found and count > 1)

    def _behind(self) -> Iterator[str]:
        """Cells that do not show yet what is agreed."""
        places = self.people.places()
        frozen = {conflict.key for conflict in open_conflicts(self.history)}
        shown = {
            line.cells.get(places["id"], {}).get("userEnteredValue", {}).get("stringValue"): line
            for line in self.people.tab.rows[FIRST:]
        }
        for record in self.history.last()["actions"]:
            line = shown.get(record.id)
            if line is None:
                if NAME_OF.get(record.id) not in self.people.deleted:
                    yield f"behind: {record.id} is not in the sheet"
                continue
            for column in COLUMNS:
                cell = line.cells.get(places[column], {}).get("userEnteredValue", {})
                same = cell.get("stringValue", "") == str(record[column] or "")
                if not same and ("actions", record.id, column) not in frozen:
                    yield f"behind: {record.id}.{column}"


def book_of(records: list[Record], stamp: Stamp) -> OnlineBook:
    """What the spreadsheet is to show."""
    plain = Dress()
    columns = (
        *(SheetColumn(c.name, c.heading, 100, ColumnType.TEXT, plain, plain)
          for c in TABLE.columns),
        SheetColumn("id", ROW_ID_HEADING, 80, None, plain, plain, hidden=True, tool=True),
    )  # fmt: skip
    rows = tuple(SheetRow(record.id, {**record.cells, "id": record.id}) for record in records)
    tab = SheetTab("actions", "Action grid", "", ("Plan", plain), ("", plain), columns, rows)
    view = OnlineView(REPLICA, stamp, (tab,))
    return OnlineBook("Plan", (view,), None, lambda *_: {}, {})

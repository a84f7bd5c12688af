"""An office over several syncs: live files, mailed copies, queued writes, a coordinator.

The judge keeps a claim for everything anybody types and asks two things of every sync: that each
change of the agreed state was typed for that very cell since it was last counted (or was open, or
settled), and at the end that every claim is agreed, was read and overwritten, or is still open.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.merge.grid import SCHEMA, Ledger, grid
from tests.merge.trial_claims import Accounts
from tests.merge.trial_desk import COLUMNS, Claim, Desk, Line
from tests.merge.trial_oracle import equal, lines_of
from tests.merge.trial_world import any_value, spelled
from toolkit.merge.edits_of import CopyEdits, edits_of
from toolkit.merge.known import known_after
from toolkit.merge.planned import Plan, planned_cells
from toolkit.merge.reconcile import Outcome, reconcile
from toolkit.merge.settlement import Settlement, accept, decline, replace_waiting, settle
from toolkit.tables.column import Value
from toolkit.tables.copy import Copy
from toolkit.tables.raw import BLANK, raw_of
from toolkit.tables.shown_rows import ShownRows
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp
from toolkit.tables.write import ROW_ID

TYPED = ("status", "note", "outcome", "outcome", "outcome", "outcome", "percent", "text", "who")


class Office:
    """The files, the agreed state, and the judge."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        rows = {f"r{n}": self._row(n) for n in range(self.rng.randint(3, 5))}
        head = grid(rows)
        self.states: dict[int, Snapshot] = {1: head}
        self.ledger = Ledger()
        self.out = Outcome(head)
        self.claims: list[Claim] = []
        self.names: dict[str, list[str]] = {}  # token of a typed row → the ids it was given
        self.wrong: list[str] = []
        self.mailed: list[Desk] = []
        self.calm = False
        self.unsent: tuple[Settlement, ...] = ()
        self.desks = [self._cut(f"live{n}", Stamp("test", f"live{n}", 1)) for n in range(2)]

    def _row(self, number: int) -> dict[str, Value]:
        cells: dict[str, Value] = {"ref": f"1.1{number}", "text": f"Adopted text {number}"}
        for column in ("status", "note", "outcome", "percent"):
            if self.rng.random() < 0.6:
                cells[column] = any_value(self.rng, column)
        return cells

    @property
    def head(self) -> Snapshot:
        return self.out.next

    def _cut(self, file: str, stamp: Stamp) -> Desk:
        shown = [
            (record.id, {c: self.head.shown(SCHEMA, "actions", record.id, c) for c in COLUMNS})
            for record in self.head["actions"]
        ]
        rows = [
            Line(row, row, {c: raw_of(v) for c, v in cells.items()}, dict(cells))
            for row, cells in shown
        ]
        return Desk(file, stamp, rows, self.head.number)

    # ---- people

    def type_something(self, desk: Desk) -> None:
        if not desk.rows:
            return
        line = self.rng.choice(desk.rows[:2] if self.rng.random() < 0.7 else desk.rows)
        column = self.rng.choice(TYPED)
        if column == desk.hidden:
            return
        over, value, text = line.meant[column], any_value(self.rng, column, line.meant[column]), ""
        chance = self.rng.random()
        if chance < 0.1:
            value = None
        elif chance < 0.2 and column == "percent":
            value, text = None, "about half"
        elif chance < 0.35:
            value = self.states[1].shown(SCHEMA, "actions", line.token, column)
        self._put(desk, line, column, value, text, over)

    def _put(
        self, desk: Desk, line: Line, column: str, value: Value, text: str, over: Value
    ) -> None:
        bad = line.bad.pop(column, "")
        line.raw[column] = raw_of(text) if text else spelled(self.rng, column, value, 0.2)
        line.meant[column] = value
        if text:
            line.bad[column] = text
        if text != bad or not equal(value, over):
            claim = Claim(line.token, column, value, text, over, desk.file)
            for earlier in self.claims:
                if (earlier.file, earlier.token, earlier.column) == (desk.file, line.token, column):
                    earlier.done = True  # read and overwritten on the same desk
            desk.pending.append(claim)
            self.claims.append(claim)

    def insert(self, desk: Desk) -> None:
        token = f"new {len(self.claims)} {desk.file}"
        line = Line("", token, dict.fromkeys(COLUMNS, BLANK), dict.fromkeys(COLUMNS))
        desk.rows.append(line)
        self._put(desk, line, "text", f"Idea {self.rng.randrange(10**6)}", "", None)
        self._put(desk, line, "status", any_value(self.rng, "status"), "", None)

    def cut_or_paste(self, desk: Desk) -> None:
        """Take a row out of the file, to put it back some other day just as it was."""
        if desk.cut_rows:
            line = desk.cut_rows.pop()
            desk.rows.append(line)
            desk.pending += desk.aside.pop(line.token, [])
            return
        sure = [line for line in desk.rows if line.id]
        if len(sure) > 1:
            line = self.rng.choice(sure)
            desk.rows.remove(line)
            desk.cut_rows.append(line)
            gone = [claim for claim in desk.pending if claim.token == line.token]
            desk.aside[line.token] = gone
            desk.pending = [claim for claim in desk.pending if claim not in gone]

    def work(self, desk: Desk) -> None:
        for _ in range(self.rng.choice((0, 1, 1, 2, 3, 4))):
            chance = self.rng.random()
            if chance < 0.75:
                self.type_something(desk)
            elif chance < 0.83:
                self.insert(desk)
            elif chance < 0.93:
                self.cut_or_paste(desk)
            elif chance < 0.95:
                desk.broken = not desk.broken
            elif chance < 0.97:
                desk.hidden = "" if desk.hidden else self.rng.choice(("status", "outcome"))
            else:
                self.rng.shuffle(desk.rows)

    # ---- a sync

    def sync(self, *, land: float = 0.8, settle_some: float = 0.3) -> Outcome:
        before = self.head
        sides: list[tuple[Desk, CopyEdits]] = []
        for desk in [*self.desks, *self._returned()]:
            copy = desk.copy()
            sides.append((desk, self._said(desk, copy)))
        changed = [(d, s) for d, s in sides if s.copy.content != d.content]
        settlements = tuple(self._answers(settle_some))
        if not self.calm and self.rng.random() < 0.5:  # answered on what was known a sync ago
            settlements, self.unsent = self.unsent, settlements
        self.out = reconcile(
            before,
            [side for _, side in self.rng.sample(changed, len(changed))],
            SCHEMA,
            past=self.ledger,
            conflicts=self.out.conflicts,
            waiting=self.out.waiting,
            settlements=settlements,
        )
        self._judge(before, changed, settlements)
        self.states[self.head.number] = self.head
        self.ledger.add(self.out)
        for desk, side in changed:
            self._name_rows(desk, side)
            if not desk.broken:
                desk.pending = [c for c in desk.pending if c.column == desk.hidden]
        for desk, side in sides:
            if desk.live and not side.held:
                self._write(desk, side, land)
        return self.out

    def _returned(self) -> list[Desk]:
        back = [desk for desk in self.mailed if self.calm or self.rng.random() < 0.5]
        gone = [desk for desk in back if self.calm or self.rng.random() < 0.7]
        self.mailed = [desk for desk in self.mailed if desk not in gone]
        return back

    def mail(self, who: str) -> None:
        """Somebody gets a copy, or is passed on one that somebody else works on, and types."""
        if self.mailed and self.rng.random() < 0.25:
            number = len(self.mailed)
            desk = self.rng.choice(self.mailed).passed_on(f"{who} fw {self.head.number} {number}")
        else:
            stamp = Stamp("test", "live0", self.head.number, who)
            desk = self._cut(f"{who} {self.head.number}.xlsx", stamp)
        self.work_away(desk)
        self.mailed.append(desk)

    def work_away(self, desk: Desk) -> None:
        """Work on a copy; what its own author takes out of it again nobody has to keep."""
        self.work(desk)
        desk.hidden, desk.broken = "", False
        for claims in desk.aside.values():
            for claim in claims:
                claim.done = True

    def _said(self, desk: Desk, copy: Copy) -> CopyEdits:
        base = self.states[desk.number]
        return edits_of(copy, base, self.head, SCHEMA, known=desk.known, past=self.ledger)

    def _answers(self, share: float) -> Iterator[Settlement]:
        for conflict in self.out.conflicts:
            if self.rng.random() < share:
                value = self.rng.choice(conflict.answers)
                yield settle(conflict, value)
        taken = {conflict.key for conflict in self.out.conflicts}
        for edit in self.out.waiting:
            asked = edit.reason in ("amendment", "unreadable") and edit.key not in taken
            if asked and self.rng.random() < share:
                agreed = self.head.value(*edit.key)
                if edit.reason == "unreadable":
                    yield replace_waiting(edit, agreed, agreed)
                else:
                    yield self.rng.choice((accept(edit, agreed), decline(edit, agreed)))

    def _write(self, desk: Desk, side: CopyEdits, land: float) -> None:
        plan = planned_cells(side, self.out, ShownRows(self.head, SCHEMA))
        if self.rng.random() > land:
            plan = Plan()
        lines = dict(enumerate(desk.rows, start=2))
        for cell in plan.cells:
            line = lines[cell.row]
            if cell.column == ROW_ID:
                line.id = cell.id
            elif line.id != cell.id:
                self.wrong.append(f"{desk.file}: row {cell.row} is {line.id}, not {cell.id}")
            elif cell.column in COLUMNS:
                self._look_at_write(desk, line, cell.column, cell.value)
                line.raw[cell.column], line.meant[cell.column] = raw_of(cell.value), cell.value
                line.bad.pop(cell.column, "")
        for row in plan.rows:
            cells = {name: row.cells.get(name) for name in COLUMNS}
            raws = {name: raw_of(value) for name, value in cells.items()}
            desk.rows.append(Line(row.id, row.id, raws, cells))
        desk.known = known_after(side, self.out, plan)
        desk.number = self.head.number
        desk.content = desk.copy().content

    # ---- the judge

    def _judge(
        self,
        before: Snapshot,
        sides: list[tuple[Desk, CopyEdits]],
        settlements: tuple[Settlement, ...],
    ) -> None:
        pending: dict[tuple[str, str], list[Value]] = {}
        for desk, _ in sides:
            for claim in desk.pending:
                for row in self.names.get(claim.token, [claim.token]):
                    pending.setdefault((row, claim.column), []).append(claim.value)
        for claim in self.claims:  # a row may be read anew, under a new id, as a whole
            for row in self.names.get(claim.token, []):
                pending.setdefault((row, claim.column), []).append(claim.value)
        for settlement in settlements:
            pending.setdefault(settlement.key[1:], []).append(settlement.value)
        for record in self.head["actions"]:
            if record.id not in before["actions"]:
                continue
            for column in COLUMNS:
                old, new = before.value("actions", record.id, column), record[column]
                if equal(old, new):
                    continue
                typed = pending.get((record.id, column), [])
                if not self._justified(record.id, column, old, new, typed):
                    self.wrong.append(
                        f"sync {self.head.number}: {record.id} {column} {old!r}→{new!r}"
                    )

    def _justified(self, row: str, column: str, old: Value, new: Value, typed: list[Value]) -> bool:
        if any(equal(new, value) for value in typed):
            return True
        if column == "note":
            known = {line for value in (*typed, old) for line in lines_of(value)}
            return all(line in known or line.partition(": ")[2] in known for line in lines_of(new))
        return False

    def _look_at_write(self, desk: Desk, line: Line, column: str, value: Value) -> None:
        """A cell is overwritten only with what is agreed, and never while it is frozen."""
        if ("actions", line.id, column) in self.out.frozen:
            self.wrong.append(f"{desk.file}: frozen {line.id} {column} was written")
        if not equal(value, self.head.shown(SCHEMA, "actions", line.id, column)):
            self.wrong.append(f"{desk.file}: {line.id} {column} got {value!r}")

    def _name_rows(self, desk: Desk, side: CopyEdits) -> None:
        lines = dict(enumerate(desk.rows, start=2))
        for row in side.new_rows:
            if row.key in self.out.ids:
                ids = self.names.setdefault(lines[row.place.row.row].token, [])
                ids.append(self.out.ids[row.key])

    def lost(self) -> list[str]:
        """Claims that are nowhere."""
        return Accounts(self.states, self.ledger, self.out, self.claims, self.names).lost()


def run_office(seed: int, *, rounds: int = 4) -> list[str]:
    """Some weeks in an office, then calm: what went wrong, nothing being right."""
    office = Office(seed)
    for _ in range(rounds):
        for desk in office.desks:
            office.work(desk)
        for who in office.rng.choice(((), ("Ann",), ("Ann", "Bob"), ("Bob", "Cyn"))):
            office.mail(who)
        for desk in office.mailed:
            if office.rng.random() < 0.2:
                office.work_away(desk)
        office.sync()
    for desk in office.desks:
        desk.hidden, desk.broken = "", False
        while desk.cut_rows:
            office.cut_or_paste(desk)
    office.calm = True
    for _ in range(3):
        office.sync(land=1.0, settle_some=0.0)
    last = office.sync(land=1.0, settle_some=0.0)
    found = office.wrong + office.lost()
    if last.edits:
        found.append(f"a sync with nothing new found {last.edits}")
    return found + list(_apart(office))


def _apart(office: Office) -> Iterator[str]:
    """Cells of the live files that do not show what is agreed, though nothing is open there."""
    open_cells = office.out.frozen | {edit.key for edit in office.out.waiting}
    for desk in office.desks:
        for record in office.head["actions"]:
            if record.id not in {line.id for line in desk.rows}:
                yield f"{desk.file} has no row {record.id}"
        for line in desk.rows:
            for column in COLUMNS:
                key = ("actions", line.id, column)
                if line.id not in office.head["actions"] or key in open_cells:
                    continue
                agreed = office.head.shown(SCHEMA, *key)
                if not equal(line.meant[column], agreed) or line.bad.get(column):
                    yield f"{desk.file} {line.id} {column}: {line.meant[column]!r} for {agreed!r}"

"""Open rows move from one owner to another; finished ones stay with who did the work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from toolkit.errors import UsageError
from toolkit.ports.commit import Commit
from toolkit.ports.mailer import Mailer
from toolkit.rollup.tracked import Tracked, tracked_actions
from toolkit.schedule.handing_over import Owner, handed_over, names_owner, owner_called
from toolkit.schedule.key import PartyKind
from toolkit.schedule.names import known_names, suggestion
from toolkit.tables.column import ColumnType, Value
from toolkit.tables.edit import ROW_ADDED, Edit, Source
from toolkit.tables.record import Record
from toolkit.tables.row_id import new_row_id
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.handover_letters import HandoverLetter, draft_letters
from toolkit.workflows.open_items import open_conflicts
from toolkit.workflows.session import Session
from toolkit.workflows.state import State
from toolkit.workflows.sync import sync
from toolkit.workflows.synced import Request, Synced

REASON = "handover"
_SOURCE = Source(by="handover")
_WHO = "who"


class Handover(Struct, frozen=True):
    """What a handover moves.

    Attributes:
        giver, taker: from whom, to whom.
        edits: the cells it changes, in plan order.
        moved: ids of the open actions that name the giver.
        by_role: role → ids of open actions that name it, where the giver's role moves too.
        kept: refs of finished actions that keep the giver's name.
        disputed: refs of rows whose Who has two answers: left until they are settled.
        new_person: the taker was in neither the key nor *People* and is added.
    """

    giver: Owner
    taker: Owner
    edits: tuple[Edit, ...] = ()
    moved: tuple[str, ...] = ()
    by_role: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    new_person: bool = False


class HandedOver(Struct, frozen=True):
    """What ``handover`` did.

    Attributes:
        handover: what it moved, or would move.
        synced: the sync that wrote it to the files; the one that looked, in a dry run.
        letters: drafts to the two owners.
        dry_run: nothing was changed.
    """

    handover: Handover
    synced: Synced
    letters: tuple[HandoverLetter, ...] = ()
    dry_run: bool = False


def hand_over(
    session: Session, mailer: Mailer, giver: str, taker: str, *, dry_run: bool = False
) -> HandedOver:
    """Gather edits, move the giver's open rows to the taker, write them to the files."""
    looked = sync(session, Request(dry_run=dry_run))
    found = _handover(session, looked.state, giver, taker)
    if dry_run or not found.edits:
        return HandedOver(found, looked, dry_run=dry_run)
    lock = session.files.within(session.places.inside, "lock")
    with session.files.lock(lock, "actiongrid handover"):
        head = session.history.last()
        if head.number != looked.state.snapshot.number:
            raise UsageError("somebody else synced meanwhile.", next_step="Run handover again.")
        session.history.commit(
            Commit(session.now(), REASON, head.after(found.edits, at=session.now()), found.edits)
        )
    done = sync(session)
    rows = [a for a in _tracked(done.state) if a.action.id in {*found.moved, *_of_roles(found)}]
    letters = draft_letters(session, mailer, done, found.giver, found.taker, rows)
    return HandedOver(found, done, letters)


def _of_roles(found: Handover) -> Iterator[str]:
    return (row_id for ids in found.by_role.values() for row_id in ids)


def _handover(session: Session, state: State, giver: str, taker: str) -> Handover:
    key, people = state.moment.key, state.moment.people
    gives, takes = (owner_called(said, key=key, people=people) for said in (giver, taker))
    if gives.writings & takes.writings:
        raise UsageError(
            f'"{giver}" and "{taker}" are the same: {gives.full_name}.',
            next_step="Name the person or role that takes over.",
        )
    new_person = takes.kind is PartyKind.UNKNOWN
    if new_person:
        _refuse_misspelt(taker, state)
    mover = _Mover(session, state, gives, takes)
    mover.actions()
    mover.other_rows()
    mover.roles(giver_known=gives.kind is PartyKind.PERSON)
    found = mover.found(new_person=new_person)
    if not found.edits and not found.kept and gives.kind is PartyKind.UNKNOWN:
        _refuse_unknown(giver, state)
    return found


def _refuse_misspelt(said: str, state: State) -> None:
    """A taker nobody knows may be new, unless the name is nearly somebody's."""
    table = known_names(state.moment.key, state.moment.people)
    near = suggestion(said, table)
    if near:
        raise UsageError(
            f'"{said}" is in neither the key nor People.',
            next_step=f"Did you mean {near}? If it is somebody new, add a row to People first.",
        )


def _refuse_unknown(said: str, state: State) -> None:
    table = known_names(state.moment.key, state.moment.people)
    near = suggestion(said, table)
    owners = {o.name for a in _tracked(state) if a.open for o in a.ownership.owners}
    hint = f"Did you mean {near}?" if near else f"Owners are: {', '.join(sorted(owners))}."
    raise UsageError(f'nobody called "{said}" owns anything in the plan.', next_step=hint)


def _tracked(state: State) -> tuple[Tracked, ...]:
    return tracked_actions(state.plan, state.schema, state.moment, state.last_edits)


class _Mover:
    """Collects the edits of one handover."""

    def __init__(self, session: Session, state: State, giver: Owner, taker: Owner) -> None:
        self._session = session
        self._state = state
        self._snapshot: Snapshot = state.snapshot
        self._giver, self._taker = giver, taker
        self._settled_later = {conflict.key for conflict in open_conflicts(session.history)}
        self._edits: list[Edit] = []
        self._moved: list[str] = []
        self._kept: list[str] = []
        self._disputed: list[str] = []
        self._by_role: dict[str, tuple[str, ...]] = {}

    def found(self, *, new_person: bool) -> Handover:
        """Everything collected; a new person is added only when something moves."""
        edits = tuple(self._edits)
        if new_person and edits and not any(edit.table == "people" for edit in edits):
            edits = (*edits, *self._new_person(()))
        return Handover(
            self._giver, self._taker, edits, tuple(self._moved), self._by_role,
            tuple(self._kept), tuple(self._disputed), new_person and bool(edits),
        )  # fmt: skip

    def actions(self) -> None:
        """The action grid: rows, and goals whose Who open rows take over."""
        for goal, rows in self._by_goal().items():
            naming = [row for row in rows if self._names(row.action.text_of(_WHO))]
            inherits = [row for row in naming if row.action.record[_WHO] is None]
            if any(row.open for row in inherits):
                self._change("goals", goal, self._snapshot.value("goals", goal, _WHO))
            for row in naming:
                self._action(row, inherited=row in inherits)

    def _action(self, row: Tracked, *, inherited: bool) -> None:
        said = row.action.text_of(_WHO)
        if not row.open:
            self._kept.append(row.action.ref)
            if inherited and self._changes("goals", row.goal_id):
                self._edits.append(_edit("actions", row.action.id, _WHO, None, said))
            return
        cell = ("goals", row.goal_id, _WHO) if inherited else ("actions", row.action.id, _WHO)
        if cell in self._settled_later:
            self._disputed.append(row.action.ref)
            return
        self._moved.append(row.action.id)
        if not inherited:
            self._change("actions", row.action.id, said)

    def other_rows(self) -> None:
        """Rows of every other table with a Who column that are not ticked as done."""
        for name, table in self._state.schema.tables.items():
            who = [c.name for c in table.kept if c.type is ColumnType.WHO and not c.computed]
            if name in ("goals", "actions") or not who:
                continue
            for record in self._snapshot[name].live():
                if record["done"] is True:
                    continue
                for column in who:
                    if self._names(record.text(column)):
                        self._change(name, record.id, record[column], column)

    def roles(self, *, giver_known: bool) -> None:
        """Roles the giver holds in *People* go to the taker, when the taker is a person."""
        record = self._person(self._giver)
        held = record.text("roles") if record else ""
        can_hold = self._taker.kind in (PartyKind.PERSON, PartyKind.UNKNOWN)
        if record is None or not held or not giver_known or not can_hold:
            return
        codes = tuple(part.strip() for part in held.replace(";", ",").split(",") if part.strip())
        self._edits.append(_edit("people", record.id, "roles", held, None))
        taker = self._person(self._taker)
        if taker is None:
            self._edits += self._new_person(codes)
        else:
            before = taker.text("roles")
            joined = ", ".join(dict.fromkeys((*_codes(before), *codes)))
            self._edits.append(_edit("people", taker.id, "roles", before or None, joined))
        self._by_role = {code: self._naming(code) for code in codes}

    def _naming(self, code: str) -> tuple[str, ...]:
        """Ids of open actions whose Who names a role."""
        key, people = self._state.moment.key, self._state.moment.people
        role = owner_called(code, key=key, people=people)
        return tuple(
            row.action.id
            for row in _tracked(self._state)
            if row.open
            and names_owner(row.action.text_of(_WHO), role, key=key, people=people)
            and row.action.id not in self._moved
        )

    def _new_person(self, roles: tuple[str, ...]) -> list[Edit]:
        seed = f"{REASON} {self._snapshot.number} {self._taker.name}"
        row_id = new_row_id(seed.encode(), self._snapshot["people"].records)
        edits = [
            _edit("people", row_id, ROW_ADDED, None, ""),
            _edit("people", row_id, "name", None, self._taker.name),
        ]
        if roles:
            edits.append(_edit("people", row_id, "roles", None, ", ".join(roles)))
        return edits

    def _person(self, owner: Owner) -> Record | None:
        people = self._snapshot["people"].live()
        return next((r for r in people if r.text("name") == owner.full_name), None)

    def _by_goal(self) -> dict[str, list[Tracked]]:
        found: dict[str, list[Tracked]] = {}
        for row in _tracked(self._state):
            if row.counted:
                found.setdefault(row.goal_id, []).append(row)
        return found

    def _names(self, text: str) -> bool:
        moment = self._state.moment
        return names_owner(text, self._giver, key=moment.key, people=moment.people)

    def _change(self, table: str, row_id: str, old: Value, column: str = _WHO) -> None:
        if (table, row_id, column) in self._settled_later:
            return
        moment = self._state.moment
        new = handed_over(str(old), self._giver, self._taker, key=moment.key, people=moment.people)
        self._edits.append(_edit(table, row_id, column, old, new or None))

    def _changes(self, table: str, row_id: str) -> bool:
        return any(edit.table == table and edit.id == row_id for edit in self._edits)


def _edit(table: str, row_id: str, column: str, old: Value, new: Value) -> Edit:
    return Edit(table, row_id, column, old, new, _SOURCE, reason=REASON)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())

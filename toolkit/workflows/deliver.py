"""Bring every live file up to date: only cells that differ, only files that need it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from msgspec.structs import replace

from toolkit.errors import BusyError, FileRefused
from toolkit.merge.known import known_after
from toolkit.merge.planned import Plan, Shown, planned_cells
from toolkit.merge.reconcile import Outcome
from toolkit.ports.commit import Baseline
from toolkit.ports.drawn import Drawn
from toolkit.ports.planned_write import NO_REFILL, PlannedWrite, Refill
from toolkit.tables.stamp import Stamp
from toolkit.workflows.bench import Bench, PlannedFile
from toolkit.workflows.made_summary import note_made, summary_refill
from toolkit.workflows.online_views import address_in
from toolkit.workflows.reopened import Reopened
from toolkit.workflows.replicas import PLAN_REPLICA, SUMMARY_REPLICA
from toolkit.workflows.session import Session
from toolkit.workflows.sides import Side
from toolkit.workflows.synced import Delivered, Synced
from toolkit.workflows.write_back import FileWritten, write_back
from toolkit.workflows.write_back import Outcome as Written
from toolkit.workflows.write_online import write_online


def deliver(
    session: Session,
    bench: Bench,
    done: Synced,
    sides: Sequence[Side],
    outcome: Outcome,
    plans: Mapping[str, Plan],
    *,
    button: str = "",
) -> tuple[Delivered, ...]:
    """Write to each live file what it still lacks; tell it to the one whose button was pressed."""
    delivered = []
    online: dict[str, list[PlannedFile]] = {}
    for side in sides:
        if not is_written(side):
            continue
        try:
            file = _planned(session, done, side, outcome, plans[side.found.replica])
        except FileRefused as refusal:  # one file that cannot be made stops no other
            delivered.append(Delivered(side.found.copy.file, refused=refusal.sentence()))
            continue
        if not _lacks(file, side):
            continue
        if address := address_in(side.found.place):
            online.setdefault(address, []).append(file)
        elif side.found.replica == button:
            from toolkit.workflows.button_delivery import tell_button

            delivered.append(tell_button(session, bench, file))
        else:
            written = _written(bench, side, file)
            if written.content and file.planned.refill.outline.frame:
                note_made(session.history, written.content, file.planned.refill.outline)
            delivered.append(_delivered(written, file))
    return (*delivered, *_deliver_online(session, bench, done, online))


def _written(bench: Bench, side: Side, file: PlannedFile) -> FileWritten:
    """The file written: by the program that has it open, or in its folder."""
    if side.found.way is None:
        return write_back(bench, file)
    from toolkit.workflows.write_live import write_live

    return write_live(bench, side.found.way, file)


def _deliver_online(
    session: Session, bench: Bench, done: Synced, files: Mapping[str, Sequence[PlannedFile]]
) -> Iterator[Delivered]:
    """Each spreadsheet in one call, also when somebody only asked for a refresh in its menu."""
    if session.online is None:
        return
    now = session.now()
    note = f"{now.day} {now:%b %Y, %H:%M}  Gathered (sync no. {done.state.snapshot.number})."
    addresses = [address_in(found.place) for found in done.sources.live]
    for address in dict.fromkeys(filter(None, addresses)):
        own = files.get(address, ())
        if own:
            by_place = {file.place: file for file in own}
            for written in write_online(bench, session.online, own, note):
                yield _delivered(written, by_place[written.place])
        elif session.online.refresh_wanted(address):
            with suppress(BusyError, FileRefused):
                session.online.write(address, (), f"note {now.isoformat()}", note)


def _lacks(file: PlannedFile, side: Side) -> bool:
    """Whether anything is to be written there.

    A live place is told that its edits were counted: nothing else there may change, and without
    the new stamp putting a value back would look like the old state.
    """
    told = side.found.way is None or side.found.copy.stamp == file.planned.stamp
    counted = not told and bool(side.edits.edits)
    return bool(file.planned.size or file.planned.refill or counted)


def plans_of(
    sides: Sequence[Side],
    outcome: Outcome,
    shown: Shown,
    restored: frozenset[tuple[str, str]],
    reopened: Reopened,
) -> dict[str, Plan]:
    """The cells each live file still has to get, by replica."""
    return {
        side.found.replica: planned_cells(
            side.edits, outcome, shown, restored=restored, again=reopened.said_in(side, shown)
        )
        for side in sides
        if is_written(side)
    }


def is_written(side: Side) -> bool:
    """Whether a source is a live file that may be written to.

    A save that came in between is only heard; its file is written in its own turn.
    """
    return side.baseline is not None and bool(side.found.place) and not side.edits.held


def resting_baselines(sides: Sequence[Side], outcome: Outcome) -> tuple[Baseline, ...]:
    """What each live file is compared with from now on, as long as nothing is written to it."""
    return tuple(
        Baseline(
            replica=side.found.replica,
            content=side.found.copy.content,
            stamp=side.baseline.stamp,
            snapshot=outcome.next.number,
            known=known_after(side.edits, outcome, Plan()),
        )
        for side in sides
        if side.baseline is not None and is_written(side)
    )


def _planned(
    session: Session, done: Synced, side: Side, outcome: Outcome, plan: Plan
) -> PlannedFile:
    stamp = side.found.copy.stamp or Stamp(session.adopted.plan_id, side.found.replica, 0)
    renewed = replace(stamp, baseline=outcome.next.number)
    refill = _refill(session, done, side, renewed)
    return PlannedFile(
        replica=side.found.replica,
        place=side.found.place,
        seen=side.found.copy,
        planned=PlannedWrite(renewed, plan.cells, plan.rows, refill),
        known=known_after(side.edits, outcome, plan),
    )


def _refill(session: Session, done: Synced, side: Side, stamp: Stamp) -> Refill:
    """What the sheets nobody edits lack; Plan.xlsx and Google sheets have none."""
    if side.found.replica == PLAN_REPLICA or address_in(side.found.place):
        return NO_REFILL
    wanted = done.state.content(done.needs)
    files, is_summary = _area_files(done), side.found.replica == SUMMARY_REPLICA

    def drawn() -> Drawn:
        if is_summary:
            return session.books.drawn_summary(wanted, stamp, files)
        return session.books.drawn_area(wanted, stamp.scope, stamp)

    if side.found.way is not None:
        with suppress(BusyError):
            return side.found.way.backend.refill(side.found.place, drawn())
        return NO_REFILL
    held = session.contents.get(side.found.copy.content)
    if is_summary:
        news = any(edit.applies for edit in done.edits)
        return summary_refill(session, held, wanted, stamp, files, news=news)
    return session.backend.refill(held, drawn())


def _delivered(written: FileWritten, file: PlannedFile) -> Delivered:
    name = file.seen.file
    if written.outcome is Written.QUEUED:
        return Delivered(name, queued=written.reason, again=written.overtaken)
    if written.outcome is Written.REFUSED:
        return Delivered(name, refused=written.reason)
    notes = (written.reason, *file.planned.refill.notes)
    note = "; ".join(note for note in notes if note)
    cells = written.cells + len(file.planned.refill.fills)
    return Delivered(name, cells, note=note, again=written.overtaken)


def _area_files(done: Synced) -> Mapping[str, str]:
    return dict(_named(done))


def _named(done: Synced) -> Iterator[tuple[str, str]]:
    for found in done.sources.live:
        if found.copy.stamp is not None and found.copy.stamp.scope and not address_in(found.place):
            yield found.copy.stamp.scope, found.copy.file

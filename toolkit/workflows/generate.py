"""Write the workbooks that are not there; bring the others up to date without overwriting them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from toolkit.errors import UsageError, WorkspaceError
from toolkit.plan.view import Plan, plan_of
from toolkit.ports.book_maker import Made
from toolkit.ports.commit import Baseline, Commit, SeenSource
from toolkit.ports.content import content_hash
from toolkit.ports.drawn import Outline
from toolkit.tables.stamp import Stamp
from toolkit.workflows.left_cells import note_cells
from toolkit.workflows.made_summary import note_made
from toolkit.workflows.outbox import MailCopy, copy_for
from toolkit.workflows.replicas import (
    PLAN_REPLICA,
    SUMMARY_REPLICA,
    Replica,
    replicas_of,
)
from toolkit.workflows.session import Session
from toolkit.workflows.sync import sync
from toolkit.workflows.synced import Request, Synced, joined
from toolkit.workflows.taken_places import LIVE_FILE, with_live_file
from toolkit.workflows.workspace_id import WORKSPACE


class Generated(Struct, frozen=True):
    """What ``generate`` did.

    Attributes:
        synced: the sync that gathered edits first.
        written: names of the new files.
        kept: names of the files that were there.
        copies: copies made for mailing.
        dry_run: nothing was written.
    """

    synced: Synced
    written: tuple[str, ...]
    kept: tuple[str, ...]
    copies: tuple[MailCopy, ...] = ()
    dry_run: bool = False


def generate(
    session: Session, *, only: str = "", recipients: Sequence[str] = (), dry_run: bool = False
) -> Generated:
    """Gather edits first, then write what is missing.

    Args:
        only: number or title of one focus area, "" for everything.
        recipients: people a copy for mailing is made for, of each workbook chosen.
    """
    plan = plan_of(session.history.last(), session.schema)
    wanted = _chosen(plan, replicas_of(plan, buttons=session.settings.buttons), only)
    done = sync(session, Request(dry_run=dry_run))
    kept = tuple(found.copy.file for found in done.sources.live)
    refused = {unread.file for unread in done.unread}
    there = {found.replica for found in done.sources.live}
    due = wanted if only else done.missing
    missing = [r for r in due if r in wanted and r.id not in there and r.file not in refused]
    if not dry_run:
        missing = [r for r in missing if r.id == SUMMARY_REPLICA or _write(session, done, r)]
        if any(replica.id == SUMMARY_REPLICA for replica in missing):
            # Last, since Needs you lists what is found in the other workbooks.
            done = joined(done, sync(session))
            missing = [r for r in missing if r.id != SUMMARY_REPLICA or _write(session, done, r)]
        elif missing:
            done = joined(done, sync(session))  # Summary leads to them again
    copies: tuple[MailCopy, ...] = ()
    if recipients and not dry_run:
        chosen = [replica for replica in wanted if replica.scope]
        copies = tuple(copy_for(session, done, r, who) for who in recipients for r in chosen)
    written = tuple(replica.file for replica in missing)
    return Generated(done, written, kept, copies, dry_run)


def _write(session: Session, done: Synced, replica: Replica) -> bool:
    """Write one new workbook; False when something else stands in its place."""
    number = done.state.snapshot.number
    stamp = Stamp(
        session.adopted.plan_id,
        replica.id,
        number,
        scope=replica.scope,
        workspace=session.history.setting(WORKSPACE),
    )
    data = _made(session, done, replica, stamp).data
    place = session.files.within(session.places.workbooks, replica.file)
    try:
        session.files.make_folder(session.places.workbooks)
        session.files.write_new(place, data)
    except FileExistsError:
        # Damaged, or somebody else's: it is named among the files that were refused.
        return False
    except OSError as problem:
        raise WorkspaceError(
            f"cannot be written ({problem.strerror}).",
            where=session.places.shown(place),
            next_step="Check that you may write there and that there is room, then run it again.",
        ) from problem
    content = session.contents.put(data)
    made = session.backend.read(data, replica.file)
    note_cells(session.history, session.schema, made, number)
    if replica.id == SUMMARY_REPLICA:
        note_made(session.history, content, _outline(session, done, stamp))
    session.history.commit(
        Commit(
            at=session.now(),
            why="generate",
            sources=(SeenSource(content, replica.file, replica.id, number),),
            baselines=(Baseline(replica.id, content_hash(data), number, number),),
            items={LIVE_FILE: with_live_file(session.history, replica.id, replica.file)},
        )
    )
    return True


def _outline(session: Session, done: Synced, stamp: Stamp) -> Outline:
    content, links = done.state.content(done.needs), dict(_links(session, done))
    return session.books.drawn_summary(content, stamp, links).outline


def _made(session: Session, done: Synced, replica: Replica, stamp: Stamp) -> Made:
    content = done.state.content(done.needs)
    if replica.id == PLAN_REPLICA:
        return session.books.plan(content, stamp)
    if replica.id == SUMMARY_REPLICA:
        return session.books.summary(content, stamp, dict(_links(session, done)))
    return session.books.area(content, replica.scope, stamp)


def _links(session: Session, done: Synced) -> Iterator[tuple[str, str]]:
    """Area id → file name, as the files are called or will be."""
    live = {found.replica: found.copy.file for found in done.sources.live}
    plan = plan_of(done.state.snapshot, session.schema)
    for replica in replicas_of(plan, buttons=session.settings.buttons):
        if replica.scope:
            yield replica.scope, live.get(replica.id, replica.file)


def _chosen(plan: Plan, replicas: Collection[Replica], only: str) -> tuple[Replica, ...]:
    if not only:
        return tuple(replicas)
    wanted = only.casefold().strip()
    chosen = tuple(
        replica
        for replica in replicas
        if wanted in (replica.title.casefold(), replica.file.casefold())
        or wanted == next((a.number for a in plan.areas if a.id == replica.scope), "")
    )
    if not chosen:
        names = ", ".join(f"{area.number} {area.title}" for area in plan.areas)
        raise UsageError(
            f'there is no focus area "{only}".',
            next_step=f"The plan has: {names}; also Plan and Summary.",
        )
    return chosen

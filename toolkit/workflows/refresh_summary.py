"""Bring Summary up to date with the last sync, without gathering anything."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.ports.book_maker import Content
from toolkit.ports.planned_write import PlannedWrite, Refill
from toolkit.tables.stamp import Stamp
from toolkit.workflows.bench import PlannedFile
from toolkit.workflows.changed_files import FoundFile, found_files
from toolkit.workflows.count_up import last_state
from toolkit.workflows.made_summary import note_made, summary_refill
from toolkit.workflows.observe import observe
from toolkit.workflows.open_lines import open_lines
from toolkit.workflows.replicas import SUMMARY_REPLICA, replicas_of
from toolkit.workflows.session import Session, bench_of
from toolkit.workflows.synced import Delivered
from toolkit.workflows.write_back import Outcome, write_back
from toolkit.workflows.write_live import write_live

LOCK = "lock"


def refresh_summary(session: Session) -> tuple[Delivered, ...]:
    """Write what Summary lacks; a Summary with edits nobody has gathered waits for sync."""
    state = last_state(session)
    for file in found_files(session):
        stamp = file.copy.stamp if file.copy else None
        if file.copy is None or stamp is None or stamp.replica != SUMMARY_REPLICA:
            continue
        if stamp.plan != session.adopted.plan_id:
            continue
        if not file.known:
            return (Delivered(file.name, queued="it holds edits: run actiongrid sync"),)
        baseline = session.history.baseline_of(SUMMARY_REPLICA, file.content)
        names = {r.scope: r.file for r in replicas_of(state.plan) if r.scope}
        wanted = state.content(open_lines(session.history))
        refill = _refill(session, file, wanted, stamp, names)
        if not refill:
            return ()
        planned = PlannedWrite(stamp, refill=refill)
        known = baseline.known if baseline else {}
        lock = session.files.within(session.places.inside, LOCK)
        with session.files.lock(lock, "actiongrid rollup"):
            bench = bench_of(session)
            target = PlannedFile(SUMMARY_REPLICA, file.place, file.copy, planned, known)
            way = file.way
            written = write_live(bench, way, target) if way else write_back(bench, target)
        if written.content and refill.outline.frame:
            note_made(session.history, written.content, refill.outline)
        queued = written.reason if written.outcome is Outcome.QUEUED else ""
        refused = written.reason if written.outcome is Outcome.REFUSED else ""
        return (Delivered(file.name, queued=queued, refused=refused),)
    return ()


def _refill(
    session: Session, file: FoundFile, wanted: Content, stamp: Stamp, names: Mapping[str, str]
) -> Refill:
    if file.way is not None:
        drawn = session.books.drawn_summary(wanted, stamp, names)
        return file.way.backend.refill(file.place, drawn)
    held = observe(bench_of(session), file.place, (file.content,))
    return summary_refill(session, held, wanted, stamp, names, news=False)

"""Bring Summary up to date with the last sync, without gathering anything."""

from __future__ import annotations

from functools import partial

from toolkit.ports.planned_write import PlannedWrite
from toolkit.workflows.bench import PlannedFile
from toolkit.workflows.changed_files import found_files
from toolkit.workflows.count_up import last_state
from toolkit.workflows.made_summary import fresh_or_cells, note_made
from toolkit.workflows.observe import observe
from toolkit.workflows.open_lines import open_lines
from toolkit.workflows.replicas import SUMMARY_REPLICA, replicas_of
from toolkit.workflows.session import Session, bench_of
from toolkit.workflows.synced import Delivered
from toolkit.workflows.write_back import Outcome, write_back

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
        content = observe(bench_of(session), file.place)
        names = {r.scope: r.file for r in replicas_of(state.plan) if r.scope}
        wanted = state.content(open_lines(session.history))
        cells = session.backend.refill(content, session.books.drawn_summary(wanted, stamp, names))
        make = partial(session.books.summary, wanted, stamp, names)
        refill = fresh_or_cells(session.history, file.content, cells, make)
        if not refill:
            return ()
        planned = PlannedWrite(stamp, refill=refill)
        known = baseline.known if baseline else {}
        lock = session.files.within(session.places.inside, LOCK)
        with session.files.lock(lock, "actiongrid rollup"):
            written = write_back(
                bench_of(session),
                PlannedFile(SUMMARY_REPLICA, file.place, file.copy, planned, known),
            )
        if written.outcome is Outcome.WRITTEN and refill.replacement:
            note_made(session.history, refill.replacement)
        queued = written.reason if written.outcome is Outcome.QUEUED else ""
        refused = written.reason if written.outcome is Outcome.REFUSED else ""
        return (Delivered(file.name, queued=queued, refused=refused),)
    return ()

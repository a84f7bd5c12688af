"""What becomes of the workbook whose Refresh button was pressed: it is told, not written."""

from __future__ import annotations

from toolkit.errors import FileRefused
from toolkit.ports.commit import Baseline, Commit
from toolkit.ports.content import content_hash
from toolkit.workflows.bench import Bench, PlannedFile
from toolkit.workflows.session import Session
from toolkit.workflows.synced import Delivered


def tell_button(session: Session, bench: Bench, file: PlannedFile) -> Delivered:
    """Work out what the open workbook has to show, and expect it back showing just that.

    The macro puts the cells in and saves: the next sync finds the new stamp and compares with what
    is noted here. Should the macro never get that far, the file still has its old stamp, and its
    old baseline holds.
    """
    name = session.files.name_of(file.place)
    try:
        shown = bench.backend.patch(bench.contents.get(file.seen.content), file.planned)
    except FileRefused as refusal:
        return Delivered(name, refused=str(refusal))
    number = file.planned.stamp.baseline
    expected = Baseline(file.replica, content_hash(shown), number, number, file.known)
    bench.history.commit(Commit(at=session.now(), baselines=(expected,)))
    refill = file.planned.refill
    cells = file.planned.size + refill.renewed + len(refill.fills)
    return Delivered(name, cells, note="; ".join(refill.notes), shown=shown)

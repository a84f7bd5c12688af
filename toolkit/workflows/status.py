"""What has changed, is open, stale, queued: reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from toolkit.workflows.interrupted import is_unfinished, stopped_hint
from toolkit.workflows.past import people_said
from toolkit.workflows.queued import queued_writes
from toolkit.workflows.session import Session
from toolkit.workflows.sync import sync
from toolkit.workflows.synced import Request, Synced


def look(session: Session) -> Synced:
    """A dry run: everything is read and compared, nothing is written."""
    return sync(session, Request(dry_run=True))


def status_document(session: Session, done: Synced) -> dict[str, Any]:
    """The JSON document ``actiongrid/status``."""
    return {
        "schema": "actiongrid/status",
        "version": 1,
        "snapshot": done.before,
        "replicas": list(_replicas(session, done)),
        "queued": [{"file": file, "reason": reason} for file, reason in _queued(session, done)],
        "unfinished": is_unfinished(session),
        "conflicts": len(done.conflicts),
        "waiting": len(done.waiting),
        "needs_you": len(done.needs),
        "not_heard": _not_heard(done),
    }


def status_lines(session: Session, done: Synced) -> Iterator[str]:
    """What a person reads."""
    last = session.history.last()
    when = f", {last.at:%d %b %Y %H:%M}" if last.at else ""
    yield f"{done.state.plan.name}: sync no. {last.number}{when}"
    replicas = list(_replicas(session, done))
    for replica in replicas:
        cells = replica["changed_cells"]
        said = f"{cells} changed cell{'' if cells == 1 else 's'}" if cells else ""
        state = " – ".join(part for part in (replica["state"], said) if part)
        reason = replica.get("reason", "").removeprefix(f"{replica['file']}: ")
        yield f"  {replica['file']}: {state}{f'. {reason}' if reason else ''}"
    overall = done.state.rollup.overall
    yield f"{overall.checked} of {overall.in_play} actions checked this period."
    if done.conflicts:
        count = len(done.conflicts)
        yield f"{count} {'cell has' if count == 1 else 'cells have'} two answers."
    count = len(done.needs)
    waits = "1 line waits" if count == 1 else f"{count} lines wait"
    yield f"{waits} on the sheet Needs you in Summary." if count else "Nothing needs you."
    yield from stopped_hint(session)
    states = {replica["state"] for replica in replicas}
    if states & {"changed", "returned"}:
        yield "Next: actiongrid sync gathers what has changed."
    if "queued" in states:
        yield "Next: actiongrid sync writes what waits, once nobody has these files open."
    if "missing" in states:
        yield "Next: actiongrid generate writes what is missing, with all that was agreed."


def _queued(session: Session, done: Synced) -> Iterator[tuple[str, str]]:
    """The live files in which the last sync could not write what was agreed."""
    live = {found.copy.file for found in done.sources.live}
    queued = queued_writes(session.history)
    return ((file, reason) for file, reason in queued.items() if file in live)


def _replicas(session: Session, done: Synced) -> Iterator[dict[str, Any]]:
    queued = dict(_queued(session, done))
    changed = Counter(edit.source.file for edit in people_said(done.edits))
    held = {hold.file for hold in done.holds if hold.whole_file}
    counted = {receipt.file for receipt in done.receipts if receipt.known}
    for found in done.sources.live:
        file = found.copy.file
        state = "held" if file in held else "changed" if changed[file] else "unchanged"
        told: dict[str, Any] = {"file": file, "state": state, "changed_cells": changed[file]}
        if file in queued:
            told["reason"] = f"What was agreed is not in it yet: {queued[file]}."
            told["state"] = "queued" if state == "unchanged" else state
        yield told
    for found in done.sources.returned:
        file = found.copy.file
        state = "counted" if file in counted and not changed[file] else "returned"
        yield {"file": file, "state": state, "changed_cells": changed[file]}
    for unread in done.unread:
        yield {"file": unread.file, "state": "busy" if unread.busy else "refused",
               "changed_cells": 0, "reason": unread.reason}  # fmt: skip
    for replica in done.missing:
        yield {"file": replica.file, "state": "missing", "changed_cells": 0}


def _not_heard(done: Synced) -> int:
    return done.state.rollup.overall.in_play - done.state.rollup.overall.checked

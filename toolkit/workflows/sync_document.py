"""What a sync did, as the JSON document ``actiongrid/sync``."""

from __future__ import annotations

from typing import Any

from toolkit.merge.cell import AMENDMENT
from toolkit.merge.conflict import Conflict
from toolkit.merge.note import Note
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.edit_words import ref_of
from toolkit.workflows.noticed_words import noticed
from toolkit.workflows.past import edit_document, people_said
from toolkit.workflows.show import plain
from toolkit.workflows.survey_taken import taken_document
from toolkit.workflows.synced import Synced


def sync_document(done: Synced) -> dict[str, Any]:
    """The JSON document ``actiongrid/sync``."""
    schema, snapshot = done.state.schema, done.state.snapshot
    return {
        "schema": "actiongrid/sync",
        "version": 1,
        "dry_run": done.dry_run,
        "snapshot": snapshot.number,
        "before": done.before,
        "changes": [
            edit_document(schema, edit, ref_of(snapshot, edit)) for edit in people_said(done.edits)
        ],
        "conflicts": [_conflict(conflict, snapshot, schema) for conflict in done.conflicts],
        "amendments": [
            edit_document(schema, edit, ref_of(snapshot, edit))
            for edit in done.waiting
            if edit.reason == AMENDMENT
        ],
        "waiting": [
            edit_document(schema, edit, ref_of(snapshot, edit))
            for edit in done.waiting
            if edit.reason != AMENDMENT
        ],
        "held": [
            {"file": hold.file, "reason": hold.reason, "how_to_release": hold.release}
            for hold in done.holds
        ]
        + [
            {"file": unread.file, "reason": unread.reason, "how_to_release": unread.reason}
            for unread in done.unread
            if not unread.busy
        ],
        "mended": [mended.message for mended in done.mended],
        "untold": [
            edit_document(schema, edit, ref_of(snapshot, edit))
            for edit in (done.untold.edits if done.untold else ())
        ],
        "noticed": list(noticed(done, done.notes)),
        "receipts": [
            {
                "file": receipt.file,
                "by": receipt.by or None,
                "says": receipt.sentence,
                "not_counted": [_typed_over(note, snapshot, schema) for note in receipt.typed_over],
            }
            for receipt in done.receipts
        ],
        "letters": list(done.letters),
        "written": [
            {"file": file.file, "cells": file.cells, "note": file.note or None}
            for file in done.delivered
            if not file.queued and not file.refused
        ],
        "queued": [
            {"file": file.file, "reason": file.queued} for file in done.delivered if file.queued
        ]
        + [{"file": unread.file, "reason": unread.reason} for unread in done.unread if unread.busy],
        "refused": [
            {"file": file.file, "reason": file.refused} for file in done.delivered if file.refused
        ],
        "missing": [replica.file for replica in done.missing],
        "surveys": [taken_document(taken) for taken in done.surveys],
        "needs_you": [
            {
                "key": line.key,
                "kind": line.kind,
                "urgent": line.urgent,
                "what": line.what,
                "ref": line.ref or None,
                "file": line.file or None,
                "sheet": line.sheet or None,
                "cell": line.cell or None,
                "choices": list(line.choices),
                "answer": line.answer or None,
                "note": line.note or None,
            }
            for line in done.needs
        ],
        "calls": {"google": done.calls},
    }


def _named_cell(what: Note | Conflict, snapshot: Snapshot, schema: Schema) -> dict[str, Any]:
    record = snapshot.record(what.table, what.id)
    return {
        "table": what.table,
        "id": what.id,
        "ref": record.text("ref") if record else "",
        "column": schema[what.table].by_name[what.column].heading,
    }


def _typed_over(note: Note, snapshot: Snapshot, schema: Schema) -> dict[str, Any]:
    return {
        **_named_cell(note, snapshot, schema),
        "value": note.text,
        "file": note.source.file,
        "cell": note.source.cell,
    }


def _conflict(conflict: Conflict, snapshot: Snapshot, schema: Schema) -> dict[str, Any]:
    return {
        **_named_cell(conflict, snapshot, schema),
        "base": plain(conflict.base),
        "since": conflict.since,
        "values": [
            {
                "value": plain(edit.new),
                "by": edit.source.by or None,
                "file": edit.source.file or None,
                "cell": edit.source.cell or None,
            }
            for edit in conflict.values
        ],
    }

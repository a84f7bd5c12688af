"""What ``generate`` did, as a document and in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from toolkit.workflows.generate import Generated
from toolkit.workflows.past import people_said
from toolkit.workflows.session import Session
from toolkit.workflows.sync_document import sync_document
from toolkit.workflows.sync_words import sync_lines


def generate_document(session: Session, done: Generated) -> dict[str, Any]:
    """The JSON document ``actiongrid/generate``."""
    return {
        "schema": "actiongrid/generate",
        "version": 1,
        "dry_run": done.dry_run,
        "folder": session.places.workbooks,
        "written": list(done.written),
        "kept": list(done.kept),
        "copies": [{"recipient": c.recipient, "file": c.file} for c in done.copies],
        "sync": sync_document(done.synced),
    }


def generate_lines(session: Session, done: Generated) -> Iterator[str]:
    """What a person reads after ``generate``."""
    if list(people_said(done.synced.edits)) or done.synced.unread or done.synced.holds:
        yield from sync_lines(done.synced)
        yield ""
    if done.written:
        yield "Would be written:" if done.dry_run else f"Written into {session.places.workbooks}:"
        yield from (f"  {name}" for name in done.written)
    if done.copies:
        yield f"Copies for mailing, in {session.places.outbox}:"
        yield from (f"  {copy.file}" for copy in done.copies)
    if done.kept:
        yield "There already, brought up to date where needed:"
        yield from (f"  {name}" for name in done.kept)

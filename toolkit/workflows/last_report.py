"""Which report was written last, and from what: mail sends that one, as it stands on disk."""

from __future__ import annotations

import json
from datetime import date

from msgspec import Struct
from msgspec.structs import asdict

from toolkit.ports.content import content_hash
from toolkit.rollup.figures import Rollup
from toolkit.rollup.rollup_document import rollup_document
from toolkit.workflows.session import Session

_KEPT = "last report"


class LastReport(Struct, frozen=True):
    """The report written last.

    Attributes:
        folder: full path of its folder.
        files: names of its files; the agenda is not one of them.
        snapshot: the sync it reports.
        day: its date, ISO 8601.
        since: what it compares with, as it was asked for.
        audience: its edition.
        figures: fingerprint of every figure in it.
    """

    folder: str
    files: tuple[str, ...]
    snapshot: int
    day: str
    since: str
    audience: str
    figures: str

    @property
    def date(self) -> date:
        """Its date."""
        return date.fromisoformat(self.day)


def keep_last_report(session: Session, report: LastReport) -> None:
    """Note which report was written last."""
    session.history.set_setting(_KEPT, json.dumps(asdict(report)))


def last_report(session: Session) -> LastReport | None:
    """The report written last; None when none was."""
    kept = session.history.setting(_KEPT)
    if not kept:
        return None
    facts = json.loads(kept)
    return LastReport(**{**facts, "files": tuple(facts["files"])})


def figures_of(rollup: Rollup) -> str:
    """Fingerprint of all figures: another one means that some figure moved."""
    return content_hash(json.dumps(rollup_document(rollup), default=str).encode())

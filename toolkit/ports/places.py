"""Where the parts of a workspace are, as plain text."""

from __future__ import annotations

import re

from msgspec import Struct


class Places(Struct, frozen=True):
    """Full paths of one workspace.

    Attributes:
        folder: the workspace itself.
        plan: the plan document.
        workbooks, inbox, outbox, surveys, reports: folders, as settings say.
        inside: history, backups, logs and the lock; always on a local disk.
    """

    folder: str
    plan: str
    workbooks: str
    inbox: str
    outbox: str
    surveys: str
    reports: str
    inside: str

    def shown(self, place: str) -> str:
        """A path as a person would say it: from the workspace, when it is inside."""
        rest = place.removeprefix(self.folder)
        return rest.lstrip("/\\").replace("\\", "/") if rest != place else place

    def from_report(self, place: str) -> str:
        """A path as seen from a report's folder; "" when none leads there: another drive."""
        here, there = _steps(self.reports), _steps(place)
        pairs = enumerate(zip(here, there, strict=False))
        shared = next((n for n, (a, b) in pairs if a != b), min(len(here), len(there)))
        return "/".join((*[".."] * (len(here) - shared + 1), *there[shared:])) if shared else ""


def _steps(place: str) -> list[str]:
    return re.split(r"[/\\]+", place)

"""Where the parts of a workspace are, as plain text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Places:
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

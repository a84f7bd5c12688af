"""The stamp: what a workbook says about itself, so that a copy can be merged weeks later."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct

STAMP_SHEET = "_actiongrid"
"""The hidden sheet that is the stamp's one home."""

HEADINGS = "headings "
"""Label, with the Excel Table's name behind it, of the row with the headings it was made with."""

_LABELS = {
    "plan": "plan",
    "replica": "replica",
    "baseline": "baseline",
    "recipient": "recipient",
    "scope": "scope",
}
_WORKSPACE = "workspace"


class Stamp(Struct, frozen=True):
    """Identity of one workbook or Google sheet.

    Attributes:
        plan: id of the plan it belongs to.
        replica: id of the place it lives in ("area-1", "plan", "summary"), the same in every copy.
        baseline: number of the snapshot it was written from.
        recipient: the person this copy was mailed to, "" for the live file.
        scope: id of the area record whose rows it shows, "" for the whole plan.
        workspace: id of the workspace whose history counts the baselines, "" when it was made
            before workspaces had one.
    """

    plan: str
    replica: str
    baseline: int
    recipient: str = ""
    scope: str = ""
    workspace: str = ""

    def rows(self) -> tuple[tuple[str, str], ...]:
        """The stamp as label and text, the checksum last: it detects damage, not forgery."""
        facts = tuple((label, str(getattr(self, name))) for name, label in _LABELS.items())
        if self.workspace:
            facts = (*facts, (_WORKSPACE, self.workspace))
        return (*facts, ("checksum", _checksum(facts)))


def stamp_of(rows: Mapping[str, str]) -> Stamp | None:
    """The stamp that rows of label and text spell; None when it is missing or damaged."""
    facts = tuple((label, rows.get(label, "")) for label in _LABELS.values())
    if _WORKSPACE in rows:
        facts = (*facts, (_WORKSPACE, rows[_WORKSPACE]))
    if rows.get("checksum") != _checksum(facts):
        return None
    found = dict(facts)
    if not found["baseline"].isdigit():
        return None
    return Stamp(
        plan=found["plan"],
        replica=found["replica"],
        baseline=int(found["baseline"]),
        recipient=found["recipient"],
        scope=found["scope"],
        workspace=found.get(_WORKSPACE, ""),
    )


def _checksum(facts: tuple[tuple[str, str], ...]) -> str:
    text = "\n".join(f"{label}={value}" for label, value in facts)
    return hashlib.sha256(text.encode()).hexdigest()[:12]

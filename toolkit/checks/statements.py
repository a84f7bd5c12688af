"""Vision, mission, beliefs: wording still pending after the day it should have been decided."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding, FindingClass, Severity
from toolkit.schedule.wording import day_words

PENDING_LATE = FindingClass(
    "statement-pending-late",
    Severity.WARNING,
    "Wording still pending past its decision day",
    "Record the decision under State, or the new day under Decision date.",
    '{kind} "{value}" should have been decided on {due}{body}; record the decision or a new day',
)
CLASSES = (PENDING_LATE,)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Every pending statement whose decision day has passed."""
    for row in evidence.rows("statements"):
        due = row.day("decision_date")
        if row["state"] == "pending" and due and due < evidence.moment.today:
            by = row.text("approving_body")
            yield PENDING_LATE.at(
                row.spot("state"),
                value=row.text("pending") or row.text("current"),
                kind=row.text("kind") or "Statement",
                due=day_words(due),
                body=f" by {by}" if by else "",
            )

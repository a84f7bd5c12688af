"""See also: cross-links of the document that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding, FindingClass, Severity

SEE_ALSO_LOST = FindingClass(
    "see-also-lost",
    Severity.WARNING,
    "A cross-link that leads nowhere",
    "The ref it names is in no area, goal or action. Correct it, or take it out.",
    '{ref} says "see also {value}", but the plan has no {value}',
)
CLASSES = (SEE_ALSO_LOST,)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Every See also of goals and actions that names an unknown ref."""
    known = {
        row.ref
        for table in ("areas", "goals", "actions", "sub_items")
        for row in evidence.rows(table)
    }
    for table in ("goals", "actions"):
        for row in evidence.rows(table):
            for ref in re.split(r"[\n,;]", row.text("see_also")):
                if ref.strip() and ref.strip() not in known:
                    yield SEE_ALSO_LOST.at(row.spot("see_also"), value=ref.strip(), ref=row.ref)

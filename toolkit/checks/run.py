"""Run every check: all findings, most serious first."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import SEVERITIES, Finding
from toolkit.checks.registry import CHECKS, Check


def run_checks(evidence: Evidence, checks: Iterable[Check] = CHECKS) -> tuple[Finding, ...]:
    """Every finding of every check, most serious first, then in the order of files and checks."""
    found = [finding for check in checks for finding in check(evidence)]
    files = {copy.file: place for place, copy in enumerate(evidence.copies)}

    def order(finding: Finding) -> tuple[int, int]:
        return SEVERITIES.index(finding.severity), files.get(finding.spot.file, len(files))

    return tuple(sorted(found, key=order))

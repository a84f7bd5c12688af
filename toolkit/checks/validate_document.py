"""The findings as one JSON document with stable keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from toolkit.checks.finding import Finding


def validate_document(findings: Iterable[Finding]) -> dict[str, Any]:
    """The document ``validate --json`` prints."""
    return {
        "schema": "actiongrid/validate",
        "version": 1,
        "findings": [
            {
                "code": finding.code,
                "severity": str(finding.severity),
                "file": finding.spot.file or None,
                "sheet": finding.spot.sheet or None,
                "cell": finding.spot.cell or None,
                "ref": finding.spot.ref or None,
                "value": finding.value or None,
                "message": finding.message,
                "suggestion": finding.suggestion or None,
            }
            for finding in findings
        ],
    }

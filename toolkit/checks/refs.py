"""Refs: what people cite. Doubled or odd ones make letters and minutes ambiguous."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from toolkit.checks.evidence import Evidence, SeenRow
from toolkit.checks.finding import Finding, FindingClass, Severity

REF_TWICE = FindingClass(
    "ref-twice",
    Severity.WARNING,
    "One ref for two rows",
    "Rows keep their identity all the same, but nobody can tell which one minutes mean.",
    'ref "{value}" stands in {count} rows ({places}); give one of them another',
)
REF_ODD = FindingClass(
    "ref-odd",
    Severity.QUESTION,
    "A ref unlike the others",
    "Refs look like 1.2b or 1.3.2. Another form is kept, but links and sorting may miss it.",
    'ref "{value}" does not look like the plan\'s others (such as 1.2b); is it meant so?',
)
CLASSES = (REF_TWICE, REF_ODD)
_USUAL = re.compile(r"[A-Za-z]{0,3}\d{1,3}([./][A-Za-z0-9]{1,3})*[A-Za-z]?([./]\d{1,3})*")


def check(evidence: Evidence) -> Iterator[Finding]:
    """Doubled refs within one file, and refs of an odd form, in the action grid."""
    by_ref: dict[tuple[str, str], list[SeenRow]] = defaultdict(list)
    for row in evidence.rows("actions"):
        ref = row.ref
        if ref:
            by_ref[(row.file, ref)].append(row)
        if ref and not _USUAL.fullmatch(ref):
            yield REF_ODD.at(row.spot("ref"), value=ref)
    for (_, ref), rows in by_ref.items():
        if len(rows) > 1 and len({row.id for row in rows}) > 1:
            places = ", ".join(row.spot("ref").cell or row.id for row in rows)
            yield REF_TWICE.at(rows[-1].spot("ref"), value=ref, count=len(rows), places=places)

"""SMART questions: measurable, timely, specific. Off unless asked for, and once per file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from toolkit.checks.evidence import Evidence, SeenRow
from toolkit.checks.finding import Finding, FindingClass, Severity, listed
from toolkit.tables.counted import counted

MEASURE_MISSING = FindingClass(
    "smart-no-measure",
    Severity.QUESTION,
    "Actions nobody can measure",
    "Measurable: how will the board know it worked? Asked only with `smart: yes` in the plan.",
    '{count} no "{heading}": {refs}; how will you know it worked?',
)
WORDING_VAGUE = FindingClass(
    "smart-vague",
    Severity.QUESTION,
    "Wording that cannot be finished",
    "Specific: words such as support, explore, as appropriate name no end. Asked only with "
    "`smart: yes` in the plan.",
    "{count} words that name no end ({value}): {refs}; what would done look like?",
)
CLASSES = (MEASURE_MISSING, WORDING_VAGUE)
_VAGUE = re.compile(
    r"\b(as appropriate|as needed|as necessary|support|explore|continue to|strive|enhance|"
    r"facilitate|consider|promote|encourage|look into|try to)\b",
    re.IGNORECASE,
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Actions without a measure or with open-ended words, when the plan asks for it."""
    if not evidence.smart:
        return
    measured = {row.text("of") for row in evidence.rows("measures")}
    bare: dict[str, list[SeenRow]] = defaultdict(list)
    vague: dict[str, list[tuple[SeenRow, str]]] = defaultdict(list)
    for row in evidence.actions():
        if not row.text("measures") and row.ref not in measured:
            bare[row.file].append(row)
        if found := _VAGUE.search(row.text("text")):
            vague[row.file].append((row, found.group(0).casefold()))
    heading = evidence.heading("actions", "measures")
    for rows in bare.values():
        yield MEASURE_MISSING.at(
            rows[0].spot("measures"), count=_has(len(rows)), heading=heading, refs=_refs(rows)
        )
    for pairs in vague.values():
        words = ", ".join(dict.fromkeys(word for _, word in pairs))
        rows = [row for row, _ in pairs]
        yield WORDING_VAGUE.at(
            rows[0].spot("text"), value=words, count=_has(len(rows)), refs=_refs(rows)
        )


def _has(number: int) -> str:
    return counted(number, "action has", "actions have")


def _refs(rows: list[SeenRow]) -> str:
    return listed(tuple(row.ref or row.spot().cell for row in rows))

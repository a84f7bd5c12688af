"""Texts longer than a spreadsheet cell can hold."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding, FindingClass, Severity

LONGEST = 32_767
"""Characters a spreadsheet cell holds."""

TEXT_TOO_LONG = FindingClass(
    "text-too-long",
    Severity.ERROR,
    "A text no cell can hold",
    f"A cell holds {LONGEST:,} characters. Nothing is ever cut: the cell is not written until the "
    "text is shorter. Put the long version in a document and link it.",
    "{heading} has {length} characters, a cell holds {limit}; shorten it or link a document",
)
CLASSES = (TEXT_TOO_LONG,)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Every text of every table that is too long."""
    for table, schema in evidence.schema.tables.items():
        for row in evidence.rows(table):
            for name, value in row.values.items():
                if isinstance(value, str) and len(value) > LONGEST:
                    yield TEXT_TOO_LONG.at(
                        row.spot(name),
                        value=value[:200],
                        heading=schema.by_name[name].heading,
                        length=f"{len(value):,}",
                        limit=f"{LONGEST:,}",
                    )

"""Texts longer than a spreadsheet cell can hold, in the plan as it is agreed."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.cell_types import TEXT_TOO_LONG
from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding, FindingClass
from toolkit.tables.reading import length_problem, too_long

CLASSES: tuple[FindingClass, ...] = ()
"""Its one kind of finding is that of cells people type in."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Every text of every table that is too long."""
    for table, schema in evidence.schema.tables.items():
        for row in evidence.rows(table):
            for name, value in row.values.items():
                if isinstance(value, str) and too_long(value):
                    yield TEXT_TOO_LONG.at(
                        row.spot(name),
                        value=value[:200],
                        heading=schema.by_name[name].heading,
                        problem=length_problem(value),
                    )

"""Formulas where a value belongs: errors, and results no program has worked out yet."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding, FindingClass, Severity, Spot
from toolkit.tables.raw import RawKind

FORMULA_ERROR = FindingClass(
    "formula-error",
    Severity.WARNING,
    "A formula shows an error",
    "The cell says nothing, so the last known value stays. Mend the formula or type the value.",
    "{heading} shows the error {value}; mend the formula or type the value",
)
FORMULA_UNCALCULATED = FindingClass(
    "formula-uncalculated",
    Severity.WARNING,
    "A formula without a result",
    "The file was saved by a program that does not calculate. Open it in a spreadsheet, save it, "
    "or type the value; until then the last known value stays.",
    "{heading} holds a formula nobody has calculated; open the file and save it once",
)
CLASSES = (FORMULA_ERROR, FORMULA_UNCALCULATED)
_kind_of = attrgetter("kind")
_BY_KIND = {RawKind.ERROR: FORMULA_ERROR, RawKind.UNCALCULATED: FORMULA_UNCALCULATED}


def check(evidence: Evidence) -> Iterator[Finding]:
    """Every cell of the plan's columns that gives an error or no result."""
    for copy, view, schema in evidence.views():
        for row in view.rows:
            if _BY_KIND.keys().isdisjoint(map(_kind_of, row.cells.values())):  # nearly always
                continue
            for name, raw in row.cells.items():
                known = _BY_KIND.get(raw.kind)
                column = schema.by_name.get(name) if known else None
                if known and column and not column.computed:
                    ref = str(row["ref"].value or "")
                    cell = view.address(row, name)
                    spot = Spot(copy.file, view.sheet, cell, view.table, row.id, name, ref)
                    yield known.at(spot, value=str(raw.value or ""), heading=column.heading)

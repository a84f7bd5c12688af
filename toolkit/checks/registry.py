"""The list of checks. A new check is one file with ``CLASSES`` and ``check``, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from toolkit.checks import (
    balance,
    by_when,
    cell_types,
    columns,
    contradictions,
    formulas,
    long_text,
    measures,
    refs,
    row_ids,
    see_also,
    silence,
    smart,
    stamps,
    statements,
    tool_columns,
    twins,
    who,
)
from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding, FindingClass

Check = Callable[[Evidence], Iterator[Finding]]

_MODULES = (
    stamps,
    columns,
    row_ids,
    refs,
    cell_types,
    formulas,
    long_text,
    tool_columns,
    contradictions,
    by_when,
    who,
    measures,
    statements,
    see_also,
    twins,
    silence,
    balance,
    smart,
)
CHECKS: tuple[Check, ...] = tuple(module.check for module in _MODULES)
"""Every check, in the order of reading: files, rows, cells, sense."""

CLASSES: tuple[FindingClass, ...] = tuple(known for module in _MODULES for known in module.CLASSES)
"""Every kind of finding there is."""

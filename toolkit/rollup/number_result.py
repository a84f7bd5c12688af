"""Whether a measured number has reached what the plan asks of it."""

from __future__ import annotations

from toolkit.tables.column import Value
from toolkit.tables.record import Record


def number_result(measure: Record) -> str:
    """Met, Not met, or what is missing to tell."""
    actual, target = _number(measure["actual"]), _number(measure["target"])
    if actual is None:
        return "not reported"
    if target is None:
        return "no target"
    if measure["direction"] == "keep within":
        return _within(actual, target, _number(measure["baseline"]))
    reached = actual <= target if measure["direction"] == "fall" else actual >= target
    return "Met" if reached else "Not met"


def _within(actual: float, target: float, baseline: float | None) -> str:
    """Kept within means between Baseline and Target, whichever is the lower one."""
    if baseline is None:
        return "no baseline to keep within"
    low, high = sorted((baseline, target))
    return "Met" if low <= actual <= high else "Not met"


def _number(value: Value) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return None

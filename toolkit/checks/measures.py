"""Measures: no target, figures out of bounds, a survey rule nobody can apply."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from toolkit.checks.evidence import Evidence, SeenRow
from toolkit.checks.finding import Finding, FindingClass, Severity, listed
from toolkit.tables.counted import counted

TARGET_MISSING = FindingClass(
    "target-missing",
    Severity.QUESTION,
    "Number measures without a target",
    "Without a target nobody can say whether it was met. Listed once per file.",
    "{count} no target: {refs}; what should they reach?",
)
OUT_OF_BOUNDS = FindingClass(
    "measure-out-of-bounds",
    Severity.WARNING,
    "A figure its scale does not allow",
    "A mean beyond its scale, a negative count, or a percentage above 100 is a typing slip.",
    "{heading} {value} of {ref} is outside {low} to {high}; correct it",
)
RULE_UNCLEAR = FindingClass(
    "survey-rule-unclear",
    Severity.QUESTION,
    "A survey measure without a rule the tool can apply",
    'Write the rule such as "mean >= 4 of 5"; until then results are shown without Met or Not met.',
    '{ref}: the rule "{value}" gives no number to reach; write it such as "mean >= 4 of 5"',
)
TYPED_WITHOUT_N = FindingClass(
    "typed-mean-without-n",
    Severity.WARNING,
    "A typed mean without its number of answers",
    "A mean is shown only with the number of answers behind it, and only from the floor on.",
    "{ref}: typed mean {value} has no number of answers; fill in Typed n or it is not shown",
)
CLASSES = (TARGET_MISSING, OUT_OF_BOUNDS, RULE_UNCLEAR, TYPED_WITHOUT_N)
_SCALE = re.compile(r"(?:of|out of|/|on an?)\s*(\d{1,3})(?:[- ]point)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def check(evidence: Evidence) -> Iterator[Finding]:
    """Every measure that cannot be judged as it stands."""
    aimless: dict[str, list[SeenRow]] = defaultdict(list)
    for row in evidence.rows("measures"):
        kind = row.text("kind")
        if kind == "number" and row["target"] is None:
            aimless[row.file].append(row)
        if kind == "survey" and row.text("rule") and not _NUMBER.search(row.text("rule")):
            yield RULE_UNCLEAR.at(row.spot("rule"), value=row.text("rule"), ref=row.ref)
        if row["typed_mean"] is not None and row["typed_n"] is None:
            yield TYPED_WITHOUT_N.at(row.spot("typed_n"), value=row["typed_mean"], ref=row.ref)
        yield from _bounds(evidence, row)
    for rows in aimless.values():
        yield TARGET_MISSING.at(
            rows[0].spot("target"),
            count=counted(len(rows), "measure has", "measures have"),
            refs=listed(tuple(row.ref for row in rows)),
        )


def _bounds(evidence: Evidence, row: SeenRow) -> Iterator[Finding]:
    for column, (low, high) in _limits(row).items():
        value = row[column]
        if isinstance(value, int | float) and not low <= value <= high:
            yield OUT_OF_BOUNDS.at(
                row.spot(column),
                value=value,
                heading=evidence.heading("measures", column),
                ref=row.ref,
                low=f"{low:g}",
                high="any" if high == float("inf") else f"{high:g}",
            )


def _limits(row: SeenRow) -> dict[str, tuple[float, float]]:
    """What each figure of a measure may be, as far as its rule and unit tell."""
    top = float("inf")
    scale = _SCALE.search(f"{row.text('rule')} {row.text('unit')}")
    if row.text("kind") == "survey":
        top = float(scale.group(1)) if scale else 10.0
        return {"typed_mean": (0, top), "typed_n": (0, float("inf")), "target": (0, top)}
    if "%" in row.text("unit") or "percent" in row.text("unit").casefold():
        return {"baseline": (0, 100), "target": (0, 100), "actual": (0, 100)}
    return {}

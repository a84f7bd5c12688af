"""Statuses that do not fit the rest of their row. Asked gently; nothing is ever recoloured."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.evidence import Evidence, SeenRow
from toolkit.checks.finding import Finding, FindingClass, Severity
from toolkit.schedule.timing import UNDATED_KINDS, timing_of
from toolkit.schedule.wording import day_words

COMPLETE_UNPROVEN = FindingClass(
    "complete-without-outcome",
    Severity.WARNING,
    "Complete without an outcome",
    "A board will ask what came of it. A sentence or a link under Outcome / evidence answers.",
    "{ref} is {value} but {heading} is empty; say what came of it and where it can be seen",
)
COMPLETE_OPEN_PARTS = FindingClass(
    "complete-with-open-parts",
    Severity.WARNING,
    "Complete with open sub-items",
    "Either a sub-item was forgotten, or the action is not complete yet.",
    "{ref} is {value}, but sub-items are not ticked: {parts}",
)
COMPLETE_BELOW_100 = FindingClass(
    "complete-below-100",
    Severity.WARNING,
    "Complete below 100 percent",
    "Status and percentage disagree.",
    "{ref} is {status} at {value} %; correct one of them",
)
PAST_ITS_DAY = FindingClass(
    "on-track-past-date",
    Severity.WARNING,
    "On track, though its day has passed",
    "It may be done, late, or due on another day: say which.",
    '{ref} is "{value}" but was due on {due}; complete, late, or another day?',
)
RED_SILENT = FindingClass(
    "red-without-note",
    Severity.WARNING,
    "At risk or off track without a word",
    "A note says what stands in the way; Help or decision needed says what would mend it.",
    '{ref} is "{value}" with neither a note nor help wanted; say what stands in the way',
)
NOTE_STATUS = FindingClass(
    "status-on-note",
    Severity.WARNING,
    "A status on a note",
    "The row is a note of the document, not an action: it is kept and not counted.",
    '{ref} is a note, not an action, so its status "{value}" is not counted; empty the cell',
)
CLASSES = (
    COMPLETE_UNPROVEN,
    COMPLETE_OPEN_PARTS,
    COMPLETE_BELOW_100,
    PAST_ITS_DAY,
    RED_SILENT,
    NOTE_STATUS,
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Every row whose status and other cells disagree."""
    statuses = evidence.statuses
    open_parts = _open_parts(evidence)
    best = max((choice.rank for choice in statuses.choices if choice.meaning == "open"), default=0)
    for row in evidence.rows("actions"):
        status = row.text("status")
        if not status:
            continue
        if row["kind"] == "note":
            yield NOTE_STATUS.at(row.spot("status"), value=status, ref=row.ref)
        elif status == statuses.complete:
            yield from _complete(evidence, row, status, open_parts.get(row.id, []))
        elif statuses.is_open(status) and statuses.rank(status) == best:
            yield from _past_its_day(evidence, row, status)
        elif statuses.colour(status) in ("red", "amber") and not _explained(row):
            yield RED_SILENT.at(row.spot("status"), value=status, ref=row.ref)


def _complete(
    evidence: Evidence, row: SeenRow, status: str, open_parts: list[str]
) -> Iterator[Finding]:
    if not row.text("outcome"):
        heading = evidence.heading("actions", "outcome")
        spot = row.spot("outcome")
        yield COMPLETE_UNPROVEN.at(spot, value=status, ref=row.ref, heading=heading)
    if open_parts:
        parts = ", ".join(open_parts)
        yield COMPLETE_OPEN_PARTS.at(row.spot("status"), value=status, ref=row.ref, parts=parts)
    percent = row["percent_complete"]
    if isinstance(percent, int | float) and percent < 100:
        spot = row.spot("percent_complete")
        yield COMPLETE_BELOW_100.at(spot, value=percent, ref=row.ref, status=status)


def _past_its_day(evidence: Evidence, row: SeenRow, status: str) -> Iterator[Finding]:
    timing = timing_of(
        row.text("by_when"),
        evidence.moment,
        last_checked=row.day("last_checked"),
        last_time=row.text("last_time"),
    )
    due = timing.next_due
    if due and due < evidence.moment.today and timing.kind not in UNDATED_KINDS:
        spot = row.spot("status")
        yield PAST_ITS_DAY.at(spot, value=status, ref=row.ref, due=day_words(due))


def _explained(row: SeenRow) -> bool:
    return bool(row.text("note") or row.text("help"))


def _open_parts(evidence: Evidence) -> dict[str, list[str]]:
    """Refs of the sub-items not ticked, by action id."""
    parents = {record.id: record.parent for record in evidence.snapshot["sub_items"].live()}
    found: dict[str, list[str]] = {}
    for part in evidence.rows("sub_items"):
        if part["done"] is not True and part.id in parents:
            found.setdefault(parents[part.id], []).append(part.ref)
    return found

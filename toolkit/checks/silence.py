"""Focus areas nobody has reported on: plans fail by silence, not by red."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.evidence import Evidence, SeenRow
from toolkit.checks.finding import Finding, FindingClass, Severity, Spot

AREA_SILENT = FindingClass(
    "area-silent",
    Severity.WARNING,
    "A focus area without a word this period",
    "Nobody changed or checked anything in it since the period began. A tick under No change is "
    "enough to show that somebody looked.",
    "nothing has been heard of {value} ({count} actions) {period}; ask its owners, or tick No "
    "change",
)
CLASSES = (AREA_SILENT,)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Every area without a check or an edit, once the period has run for a while."""
    moment = evidence.moment
    if (moment.today - moment.period_start).days < moment.due_soon_days:
        return
    goals = {record.id: record.parent for record in evidence.snapshot["goals"].live()}
    parents = {r.id: goals.get(r.parent, "") for r in evidence.snapshot["actions"].live()}
    for area in evidence.snapshot["areas"].live():
        rows = [row for row in evidence.actions() if parents.get(row.id) == area.id]
        if rows and not any(_heard(evidence, row) for row in rows):
            first = rows[0].spot()
            spot = Spot(first.file, first.sheet, table="areas", id=area.id, ref=area.text("ref"))
            title = area.text("title")
            yield AREA_SILENT.at(spot, value=title, count=len(rows), period=moment.period_words)


def _heard(evidence: Evidence, row: SeenRow) -> bool:
    """Checked in this period, ticked, or changed since the last sync."""
    checked = row.day("last_checked")
    if checked and checked >= evidence.moment.period_start:
        return True
    return any(
        row[column] is not None
        and row[column] != evidence.snapshot.value("actions", row.id, column)
        for column in ("status", "note", "outcome", "help", "no_change")
    )

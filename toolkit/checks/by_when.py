"""By When: what the tool cannot read, what can be read two ways, what is left blank."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from toolkit.checks.evidence import Evidence, SeenRow
from toolkit.checks.finding import Finding, FindingClass, Severity, listed
from toolkit.schedule.moment import Moment
from toolkit.schedule.timing import Timing, timing_of
from toolkit.tables.counted import counted

BY_WHEN_UNCLEAR = FindingClass(
    "by-when-unclear",
    Severity.QUESTION,
    "By When in doubt",
    "The words stay. The tool shows how it reads them and asks when it is not sure; a clearer "
    "wording, or the answer in Needs you, settles it.",
    '"{heading}" says "{value}": {question}{alternatives}',
)
BY_WHEN_MISSING = FindingClass(
    "by-when-missing",
    Severity.WARNING,
    "Actions without a By When",
    "Listed once per file. They are never overdue and never due; filling a blank counts at once.",
    '{count} no "{heading}": {refs}',
)
MEETING_UNDATED = FindingClass(
    "meeting-undated",
    Severity.QUESTION,
    "A meeting without a date",
    "Actions are due by a meeting whose date nobody has typed. Write it under Meetings in the Plan "
    "workbook: then they fall due by themselves.",
    "{source}; {count} for it: {refs}",
)
CLASSES = (BY_WHEN_UNCLEAR, BY_WHEN_MISSING, MEETING_UNDATED)

_REMARK = re.compile(r" \([^()]*\)$")
"""What a reading says about itself at its end: (no year given: the first one after adoption)."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Readings in doubt one by one, blanks once per file, an undated meeting once for all files."""
    heading = evidence.heading("actions", "by_when")
    blank: dict[str, list[SeenRow]] = defaultdict(list)
    undated: dict[str, list[SeenRow]] = defaultdict(list)
    asked: set[tuple[str, str]] = set()
    for row in evidence.actions():
        text = row.text("by_when")
        timing = timing_of(text, evidence.moment)
        if not text:
            blank[row.file].append(row)
        elif timing.question:
            # One cell of the goal shows in many rows: it is asked about once.
            if (row.file, text) not in asked:
                asked.add((row.file, text))
                yield _unclear(row, text, timing, heading, evidence.moment)
        elif timing.needs_meeting:
            undated[timing.source].append(row)
    for rows in blank.values():
        yield _missing(rows, heading)
    for source, rows in undated.items():
        yield _undated(source, rows)


def _unclear(row: SeenRow, text: str, timing: Timing, heading: str, moment: Moment) -> Finding:
    others = "; ".join(timing.alternatives)
    return BY_WHEN_UNCLEAR.at(
        row.spot("by_when"),
        value=text,
        suggestion=_clearer(timing, moment),
        heading=heading,
        question=timing.question,
        alternatives=f" (could also be: {others})" if others else "",
    )


def _clearer(timing: Timing, moment: Moment) -> str:
    """Words to type instead: only such as are read as just that, without a further question."""
    for words in (_REMARK.sub("", timing.words), timing.words):
        again = timing_of(words, moment)
        if not again.question and again.words in (words, timing.words):
            return words
    return ""


def _missing(rows: list[SeenRow], heading: str) -> Finding:
    refs = tuple(row.ref or row.spot().cell for row in rows)
    verb = "action has" if len(rows) == 1 else "actions have"
    return BY_WHEN_MISSING.at(
        rows[0].spot("by_when"), count=f"{len(rows)} {verb}", heading=heading, refs=listed(refs)
    )


def _undated(source: str, rows: list[SeenRow]) -> Finding:
    return MEETING_UNDATED.at(
        rows[0].spot("by_when"),
        value=rows[0].text("by_when"),
        source=source.rstrip("."),
        count=counted(len(rows), "action waits", "actions wait"),
        refs=listed(tuple(row.ref for row in rows)),
    )

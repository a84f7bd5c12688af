"""Stamps: files of another plan, and files that do not say which state they were written from."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding, FindingClass, Severity, Spot

PLAN_OTHER = FindingClass(
    "plan-other",
    Severity.ERROR,
    "A file of another plan",
    "Its stamp names another plan. Nothing of it is taken; move it to where it belongs.",
    'this file belongs to the plan "{value}", not to "{plan}"; move it out of this folder',
)
STAMP_MISSING = FindingClass(
    "stamp-missing",
    Severity.ERROR,
    "A file without its stamp",
    "The hidden sheet that says what the file was written from is gone or damaged. A copy that is "
    "clearly nearest to one sync is compared with that one; any other is held until you say what "
    "it is (sync --release FILE).",
    "the hidden stamp is missing or damaged, so nobody can tell how old this file is; "
    "see sync --release",
)
STAMP_AHEAD = FindingClass(
    "stamp-ahead",
    Severity.ERROR,
    "A file newer than history",
    "It was written from a sync this computer's history does not know: another computer synced, or "
    "history was restored from a backup.",
    "this file was written from sync no. {value}, but history ends at no. {last}; "
    "sync on the computer that holds the newer history",
)
CLASSES = (PLAN_OTHER, STAMP_MISSING, STAMP_AHEAD)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Every copy whose stamp does not fit this plan and its history."""
    for copy in evidence.copies:
        spot, stamp = Spot(copy.file), copy.stamp
        if stamp is None:
            yield STAMP_MISSING.at(spot)
        elif evidence.plan_id and stamp.plan != evidence.plan_id:
            yield PLAN_OTHER.at(spot, value=stamp.plan, plan=evidence.plan_id)
        elif stamp.baseline > evidence.snapshot.number:
            yield STAMP_AHEAD.at(spot, value=stamp.baseline, last=evidence.snapshot.number)

"""Every check on the files as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import SEVERITIES, Finding, FindingClass, Severity, Spot
from toolkit.checks.run import run_checks
from toolkit.plan.view import plan_of
from toolkit.workflows.agreed import agreed
from toolkit.workflows.changed_files import found_files, found_online
from toolkit.workflows.online_views import absent, live_replicas
from toolkit.workflows.open_items import open_conflicts
from toolkit.workflows.session import Session
from toolkit.workflows.state import first_day_of, state_of

FILE_REFUSED = FindingClass(
    "file-refused",
    Severity.ERROR,
    "A workbook that cannot be read",
    "It is damaged, protected or something else than a workbook; nothing of it is taken.",
    "{value}",
)
FILE_MISSING = FindingClass(
    "file-missing",
    Severity.ERROR,
    "A workbook that is not there",
    "Nothing can be gathered from it. What was agreed is safe in history.",
    "the workbook is not in {value}; run generate to write it again, or put it back",
)
FILE_OTHER_PLAN = FindingClass(
    "file-other-plan",
    Severity.ERROR,
    "A workbook of another plan",
    "It lies in the wrong folder; nothing of it is taken.",
    'it belongs to the plan "{value}"; move it to where it belongs',
)
CLASSES = (FILE_REFUSED, FILE_MISSING, FILE_OTHER_PLAN)


class Validated(Struct, frozen=True):
    """All findings, files first, then in sheet order.

    Attributes:
        findings: what was found.
        files: how many workbooks were looked at.
        conflicts: how many cells have two answers since an earlier sync.
    """

    findings: tuple[Finding, ...]
    files: int
    conflicts: int = 0


def validate(session: Session) -> Validated:
    """Read every workbook as it is and check it against the plan."""
    snapshot = agreed(session)
    replicas = live_replicas(plan_of(snapshot, session.schema), session.settings)
    files = (*found_files(session), *found_online(session, replicas))
    conflicts = frozenset(conflict.key for conflict in open_conflicts(session.history))
    state = state_of(
        snapshot,
        session.schema,
        session.settings,
        session.today,
        conflicts=conflicts,
        first_day=first_day_of(session.history),
    )
    found = [FILE_REFUSED.at(Spot(file.name), value=file.refused) for file in files if file.refused]
    copies = []
    present = set()
    for file in files:
        if file.copy is None:
            continue
        stamp = file.copy.stamp
        if stamp is not None and stamp.plan != session.adopted.plan_id:
            found.append(FILE_OTHER_PLAN.at(Spot(file.name), value=stamp.plan))
            continue
        if stamp is not None:
            present.add(stamp.replica)
        if stamp is not None or file.copy.tables:
            copies.append(file.copy)
    folder = session.places.shown(session.places.workbooks)
    found += [
        FILE_MISSING.at(Spot(replica.file), value=replica.address or folder)
        for replica in absent(replicas, present)
    ]
    evidence = Evidence(
        tuple(copies),
        session.schema,
        snapshot,
        state.moment,
        session.adopted.plan_id,
        session.adopted.smart,
    )
    return Validated((*found, *run_checks(evidence)), len(files), len(conflicts))


def waits(done: Validated, *, strict: bool) -> bool:
    """Whether the exit code is 3: two answers or an error, or with ``strict`` a warning too."""
    serious = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return bool(done.conflicts) or any(finding.severity in serious for finding in done.findings)


def validate_lines(done: Validated) -> Iterator[str]:
    """What a person reads after ``validate``."""
    for finding in done.findings:
        mark = _MARKS[finding.severity]
        better = f'; did you mean "{finding.suggestion}"?' if _adds(finding) else ""
        code = f" [{finding.code}]"
        yield f"{mark} {finding.sentence.removesuffix(code)}{better}{code}"
    counts = Counter(finding.severity for finding in done.findings)
    if done.conflicts:
        cells = "1 cell has" if done.conflicts == 1 else f"{done.conflicts} cells have"
        yield f"{cells} two answers since an earlier sync: see Needs you in Summary."
    if not done.findings:
        yield f"{done.files} workbooks checked: nothing to mend."
        return
    said = ", ".join(
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in SEVERITIES
        if counts[severity]
    )
    yield f"{done.files} workbooks checked: {said}."


def _adds(finding: Finding) -> bool:
    return bool(finding.suggestion) and finding.suggestion not in finding.message


_MARKS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.QUESTION: "?"}

"""Who: unknown codes, nobody at all, a whole membership alone, several without a lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from toolkit.checks.evidence import Evidence, SeenRow
from toolkit.checks.finding import Finding, FindingClass, Severity, listed
from toolkit.schedule.ownership import Ownership, ownership_of
from toolkit.tables.counted import counted

WHO_UNKNOWN = FindingClass(
    "who-unknown",
    Severity.WARNING,
    "A name or code nobody can place",
    "It is in neither the key nor People. Add the person to People, or correct the code.",
    '"{heading}" names "{value}", who is in neither the key nor People{hint}',
)
OWNER_MISSING = FindingClass(
    "owner-missing",
    Severity.WARNING,
    "Actions without an owner",
    "Listed once per file. Work with a named owner gets done about twice as often; filling a blank "
    "counts at once.",
    '{count} nobody under "{heading}": {refs}',
)
OWNER_MEMBERSHIP = FindingClass(
    "owner-membership",
    Severity.WARNING,
    "A whole membership as the only owner",
    "When everybody owns it nobody does. Name the person or committee that answers for it.",
    'only "{value}" is named under "{heading}" for {count}: {refs}; who answers for it?',
)
LEAD_UNCLEAR = FindingClass(
    "lead-unclear",
    Severity.QUESTION,
    "Several owners and no lead",
    "Who leads among several is asked, never assumed. Listed once per file.",
    '{count} several owners and no lead under "{heading}": {refs}; who leads?',
)
CLASSES = (WHO_UNKNOWN, OWNER_MISSING, OWNER_MEMBERSHIP, LEAD_UNCLEAR)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Unknown codes once per file and wording; the rest once per file."""
    heading = evidence.heading("actions", "who")
    blank: dict[str, list[SeenRow]] = defaultdict(list)
    members: dict[tuple[str, str], list[SeenRow]] = defaultdict(list)
    several: dict[str, list[SeenRow]] = defaultdict(list)
    unknown: dict[tuple[str, str], SeenRow] = {}
    for row in evidence.actions():
        text = row.text("who")
        ownership = ownership_of(text, evidence.moment)
        for word, hint in ownership.unknown.items():
            if (row.file, word) not in unknown:
                unknown[(row.file, word)] = row
                yield _unknown(row, word, hint, heading)
        if not text:
            blank[row.file].append(row)
        elif _membership_only(ownership):
            members[(row.file, text)].append(row)
        elif ownership.question:
            several[row.file].append(row)
    for rows in blank.values():
        yield OWNER_MISSING.at(
            rows[0].spot("who"), count=_has(rows), heading=heading, refs=_refs(rows)
        )
    for (_, text), rows in members.items():
        yield OWNER_MEMBERSHIP.at(
            rows[0].spot("who"),
            value=text,
            count=counted(len(rows), "action"),
            heading=heading,
            refs=_refs(rows),
        )
    for rows in several.values():
        yield LEAD_UNCLEAR.at(
            rows[0].spot("who"),
            value=rows[0].text("who"),
            count=_has(rows),
            heading=heading,
            refs=_refs(rows),
        )


def _unknown(row: SeenRow, word: str, suggestion: str, heading: str) -> Finding:
    hint = f'; did you mean "{suggestion}"?' if suggestion else "; add them to People"
    return WHO_UNKNOWN.at(
        row.spot("who"), value=word, suggestion=suggestion, heading=heading, hint=hint
    )


def _membership_only(ownership: Ownership) -> bool:
    return bool(ownership.memberships) and not ownership.owners and not ownership.unknown


def _has(rows: list[SeenRow]) -> str:
    return counted(len(rows), "action has", "actions have")


def _refs(rows: list[SeenRow]) -> str:
    return listed(tuple(row.ref or row.spot().cell for row in rows))

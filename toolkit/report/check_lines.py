"""Findings and open questions as lines of *Needs you*, and the order of all lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from toolkit.checks.finding import Finding, Severity
from toolkit.errors import begun
from toolkit.report.needs_you import NeedsLine
from toolkit.tables.record import Record
from toolkit.tables.snapshot import Snapshot

ACCEPT_AS_IS = "Accept as is"
"""Silences a line until its cell says something else."""

AS_READ = "As read"
"""The tool's reading of an ambiguous place is right."""

CORRECTED = "Corrected"
"""The place was to be read otherwise, and somebody has corrected the plan's cells."""

STRAY = "no workbook"
"""Kind of the line that names what lies in the inbox and is no workbook."""

_KINDS = ("held", "two answers", "row", "waiting", "amendment", "to check", "question", STRAY)
"""Every kind of line, most urgent first."""


def finding_lines(
    findings: Iterable[Finding],
    *,
    accepted: Collection[str] = frozenset(),
    told: Collection[tuple[str, str, str]] = frozenset(),
) -> Iterator[NeedsLine]:
    """One line a finding, unless somebody accepted it as it is or another line tells it already.

    Args:
        accepted: keys of lines answered with *Accept as is*.
        told: (file, sheet, cell) of lines that wait for an answer anyway.
    """
    for finding in findings:
        spot = finding.spot
        if finding.key in accepted or (spot.cell and (spot.file, spot.sheet, spot.cell) in told):
            continue
        end = "" if finding.message.endswith((".", "?", "!")) else "."
        is_question = finding.severity is Severity.QUESTION
        yield NeedsLine(
            key=finding.key,
            kind="question" if is_question else "to check",
            what=f"{begun(finding.message)}{end}",
            file=spot.file,
            sheet=spot.sheet,
            cell=spot.cell,
            ref=spot.ref,
            choices=(ACCEPT_AS_IS,),
            urgent=finding.severity is Severity.ERROR,
        )


def question_lines(snapshot: Snapshot) -> Iterator[NeedsLine]:
    """One line for each place of the document that could be read otherwise, until it is settled.

    Another reading than the tool's settles nothing by itself: adopted wording changes by people's
    hands only, so the line then says what to correct, and stays until somebody has.
    """
    for record in snapshot["questions"].live():
        answer = record.text("answer")
        if answer in (AS_READ, CORRECTED):
            continue
        what = f"{record.text('place')}: “{_one_line(record.text('text'))}”. "
        if answer:
            what += (
                f"You chose “{_one_line(answer)}”. Adopted wording is changed by people only: type "
                f"it into the cells of {record.text('place').partition(' › ')[0]} (each becomes a "
                f"proposed change), then answer {CORRECTED}."
            )
        else:
            what += _one_line(record.text("reading"))
        choices = (CORRECTED, AS_READ) if answer else question_choices(record)
        yield NeedsLine(f"question|{record.id}", "question", what, choices=choices)


def question_choices(record: Record) -> tuple[str, ...]:
    """The readings of an ambiguous place: the tool's first."""
    others = (line.strip() for line in record.text("alternatives").splitlines())
    return (AS_READ, *(other for other in others if other))


def most_urgent_first(lines: Iterable[NeedsLine]) -> tuple[NeedsLine, ...]:
    """Lines that make figures wrong, then by kind; in the order found within a kind."""

    def order(line: NeedsLine) -> tuple[bool, int]:
        known = line.kind in _KINDS
        return not line.urgent, _KINDS.index(line.kind) if known else len(_KINDS)

    return tuple(sorted(lines, key=order))


def _one_line(text: str) -> str:
    return " / ".join(line.strip() for line in text.splitlines() if line.strip())

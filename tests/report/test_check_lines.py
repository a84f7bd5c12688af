"""Findings and open questions as lines of Needs you."""

from __future__ import annotations

from tests.plan_for_tests import adopted_plan, copy_of, moment, with_rows
from toolkit.checks.evidence import Evidence
from toolkit.checks.run import run_checks
from toolkit.report.check_lines import (
    ACCEPT_AS_IS,
    AS_READ,
    CORRECTED,
    finding_lines,
    most_urgent_first,
    question_lines,
)
from toolkit.report.needs_you import NeedsLine

SNAPSHOT, SCHEMA = adopted_plan()
COPY = copy_of(SNAPSHOT, SCHEMA, {("1.1a", "status"): "Dnoe", ("1.1b", "status"): "Complete"})
FINDINGS = run_checks(Evidence((COPY,), SCHEMA, SNAPSHOT, moment(SNAPSHOT), "tiny"))


def test_a_finding_is_one_line_with_its_place_and_a_way_to_silence_it() -> None:
    line = next(iter(finding_lines(FINDINGS)))
    assert (line.kind, line.urgent, line.choices) == ("to check", True, (ACCEPT_AS_IS,))
    assert (line.file, line.sheet, line.cell, line.ref) == (
        "Tiny.xlsx", "Action grid", "G6", "1.1a",
    )  # fmt: skip
    assert line.what == (
        'Status "Dnoe" is not one of the plan\'s statuses; did you mean "Complete"?'
    )


def test_an_accepted_line_stays_silent_until_its_cell_says_something_else() -> None:
    accepted = {finding.key for finding in FINDINGS}
    assert list(finding_lines(FINDINGS, accepted=accepted)) == []
    cells = {("1.1a", "status"): "Donne", ("1.1b", "status"): "Complete"}
    other = copy_of(SNAPSHOT, SCHEMA, cells)
    found = run_checks(Evidence((other,), SCHEMA, SNAPSHOT, moment(SNAPSHOT), "tiny"))
    lines = list(finding_lines(found, accepted=accepted))
    assert [line.cell for line in lines] == ["G6"]


def test_a_cell_that_waits_anyway_is_not_told_twice() -> None:
    told = {("Tiny.xlsx", "Action grid", "G6")}
    assert "G6" not in {line.cell for line in finding_lines(FINDINGS, told=told)}


def test_an_open_question_of_the_document_offers_its_readings() -> None:
    question = {
        "place": "Goal 1 › Who?",
        "text": "ED\nBD",
        "reading": "One each.",
        "alternatives": "Both for a)\nNone",
    }
    snapshot = with_rows(SNAPSHOT, "questions", question, {**question, "answer": AS_READ})
    (line,) = question_lines(snapshot)
    assert line.what == "Goal 1 › Who?: “ED / BD”. One each."
    assert line.choices == (AS_READ, "Both for a)", "None")


def test_another_reading_stays_a_line_until_somebody_has_corrected_the_plan() -> None:
    question = {
        "place": "Goal 1 › Who?",
        "text": "ED\nBD",
        "reading": "One each.",
        "alternatives": "Both for a)\nNone",
        "answer": "Both for a)",
    }
    snapshot = with_rows(SNAPSHOT, "questions", question, {**question, "answer": CORRECTED})
    (line,) = question_lines(snapshot)
    assert "You chose “Both for a)”." in line.what
    assert "the cells of Goal 1 " in line.what
    assert line.choices == (CORRECTED, AS_READ)


def test_what_makes_figures_wrong_comes_first_then_by_kind() -> None:
    lines = [
        NeedsLine("1", "question", ""),
        NeedsLine("2", "to check", "", urgent=True),
        NeedsLine("3", "amendment", ""),
        NeedsLine("4", "two answers", "", urgent=True),
        NeedsLine("5", "to check", ""),
    ]
    assert [line.key for line in most_urgent_first(lines)] == ["4", "2", "3", "5", "1"]

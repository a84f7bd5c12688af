"""Each check: rows in, findings out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from msgspec.structs import replace

from tests.plan_for_tests import adopted_plan, copy_of, id_of, moment, with_cells, with_rows
from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding
from toolkit.checks.run import run_checks
from toolkit.tables.column import Value
from toolkit.tables.copy import Copy, CopyRow, CopyTable, UnknownColumn
from toolkit.tables.raw import Raw, RawKind, raw_of
from toolkit.tables.row_id import new_row_id
from toolkit.tables.snapshot import Snapshot

SNAPSHOT, SCHEMA = adopted_plan()


def findings(
    *copies: Copy, snapshot: Snapshot = SNAPSHOT, smart: bool = False
) -> tuple[Finding, ...]:
    evidence = Evidence(copies, SCHEMA, snapshot, moment(snapshot), "tiny", smart)
    return run_checks(evidence)


def typed(cells: Mapping[tuple[str, str], Value | Raw]) -> tuple[Finding, ...]:
    """What is found when these cells are typed into the live file."""
    return findings(copy_of(SNAPSHOT, SCHEMA, cells))


def only(found: tuple[Finding, ...], code: str) -> Finding:
    (finding,) = (finding for finding in found if finding.code == code)
    return finding


def codes(found: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in found}


UNTOUCHED = codes(findings(copy_of(SNAPSHOT, SCHEMA)))


def test_an_untouched_file_only_raises_what_the_plan_itself_leaves_open() -> None:
    assert {
        "by-when-missing", "owner-missing", "owner-membership", "who-unknown", "target-missing",
        "area-silent", "lead-unclear",
    } == UNTOUCHED  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value", "code", "suggestion"),
    [
        ("status", "Dnoe", "status-unknown", "Complete"),
        ("status", "purple", "status-unknown", ""),
        ("no_change", "perhaps", "tick-unclear", "x"),
        ("status", Raw(RawKind.ERROR, "#REF!"), "formula-error", ""),
        ("note", Raw(RawKind.UNCALCULATED, formula=True), "formula-uncalculated", ""),
        ("note", "x" * 32_768, "text-too-long", ""),
        ("last_checked", date(2027, 5, 15), "last-checked-future", ""),
        ("last_checked", date(2027, 5, 1), "tool-column-typed", ""),
        ("ref", "9.9z", "tool-column-typed", "1.1a"),
        ("by_when", "whenever it suits", "by-when-unclear", None),
        ("who", "Executive Directer", "who-unknown", None),
    ],
)
def test_a_typed_cell_is_found_at_its_cell(
    column: str, value: Value | Raw, code: str, suggestion: str | None
) -> None:
    found = typed({("1.1a", column): value})
    (finding,) = (
        f
        for f in found
        if f.code == code and f.spot.column == column and f.spot.id == id_of(SNAPSHOT, "1.1a")
    )
    letters = copy_of(SNAPSHOT, SCHEMA).tables[0].letters
    assert (finding.spot.file, finding.spot.sheet) == ("Tiny.xlsx", "Action grid")
    assert finding.spot.cell == f"{letters[column]}6"
    assert suggestion is None or finding.suggestion == suggestion
    assert codes(found) - UNTOUCHED <= {code, "ref-odd"}


def test_the_message_names_place_value_and_next_step() -> None:
    finding = only(typed({("1.1a", "status"): "Dnoe"}), "status-unknown")
    assert finding.sentence == (
        'Tiny.xlsx › Action grid!G6: Status "Dnoe" is not one of the plan\'s statuses; '
        'did you mean "Complete"? [status-unknown]'
    )


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("actual", "a lot", "not-a-number"),
        ("date", "31 February 2027", "not-a-date"),
        ("date", "03/04/2027", "date-ambiguous"),
        ("done", "maybe", "tick-unclear"),
        ("typed_mean", 4.2, "typed-mean-without-n"),
    ],
)
def test_cells_of_other_tables_are_read_by_their_type(column: str, value: Value, code: str) -> None:
    copy = copy_of(SNAPSHOT, SCHEMA, {("1.1/1", column): value}, table="measures")
    assert only(findings(copy), code).spot.ref == "1.1/1"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("half", "not-a-percentage"),
        (0.5, "percent-unclear"),
        (101, "percent-out-of-range"),
        (Raw(RawKind.NUMBER, 0.5, percent=True), ""),
    ],
)
def test_percentages(value: Value | Raw, code: str) -> None:
    snapshot, schema = adopted_plan(PERCENT_PLAN)
    copy = copy_of(snapshot, schema, {("1.1a", "percent_complete"): value})
    found = run_checks(Evidence((copy,), schema, snapshot, moment(snapshot)))
    assert [f.code for f in found if f.spot.column == "percent_complete"] == (
        [code] if code else []
    )


PERCENT_PLAN = """
plan: {id: tiny, name: Tiny}
columns: {actions: {percent_complete: on}}
areas: [{title: One, goals: [{statement: Be, actions: [{text: Do}]}]}]
"""


def test_complete_below_a_hundred_percent_is_asked_about() -> None:
    snapshot, schema = adopted_plan(PERCENT_PLAN)
    cells: dict[tuple[str, str], Value] = {
        ("1.1a", "percent_complete"): 80,
        ("1.1a", "status"): "Complete",
    }
    copy = copy_of(snapshot, schema, cells)
    found = run_checks(Evidence((copy,), schema, snapshot, moment(snapshot)))
    assert only(found, "complete-below-100").message == (
        "1.1a is Complete at 80 %; correct one of them"
    )


@pytest.mark.parametrize(
    ("cells", "code", "message"),
    [
        (
            {("1.1a", "status"): "Complete"},
            "complete-without-outcome",
            "1.1a is Complete but Outcome / evidence is empty; say what came of it and where it "
            "can be seen",
        ),
        (
            {("1.1b", "status"): "On track"},
            "on-track-past-date",
            '1.1b is "On track" but was due on 1 Mar 2027; complete, late, or another day?',
        ),
        (
            {("1.1a", "status"): "At risk"},
            "red-without-note",
            '1.1a is "At risk" with neither a note nor help wanted; say what stands in the way',
        ),
        (
            {("2.1c", "status"): "On track"},
            "status-on-note",
            '2.1c is a note, not an action, so its status "On track" is not counted; empty the '
            "cell",
        ),
        (
            {("2.2b", "status"): "Complete", ("2.2b", "outcome"): "Done"},
            "complete-with-open-parts",
            "2.2b is Complete, but sub-items are not ticked: 2.2b.1, 2.2b.2",
        ),
    ],
)
def test_contradictions_are_asked_about(
    cells: Mapping[tuple[str, str], Value], code: str, message: str
) -> None:
    assert only(typed(cells), code).message == message


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({("1.1a", "status"): "Complete", ("1.1a", "outcome"): "Sent"}, "complete-without-outcome"),
        ({("1.1a", "status"): "On track"}, "on-track-past-date"),
        ({("1.1c", "status"): "On track"}, "on-track-past-date"),
        ({("1.1a", "status"): "At risk", ("1.1a", "note"): "Ill"}, "red-without-note"),
        ({("1.1a", "status"): "Off track", ("1.1a", "help"): "Money"}, "red-without-note"),
        ({("1.1a", "status"): "On hold"}, "red-without-note"),
    ],
)
def test_what_is_explained_is_not_asked_about(
    cells: Mapping[tuple[str, str], Value], code: str
) -> None:
    assert code not in codes(typed(cells))


def test_blanks_are_listed_once_per_file_and_not_row_by_row() -> None:
    found = findings(copy_of(SNAPSHOT, SCHEMA))
    assert only(found, "by-when-missing").message == '2 actions have no "By When?": 2.1b, 2.2b'
    assert only(found, "owner-missing").message == '2 actions have nobody under "Who?": 2.1b, 2.2b'
    assert only(found, "owner-membership").value == "IM"


def test_a_missing_meeting_date_is_asked_for_once() -> None:
    cells: dict[tuple[str, str], Value] = {
        ("1.1a", "by_when"): "1st meeting of the year",
        ("1.1b", "by_when"): "1st mtg of the year.",
    }
    finding = only(typed(cells), "meeting-undated")
    assert "2 actions wait for it: 1.1a, 1.1b" in finding.message
    assert "Meetings" in finding.message


@pytest.mark.parametrize(
    ("words", "suggestion"),
    [
        ("sometime soon", ""),
        ("whenever it suits", ""),
        ("?", ""),
        ("TBD", ""),
        ("Phase 1", ""),
        ("2/29/2027", ""),
        ("June 2027 or June 2028", ""),
        ("Thursday, May 14, 2027", "14 May 2027"),
        ("Sept 26, annually?", "Every year, on 26 September"),
        ("biweekly", "Every 2 weeks"),
    ],
)
def test_a_by_when_in_doubt_is_answered_by_a_clear_one_or_by_none(
    words: str, suggestion: str
) -> None:
    found = only(typed({("1.1a", "by_when"): words}), "by-when-unclear")
    assert found.suggestion == suggestion
    if suggestion:
        again = typed({("1.1a", "by_when"): suggestion})
        assert "by-when-unclear" not in codes(again)


def test_a_ref_typed_over_two_lines_is_told_on_one() -> None:
    found = only(typed({("1.1b", "ref"): "1.1b\nsecond half"}), "lead-unclear")
    assert "\n" not in found.sentence


def test_an_inherited_by_when_is_asked_about_once_for_all_its_rows() -> None:
    goal = SNAPSHOT["goals"][id_of(SNAPSHOT, "1.1", "goals")].with_cell("by_when", "sometime soon")
    snapshot = SNAPSHOT.with_record("goals", goal)
    for ref in ("1.1a", "1.1b", "1.1c"):
        snapshot = with_cells(snapshot, {(ref, "by_when"): None})
    found = findings(copy_of(snapshot, SCHEMA), snapshot=snapshot)
    assert only(found, "by-when-unclear").value == "sometime soon"


def test_rows_gone_from_a_live_file_are_asked_about_once() -> None:
    copy = copy_of(SNAPSHOT, SCHEMA, without_rows=("1.1a", "2.1a"))
    finding = only(findings(copy), "rows-missing")
    assert finding.message == (
        "2 actions of 8 are not in this file any more (1.1a, 2.1a): restore or retire?"
    )
    returned = replace(copy, returned=True)
    assert "rows-missing" not in codes(findings(returned))


def test_a_file_of_one_area_need_not_show_the_others() -> None:
    area = id_of(SNAPSHOT, "1", "areas")
    others = tuple(r.text("ref") for r in SNAPSHOT["actions"] if r.text("ref")[0] != "1")
    copy = copy_of(SNAPSHOT, SCHEMA, without_rows=others, scope=area)
    assert "rows-missing" not in codes(findings(copy))
    copy = copy_of(SNAPSHOT, SCHEMA, without_rows=(*others, "1.1b"), scope=area)
    assert only(findings(copy), "rows-missing").value == "1.1b"


def row(row_id: str, text: str, number: int = 40) -> CopyRow:
    return CopyRow(row_id, number, {"text": raw_of(text)})


@pytest.mark.parametrize(
    ("row_id", "code"),
    [
        ("", "row-new"),
        ("QQQQQQ-9", "row-id-damaged"),
        ("12", "row-id-damaged"),
        (new_row_id(b"another plan", ()), "row-id-unknown"),
        (id_of(SNAPSHOT, "1.1a"), "row-id-twice"),
    ],
)
def test_odd_row_ids_are_found_at_their_row(row_id: str, code: str) -> None:
    copy = copy_of(SNAPSHOT, SCHEMA, extra_rows=(row(row_id, "Something new to do"),))
    assert only(findings(copy), code).spot.cell == "A40"


def test_a_row_that_lost_its_id_is_recognised_by_its_text() -> None:
    lost = SNAPSHOT["actions"][id_of(SNAPSHOT, "1.1a")].text("text")
    copy = copy_of(SNAPSHOT, SCHEMA, without_rows=("1.1a",), extra_rows=(row("", lost),))
    assert "it reads like 1.1a" in only(findings(copy), "row-new").message


def test_columns_that_went_missing_are_named() -> None:
    copy = copy_of(SNAPSHOT, SCHEMA, without_columns=("status", "note"))
    finding = only(findings(copy), "columns-missing")
    assert finding.value == '"Status", "Progress note"'


def test_a_renamed_heading_is_recognised_by_its_values() -> None:
    texts = {n: raw_of(r.text("text")) for n, r in enumerate(SNAPSHOT["actions"], start=6)}
    unknown = UnknownColumn("What we do", "Z", texts)
    copy = copy_of(SNAPSHOT, SCHEMA, without_columns=("text",), unknown=(unknown,))
    found = findings(copy)
    finding = only(found, "heading-renamed")
    assert (finding.spot.cell, finding.suggestion) == ("Z5", "Action")
    assert not {"columns-own", "columns-missing"} & codes(found)


def test_a_heading_typed_nearly_right_is_recognised_by_its_spelling() -> None:
    unknown = UnknownColumn("Progress notes", "Z")
    copy = copy_of(SNAPSHOT, SCHEMA, without_columns=("note",), unknown=(unknown,))
    assert only(findings(copy), "heading-renamed").suggestion == "Progress note"


def test_own_columns_are_left_alone_and_listed() -> None:
    copy = copy_of(SNAPSHOT, SCHEMA, unknown=(UnknownColumn("Budget line", "Z"),))
    assert only(findings(copy), "columns-own").value == '"Budget line"'


def test_a_sheet_that_cannot_be_read_is_an_error_and_nothing_else_is_said_of_it() -> None:
    view = CopyTable("actions", "Action grid", {}, (), problem='two columns are headed "Status"')
    copy = replace(copy_of(SNAPSHOT, SCHEMA), tables=(view,))
    found = findings(copy)
    assert only(found, "sheet-unreadable").value == 'two columns are headed "Status"'
    assert not {"rows-missing", "columns-missing"} & codes(found)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"plan": "other"}, "plan-other"),
        ({"baseline": 99}, "stamp-ahead"),
        (None, "stamp-missing"),
    ],
)
def test_a_file_that_does_not_fit_is_an_error(change: dict[str, object] | None, code: str) -> None:
    copy = copy_of(SNAPSHOT, SCHEMA)
    assert copy.stamp
    stamp = replace(copy.stamp, **change) if change else None  # type: ignore[arg-type]
    assert only(findings(replace(copy, stamp=stamp)), code).spot.file == "Tiny.xlsx"


def test_a_stale_copy_is_not_blamed_for_what_the_tool_wrote_since() -> None:
    copy = copy_of(SNAPSHOT, SCHEMA, {("1.1a", "last_checked"): date(2027, 1, 1)})
    later = replace(SNAPSHOT, number=2)
    assert "tool-column-typed" not in codes(findings(copy, snapshot=later))


@pytest.mark.parametrize(("ref", "odd"), [("1.2b", False), ("3.4.1", False), ("D-7 !", True)])
def test_odd_refs_are_asked_about(ref: str, odd: bool) -> None:
    snapshot = with_cells(SNAPSHOT, {("1.1a", "ref"): ref})
    assert ("ref-odd" in codes(findings(snapshot=snapshot))) is odd


def test_one_ref_for_two_rows_is_named_with_both_places() -> None:
    snapshot = with_cells(SNAPSHOT, {("1.1b", "ref"): "1.1a"})
    finding = only(findings(copy_of(snapshot, SCHEMA), snapshot=snapshot), "ref-twice")
    assert "(B6, B7)" in finding.message


def test_a_see_also_must_lead_somewhere() -> None:
    snapshot = with_cells(SNAPSHOT, {("1.1a", "see_also"): "2.1\n9.9"})
    finding = only(findings(snapshot=snapshot), "see-also-lost")
    assert finding.message == '1.1a says "see also 9.9", but the plan has no 9.9'


@pytest.mark.parametrize(
    ("text", "twin"),
    [
        ("Write the welcome letter to every member state!", True),
        ("Write the farewell card for the retiring chair", False),
    ],
)
def test_two_actions_that_read_alike_are_asked_about(text: str, twin: bool) -> None:
    found = typed({("2.1b", "text"): text})
    assert ("action-twin" in codes(found)) is twin


def test_a_statement_pending_past_its_day_is_found() -> None:
    row_of: dict[str, Value] = {"kind": "Vision", "pending": "New words", "state": "pending"}
    late = with_rows(SNAPSHOT, "statements", {**row_of, "decision_date": date(2027, 5, 13)})
    coming = with_rows(SNAPSHOT, "statements", {**row_of, "decision_date": date(2027, 5, 14)})
    assert "13 May 2027" in only(findings(snapshot=late), "statement-pending-late").message
    assert "statement-pending-late" not in codes(findings(snapshot=coming))


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"typed_mean": 5.5, "typed_n": 9}, "measure-out-of-bounds"),
        ({"typed_mean": -1, "typed_n": 9}, "measure-out-of-bounds"),
        ({"typed_mean": 4.5, "typed_n": 9}, ""),
        ({"rule": "as good as last year"}, "survey-rule-unclear"),
    ],
)
def test_measures_must_fit_their_scale_and_rule(cells: Mapping[str, Value], code: str) -> None:
    measure = SNAPSHOT["measures"][id_of(SNAPSHOT, "1.1/1", "measures")]
    for column, value in cells.items():
        measure = measure.with_cell(column, value)
    found = codes(findings(snapshot=SNAPSHOT.with_record("measures", measure))) - UNTOUCHED
    assert found == ({code} if code else set())


def test_an_area_heard_of_is_not_called_silent() -> None:
    silent = {f.spot.ref for f in findings(copy_of(SNAPSHOT, SCHEMA)) if f.code == "area-silent"}
    assert silent == {"1", "2"}
    found = typed({("1.1a", "note"): "Half done"})
    assert [f.spot.ref for f in found if f.code == "area-silent"] == ["2"]


def test_smart_questions_are_asked_only_when_wanted_and_once_per_file() -> None:
    copy = copy_of(SNAPSHOT, SCHEMA, {("1.1a", "text"): "Continue to support members"})
    assert not {"smart-vague", "smart-no-measure"} & codes(findings(copy))
    found = findings(copy, smart=True)
    assert only(found, "smart-vague").value == "continue to"
    assert "2.1a, 2.1b" in only(found, "smart-no-measure").message


def test_hidden_rows_are_read_all_the_same() -> None:
    copy = copy_of(SNAPSHOT, SCHEMA, {("1.1a", "status"): "Dnoe"})
    rows = tuple(replace(found, hidden=True) for found in copy.tables[0].rows)
    hidden = replace(copy, tables=(replace(copy.tables[0], rows=rows),))
    assert "status-unknown" in codes(findings(hidden))

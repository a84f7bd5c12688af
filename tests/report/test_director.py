"""What the director's report says, by example."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec import Struct
from msgspec.structs import fields, replace

from tests.plan_for_tests import TODAY, adopted_plan, moment, with_cells, with_rows
from tests.report.report_for_tests import action_id, material, snapshots, with_plan_cells
from toolkit.report.asking import questions
from toolkit.report.blocks import (
    Bullets,
    KeyFigures,
    Quote,
    Report,
    Section,
    StackedBars,
    Table,
    Timeline,
    plain,
)
from toolkit.report.director import director_report
from toolkit.report.edition import EDITIONS
from toolkit.report.material import Material
from toolkit.report.promises_section import promises
from toolkit.rollup.figures import Item
from toolkit.schedule.moment import moment_of


def section(report: Report, anchor: str) -> Section:
    (found,) = (s for s in (*report.page_one, *report.sections) if s.anchor == anchor)
    return found


def lines(report: Report, anchor: str) -> list[str]:
    return [
        plain(item)
        for block in section(report, anchor).blocks
        if isinstance(block, Bullets)
        for item in block.items
    ]


def texts(part: object) -> Iterator[str]:
    """Every text anywhere in a report."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple | list):
        for inner in part:
            yield from texts(inner)
    elif isinstance(part, Struct):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


def test_page_one_has_its_sections_in_the_order_a_board_reads_them() -> None:
    _, now = snapshots()
    report = director_report(material(snapshot=with_plan_cells(now, opening="Dear Board")))
    assert [s.anchor for s in report.page_one] == [
        "opening", "position", "progress", "since", "decisions", "wins",
    ]  # fmt: skip
    assert section(report, "opening").blocks == (Quote("Dear Board"),)
    assert report.subtitle == "Report to the Board, 14 May 2027"
    assert report.facts == (
        "This period: since Spring meeting on 5 Mar 2027",
        "Next meeting: 4 June 2027 (Summer meeting)",
        "Figures as agreed on 13 May 2027",
    )


def test_key_figures_come_with_what_they_are_out_of_and_the_cell_they_stand_in() -> None:
    blocks = section(director_report(material()), "position").blocks
    (figures,) = (block for block in blocks if isinstance(block, KeyFigures))
    said = [(figure.label, figure.value, figure.of) for figure in figures.figures]
    assert said == [
        ("complete", "1", "5"),
        ("on track", "1", "6"),
        ("at risk", "1", "6"),
        ("off track", "1", "6"),
        ("overdue", "1", "5"),
        ("checked this period", "0", "6"),
    ]
    linked = {figure.label for figure in figures.figures if figure.cell}
    assert linked == {"overdue", "checked this period"}


@pytest.mark.parametrize(
    ("today", "finding"),
    [
        (date(2026, 7, 1), "Month 1 of 36 of the plan, year 1 of 3"),
        (date(2027, 7, 1), "Month 13 of 36 of the plan, year 2 of 3"),
        (date(2031, 1, 1), "Month 36 of 36 of the plan, year 3 of 3"),
    ],
)
def test_where_we_are_in_the_plans_period(today: date, finding: str) -> None:
    made = material()
    report = director_report(replace(made, moment=replace(made.moment, today=today)))
    (line,) = (b for b in section(report, "position").blocks if isinstance(b, Timeline))
    assert line.finding == finding


def test_the_chart_says_in_words_what_it_shows() -> None:
    blocks = section(director_report(material()), "progress").blocks
    (chart,) = (block for block in blocks if isinstance(block, StackedBars))
    assert plain(chart.finding) == (
        "Relevance: 1 on track, 1 off track, 1 complete; 0 of 3 checked this period. "
        "Sustainability: 1 at risk, 1 cancelled, 2 not reported; 0 of 3 checked this period."
    )
    assert [sum(part.count for part in bar.parts) for bar in chart.bars] == [3, 4]


def test_since_the_last_meeting_names_each_action_under_what_matters_most() -> None:
    assert lines(director_report(material()), "since") == [
        "1 completed: 1.1a Write the welcome letter to every member state",
        "1 newly off track: 1.1b Publish the newsletter",
        "1 slipped: 2.1a Adopt the budget for the coming year",
        "1 recovered: 1.1c Answer the letters of members as they come",
        "1 dropped: 2.2a Invite two states to the fall meeting",
        "1 re-dated: 2.1b Look for new sponsors",
    ]


def test_without_an_earlier_meeting_nothing_is_claimed() -> None:
    made = material(before=None, before_moment=None)
    assert lines(director_report(made), "since") == []
    assert "nothing to compare with" in " ".join(texts(section(director_report(made), "since")))


def test_new_and_retired_rows_are_added_and_dropped() -> None:
    then, now = snapshots()
    row = now["actions"][action_id("1.1a")]
    now = now.with_record("actions", replace(row, retired=True))
    added = replace(row, id="NEW", cells={"ref": "1.1z", "text": "More"}, retired=False)
    now = now.with_record("actions", added)
    since = material(snapshot=now, before=then).since
    assert [change.action.action.ref for change in since.added] == ["1.1z"]
    assert [change.action.action.ref for change in since.dropped] == ["2.2a", "1.1a"]


def test_help_is_asked_for_the_worst_first_and_the_rest_is_counted() -> None:
    _, now = snapshots()
    cells = {("1.1c", "help"): "A stamp", ("2.1a", "help"): "A vote"}
    report = director_report(material(snapshot=with_cells(now, cells)))
    assert lines(report, "decisions") == [
        "1.1b  Decide who writes it",
        "2.1a  A vote",
        "1.1c  A stamp",
    ]


def test_wins_are_the_directors_words_or_what_was_completed() -> None:
    assert lines(director_report(material()), "wins") == ["1.1a  Forty letters sent"]
    _, now = snapshots()
    typed = with_plan_cells(now, wins="• First\n- Second\n\nThird\nFourth")
    report = director_report(material(snapshot=typed))
    assert lines(report, "wins") == ["First", "Second", "Third"]


def test_a_cell_with_two_answers_prints_the_agreed_value_being_settled() -> None:
    made = material(conflicts={("actions", action_id("1.1c"), "note")})
    report = director_report(made)
    (table, *_) = (b for b in section(report, "area-1").blocks if isinstance(b, Table))
    row = next(row for row in table.rows if plain(row.cells[0]) == "1.1c")
    assert "Answered Ana Ruiz on Monday (being settled)" in plain(row.cells[5])


def test_every_action_stands_in_its_areas_table_with_a_link_to_its_row() -> None:
    report = director_report(material())
    rows = [
        row
        for anchor in ("area-1", "area-2")
        for block in section(report, anchor).blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    assert [plain(row.cells[0]) for row in rows] == [
        "1.1a", "1.1b", "1.1c", "2.1a", "2.1b", "2.1c", "2.2a", "2.2b",
    ]  # fmt: skip
    assert all(row.cells[0][0].cell for row in rows)


def test_the_public_edition_has_no_names_notes_or_questions_at_all() -> None:
    _, now = snapshots()
    now = with_rows(now, "people", {"name": "Ana Ruiz"})
    now = with_cells(now, {("2.1a", "who"): "Ana Ruiz"})
    board = director_report(material(snapshot=now))
    made = material(snapshot=now, edition=EDITIONS["public"], moment=moment_of(now, TODAY))
    public = director_report(made)
    assert "Ana Ruiz" in " ".join(texts(board))
    everything = " ".join(texts(public))
    for absent in ("Ana Ruiz", "Answered", "Decide who writes it", "Help wanted"):
        assert absent not in everything
    anchors = {s.anchor for s in (*public.page_one, *public.sections)}
    assert not {"decisions", "asking", "completeness"} & anchors
    assert "a named person" in everything
    assert section(public, "people").title == "By role"


def test_contradictions_are_gentle_questions() -> None:
    _, now = snapshots()
    odd = with_cells(now, {("1.1a", "outcome"): None, ("2.1a", "note"): "Costs rose"})
    assert [plain(line) for line in questions(material(snapshot=odd))] == [
        "1.1a is Complete but Outcome / evidence is empty; say what came of it and where it can be "
        "seen."
    ]
    assert [plain(line)[:25] for line in questions(material())] == ['2.1a is "At risk" with ne']


def test_the_same_note_four_periods_running_is_asked_about() -> None:
    _, now = snapshots()
    noted = with_cells(now, {("2.1b", "note"): "Waiting"})
    three = material(snapshot=noted, earlier=(noted, noted))
    four = material(snapshot=noted, earlier=(noted, noted, noted))
    moved = material(snapshot=noted, earlier=(noted, now, noted))
    told = "2.1b has carried the same note for 4 periods: “Waiting”"
    assert told not in [plain(line) for line in questions(three)]
    assert told in [plain(line) for line in questions(four)]
    assert told not in [plain(line) for line in questions(moved)]


def test_all_green_with_a_falling_survey_is_asked_about() -> None:
    _, now = snapshots()
    now = with_cells(now, {(ref, "status"): "On track" for ref in ("1.1a", "1.1b", "1.1c")})
    measure = next(iter(now["measures"])).id
    for wave, mean in (("2026", 4.4), ("2027", 4.1)):
        row = {"wave": wave, "question": "relevance", "n": 20, "mean": mean, "parent": measure}
        now = with_rows(now, "survey_results", row)
    asked = [plain(line) for line in questions(material(snapshot=now))]
    assert "1.1 reports no trouble, but relevance fell from 4.40 to 4.10." in asked


@pytest.mark.parametrize(
    ("text", "when", "due"),
    [
        ("Reported annually at the 1st meeting of the year.", "annually at the 1st meeting", True),
        ("Shared monthly with members", "monthly", True),
        ("Shared with membership as needed.", "as needed", False),
        (
            "Told at the first meeting after it is drafted",
            "at the first meeting after it is ready",
            False,
        ),
        ("Comments on the meeting evaluation form.", "", False),
        ("Director’s report to council.", "", False),
    ],
)
def test_promises_to_report_are_read_only_where_their_words_tell_a_time(
    text: str, when: str, due: bool
) -> None:
    _, now = snapshots()
    made = material(snapshot=with_cells(now, {("1.1a", "reporting"): text}))
    (promise,) = promises(made)
    assert promise.when.startswith(when)
    assert bool(promise.when) == bool(when)
    assert (promise.timing.next_due is not None) is due
    assert [action.action.ref for action in promise.recorded] == ["1.1a"]


def test_amendments_are_printed_with_adopted_and_proposed_wording() -> None:
    _, now = snapshots()
    row = {
        "ref": "1.1a",
        "heading": "Action",
        "adopted": "Old words",
        "proposed": "New words",
        "by": "Ana",
    }
    report = director_report(material(snapshot=with_rows(now, "amendments", row)))
    (table,) = section(report, "amendments").blocks
    assert isinstance(table, Table)
    assert [plain(cell) for cell in table.rows[0].cells] == [
        "1.1a", "Action", "Old words", "New words", "proposed", "proposed by Ana",
    ]  # fmt: skip
    assert "amendments" not in {s.anchor for s in director_report(material()).sections}


def numbers(made: Material) -> dict[str, list[str]]:
    """Every text with a digit, by section."""
    report = director_report(made)
    return {
        s.anchor: [text for text in texts(s) if any(sign.isdigit() for sign in text)]
        for s in (*report.page_one, *report.sections)
    }


def test_changing_one_cell_changes_only_the_sections_it_belongs_to() -> None:
    _, now = snapshots()
    before = numbers(material())
    after = numbers(material(snapshot=with_cells(now, {("2.2b", "status"): "On hold"})))
    changed = {anchor for anchor in before if before[anchor] != after[anchor]}
    assert changed == {"progress", "area-2", "completeness"}


def test_figures_of_the_report_are_the_figures_of_the_roll_up() -> None:
    made = material()
    item: Item = made.rollup.overall
    rows = [
        [plain(cell) for cell in row.cells[:2]]
        for block in section(director_report(made), "completeness").blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    assert ["With an owner", f"{item.owned.n} of {item.owned.of}"] in rows
    assert ["Checked this period", f"{item.checked} of {item.in_play}"] in rows
    assert [
        "Actions without a status",
        f"{item.not_reported} of {item.actions}",
    ] in rows


def test_a_plan_without_anything_filled_in_still_gives_a_report() -> None:
    snapshot, schema = adopted_plan("plan: {id: bare, name: Bare}\nareas: [{title: One}]")
    report = director_report(Material(snapshot, schema, moment(snapshot)))
    assert [s.anchor for s in report.page_one] == ["progress", "since", "decisions"]


def test_a_plan_in_the_making_shows_its_wording_and_how_far_approval_is() -> None:
    snapshot, schema = adopted_plan("plan: {id: bare, name: Bare}\nareas: [{title: One}]")
    snapshot = with_rows(
        snapshot,
        "statements",
        {"kind": "Vision", "current": "Old", "pending": "New", "state": "pending"},
        {"kind": "Mission", "current": "Stays", "state": "current"},
    )
    snapshot = with_rows(snapshot, "approvals", {"event": "Vote", "done": True}, {"event": "Sign"})
    report = director_report(Material(snapshot, schema, moment(snapshot)))
    assert lines(report, "progress") == [
        "1 of 2 statements have wording pending",
        "1 of 2 approval steps are done",
    ]
    tables = [block for block in section(report, "wording").blocks if isinstance(block, Table)]
    assert [plain(row.cells[3]) for row in tables[0].rows] == ["pending", "current"]
    assert [plain(row.cells[4]) for row in tables[1].rows] == ["✔ done", "open"]

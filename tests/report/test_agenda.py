"""The agenda page."""

from __future__ import annotations

from tests.plan_for_tests import with_cells, with_rows
from tests.report.report_for_tests import material, snapshots
from toolkit.report.agenda import agenda_page
from toolkit.report.blocks import Bullets, Report, plain
from toolkit.tables.column import Value


def items(report: Report, anchor: str) -> list[str]:
    sections = [section for section in report.page_one if section.anchor == anchor]
    return [
        plain(item)
        for section in sections
        for block in section.blocks
        if isinstance(block, Bullets)
        for item in block.items
    ]


def test_the_agenda_names_decisions_amendments_and_likely_questions() -> None:
    _, now = snapshots()
    amendment: dict[str, Value] = {
        "ref": "1.1a",
        "heading": "Action",
        "adopted": "Old",
        "proposed": "New",
        "state": "proposed",
    }
    now = with_rows(now, "amendments", amendment, {**amendment, "state": "accepted"})
    now = with_cells(now, {("2.1a", "note"): "Costs rose", ("1.1b", "status"): "Off track"})
    report = agenda_page(material(snapshot=now))
    assert report.title == "Agenda: Summer meeting"
    assert items(report, "decide") == ["1.1b  Decide who writes it  (Publish the newsletter)"]
    assert items(report, "amend") == ["1.1a  Action: “New” instead of “Old”"]
    assert items(report, "questions") == [
        "1.1b  On track → Off track: there is no note to go by",
        "2.1a  On track → At risk: the note says “Costs rose”",
    ]
    assert report.sections[0].anchor == "due"


def test_a_quiet_plan_says_so() -> None:
    _, now = snapshots()
    refs = ("1.1a", "1.1b", "1.1c", "2.1a", "2.1b", "2.2a", "2.2b")
    quiet = with_cells(now, {(ref, "status"): None for ref in refs})
    quiet = with_cells(quiet, {("1.1b", "help"): None})
    report = agenda_page(material(snapshot=quiet, before=None, before_moment=None))
    assert items(report, "decide") == []
    assert items(report, "questions") == ["1 action is overdue: see below."]

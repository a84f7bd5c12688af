"""One command before a meeting: edits gathered, report and agenda written, letter drafted."""

from __future__ import annotations

import email
import json
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.conftest import TODAY, Office
from toolkit.cli.main import main
from toolkit.errors import ToolkitError
from toolkit.ports.commit import Commit
from toolkit.tables.record import Record
from toolkit.workflows.count_up import last_state
from toolkit.workflows.report_material import material_of


def run(office: Office, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, Any]:
    arguments = ["meeting", "-C", str(office.folder), "--today", TODAY.isoformat(), "--json"]
    code = main.main([*arguments, *options], standalone_mode=False)
    return code, json.loads(capsys.readouterr().out)


def test_one_command_gathers_reports_and_drafts(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.type(office.book("3"), {("3.1a", "help"): "Decide on a survey tool"})
    code, done = run(office, capsys, "May meeting")
    assert code == 0
    assert [change["new"] for change in done["sync"]["changes"]] == ["Decide on a survey tool"]
    folder = Path(done["folder"])
    assert folder.name == "2026-11-22 May meeting"
    assert sorted(place.name for place in folder.iterdir()) == [
        "Agenda.docx", "Agenda.html", "Report.docx", "Report.html",
    ]  # fmt: skip
    agenda = (folder / "Agenda.html").read_text("utf-8")
    assert "Decide on a survey tool" in agenda
    assert "Questions to expect" in agenda
    message = email.message_from_bytes((office.folder / done["draft"]).read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == ["Report.html", "Report.docx"]
    assert done["warnings"] == []


def test_a_dry_run_writes_nothing(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    before = office.contents()
    _, done = run(office, capsys, "--dry-run")
    assert (done["report"], done["draft"]) == (["Report.html", "Report.docx"], None)
    assert office.contents() == before
    assert not list(office.folder.glob("reports/*"))
    assert not list(office.folder.glob("outbox/*"))


def test_a_report_and_an_agenda_edited_by_hand_stay(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    _, first = run(office, capsys, "May")
    for name in ("Report.html", "Agenda.html"):
        (Path(first["folder"]) / name).write_text("Mine", encoding="utf-8")
    _, second = run(office, capsys, "May")
    assert second["kept"] == ["Report.html", "Agenda.html"]
    assert second["report"] == ["Report (2).html", "Report.docx"]
    _, third = run(office, capsys, "May")
    assert third["report"] == second["report"]
    assert (Path(first["folder"]) / "Report.html").read_text("utf-8") == "Mine"


def test_notes_are_compared_with_the_ends_of_earlier_periods_not_with_the_last_syncs(
    office: Office,
) -> None:
    meetings = [date(2026, month, 10) for month in (1, 4, 7, 10)]
    with office.open() as session:
        head = session.history.last()
        for number, day in enumerate(meetings):
            facts = {"name": f"Meeting {number}", "date": day}
            head = head.with_record("meetings", Record(f"meeting-{number}", facts))
        zone = session.clock.now().tzinfo
        agreed = [datetime(2026, 12, day, 9, 0, tzinfo=zone) for day in (1, 2, 3)]
        for at in agreed:
            head = head.after((), at=at)
            session.history.commit(Commit(at=at, snapshot=head, why="test"))
    with office.open(date(2026, 12, 20)) as session:
        # Every meeting was before tracking began: the only beginning on record is that day's.
        earlier = material_of(session, last_state(session), "", "board").earlier
        assert [snapshot.number for snapshot in earlier] == [1]
    with office.open() as session:
        later = Record("meeting-x", {"name": "December", "date": date(2026, 12, 2)})
        at = datetime(2026, 12, 4, 9, 0, tzinfo=zone)
        head = head.with_record("meetings", later).after((), at=at)
        session.history.commit(Commit(at=at, snapshot=head, why="test"))
    with office.open(date(2026, 12, 20)) as session:
        earlier = material_of(session, last_state(session), "", "board").earlier
    assert [snapshot.at for snapshot in earlier] == [agreed[1]]


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("nonsense", "neither a day nor a sync number"),
        ("2027-02-30", "neither a day nor a sync number"),
        ("2030-01-01", "later than the day of the report"),
        ("99", "there is no sync no. 99"),
    ],
)
def test_a_since_nobody_can_compare_with_is_refused(office: Office, since: str, said: str) -> None:
    with office.open() as session, pytest.raises(ToolkitError, match=said):
        material_of(session, last_state(session), since, "board")

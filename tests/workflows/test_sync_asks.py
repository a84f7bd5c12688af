"""What cannot be seen beforehand is asked: --prefer and --new-period, with --json as without."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner, Result

from tests.workflows.conftest import Office
from tests.workflows.test_sync import drop, mailed
from toolkit.cli.main import main

TODAY = ("--today", "2026-11-22")


def run(office: Office, *arguments: str, said: str = "") -> Result:
    given = arguments if "--today" in arguments else (*TODAY, *arguments)
    return CliRunner().invoke(main, ["-C", str(office.folder), *given], input=said)


def two_answers(office: Office) -> str:
    """The id of the action on which Alex and Sam disagree."""
    copies = {who: mailed(office, "2", who) for who in ("Alex", "Sam")}
    for who, status in (("Alex", "At risk"), ("Sam", "On track")):
        office.type(copies[who], {("2.2a", "status"): status})
        drop(office, copies[who])
    [conflict] = office.sync().conflicts
    return conflict.id


def agreed(office: Office, row: str) -> object:
    with office.open() as session:
        return session.history.last().value("actions", row, "status")


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_preferred_file_settles_after_a_yes_only(office: Office, form: tuple[str, ...]) -> None:
    row = two_answers(office)
    wanted = ("sync", "--prefer", "2 Sustainability for Alex.xlsx", *form)
    before = office.contents()
    nobody = run(office, *wanted)
    assert nobody.exit_code == 2
    assert "--yes" in nobody.stderr
    assert run(office, *wanted, said="n\n").exit_code != 0
    assert office.contents() == before
    yes = run(office, *wanted, said="y\n")
    assert yes.exit_code in (0, 3)
    assert agreed(office, row) == "At risk"
    assert '2.2a Status: "At risk"' in yes.stderr
    if form:
        assert json.loads(yes.stdout)["conflicts"] == []


def test_a_program_says_yes_beforehand(office: Office) -> None:
    row = two_answers(office)
    named = ("--prefer", "2 Sustainability for Sam.xlsx")
    done = run(office, "sync", *named, "--yes", "--json")
    assert json.loads(done.stdout)["conflicts"] == []
    assert agreed(office, row) == "On track"


def test_a_new_period_begins_after_a_yes_only(office: Office) -> None:
    office.type(office.book("1"), {("1.3a", "status"): "Complete"})
    office.sync(date(2026, 12, 1))
    with office.open() as session:
        actions = session.history.last()["actions"]
    row = next(record.id for record in actions if record.text("ref") == "1.3a")
    later = ("--today", "2028-01-10", "sync", "--new-period", "--json")
    assert run(office, *later).exit_code == 2
    assert agreed(office, row) == "Complete"
    shown = json.loads(run(office, *later, "--dry-run").stdout)
    assert {c["column"] for c in shown["changes"]} == {"Status", "Last time"}
    assert agreed(office, row) == "Complete"
    assert json.loads(run(office, *later, "--yes").stdout)["changes"]
    assert agreed(office, row) is None

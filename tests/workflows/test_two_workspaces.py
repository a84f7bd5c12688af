"""Two workspaces of one plan: a trial's copy in the real one's inbox changes nothing unasked."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.workflows.conftest import Office, begun
from tests.workflows.test_sync import drop, mailed
from toolkit.workflows.session import Session
from toolkit.workflows.workspace_id import WORKSPACE

NOTE = ("2.1a", "note")


def workspace_of(session: Session) -> str:
    return session.history.setting(WORKSPACE)


def test_a_copy_of_another_workspace_waits_until_it_is_let_through(
    office: Office, tmp_path: Path
) -> None:
    trial = begun(tmp_path / "trial")
    office.type(office.book("2"), {NOTE: "said here"})
    office.sync()
    trial.type(trial.book("2"), {("2.1c", "note"): "said there"})
    trial.sync()
    copy = mailed(trial, "2", "Lee")
    trial.type(copy, {("2.1b", "note"): "said in the trial"})
    foreign = copy.rename(tmp_path / copy.name)
    drop(office, foreign)
    says = office.says()
    assert [held["file"] for held in says["held"]] == [copy.name]
    assert "another workspace of this plan" in str(says["held"])
    assert says["changes"] == []
    assert office.cell(office.book("2"), *NOTE) == "said here"
    says = office.says(released=(copy.name,))
    said = {change["new"] for change in says["changes"]}
    assert said == {"said in the trial", "said there"}
    assert office.cell(office.book("2"), *NOTE) == "said here"


def test_a_history_that_begins_again_is_still_the_same_workspace(office: Office) -> None:
    copy = mailed(office, "2", "Lee")
    office.type(copy, {NOTE: "from Lee"})
    with office.open() as session:
        before = workspace_of(session)
    assert before
    shutil.rmtree(office.folder / ".actiongrid")
    office.sync()
    with office.open() as session:
        assert workspace_of(session) == before
    drop(office, copy)
    assert "another workspace" not in str(office.says())

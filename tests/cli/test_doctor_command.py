"""doctor: what works on this computer, in words and as JSON, whatever the folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from toolkit import wiring
from toolkit.cli.main import main
from toolkit.stores.workspace_lock import workspace_lock


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home of Käthe"))
    folder = tmp_path / "the plan & Käthe's 50%"
    (folder / "workbooks").mkdir(parents=True)
    (folder / "plan.yaml").write_text(wiring.plan_text("mass"), encoding="utf-8")
    return folder


def checks(folder: Path | str) -> dict[str, dict[str, Any]]:
    arguments = ["-C", str(folder), "doctor", "--json"] if folder else ["doctor", "--json"]
    done = CliRunner().invoke(main, arguments, standalone_mode=False)
    assert done.exception is None, done.output
    document = json.loads(done.stdout)
    assert (document["schema"], document["version"]) == ("actiongrid/doctor", 1)
    for check in document["checks"]:
        assert set(check) == {"name", "ok", "message", "fix"}
        assert check["ok"] or check["fix"], check
    return {check["name"]: check for check in document["checks"]}


def test_every_part_is_named_and_what_fails_says_what_to_do(workspace: Path) -> None:
    found = checks(workspace)
    assert {
        "Python", "Google Sheets", "Live Excel", "PDF reports", "Mail passwords in the keyring",
        "Excel or LibreOffice", "Workspace", "Workbooks", "Shared folder", "History",
        "History on a local disk", "One run at a time", "Saves that come in between",
        "Refresh button",
    } <= found.keys()  # fmt: skip
    assert not found["Refresh button"]["ok"]
    assert found["Refresh button"]["fix"] == 'Run "actiongrid install-button".'


def test_looking_changes_nothing(workspace: Path) -> None:
    (workspace / "workbooks").rmdir()
    before = sorted(place.name for place in workspace.rglob("*"))
    found = checks(workspace)
    assert sorted(place.name for place in workspace.rglob("*")) == before
    assert not found["Workbooks"]["ok"]


def test_mistakes_in_settings_are_a_check_that_fails(workspace: Path) -> None:
    (workspace / "settings.yaml").write_text("buttons: everywhere\n", encoding="utf-8")
    found = checks(workspace)["Settings"]
    assert not found["ok"]
    assert '"everywhere" should be one of: summary, all, none' in found["message"]


def test_mistakes_in_the_plan_are_a_check_that_fails(workspace: Path) -> None:
    (workspace / "plan.yaml").write_text("plan: {id: }\n", encoding="utf-8")
    assert not checks(workspace)["Plan"]["ok"]
    (workspace / "plan.yaml").write_bytes(b"\xff\xfe\x00broken")
    assert not checks(workspace)["Plan"]["ok"]


def test_outside_a_workspace_the_computer_alone_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = checks("")
    assert found["Python"]["ok"]
    assert "is not a workspace" in found["Workspace"]["message"]
    assert not checks(tmp_path)["Workspace"]["ok"]


def test_another_run_is_named(workspace: Path) -> None:
    lock = workspace / ".actiongrid" / "lock"
    with workspace_lock(str(lock), "actiongrid sync by Ann"):
        assert "actiongrid sync by Ann" in checks(workspace)["One run at a time"]["message"]
    assert "No other run" in checks(workspace)["One run at a time"]["message"]


def test_a_folder_that_cannot_be_written_is_told(workspace: Path) -> None:
    (workspace / "settings.yaml").write_text("workbooks_folder: /proc\n", encoding="utf-8")
    found = checks(workspace)["Workbooks"]
    assert not found["ok"]
    assert "cannot be written" in found["message"]


def test_workbooks_in_the_cloud_are_fine_and_history_there_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "OneDrive - Institute" / "plan"
    (folder / "workbooks").mkdir(parents=True)
    (folder / "plan.yaml").write_text(wiring.plan_text("mass"), encoding="utf-8")
    found = checks(folder)
    assert found["Shared folder"]["ok"]
    assert "OneDrive - Institute" in found["Shared folder"]["message"]
    assert not found["History on a local disk"]["ok"]


def test_a_running_excel_is_only_asked_for_when_settings_say_so(workspace: Path) -> None:
    assert "Running Excel" not in checks(workspace)
    (workspace / "settings.yaml").write_text("live: yes\n", encoding="utf-8")
    found = checks(workspace)["Running Excel"]
    assert found["ok"]
    assert "worked on as files" in found["message"]

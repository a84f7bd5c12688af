"""``--dry-run`` writes nothing at all, whatever the command."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.workflows.conftest import Office
from tests.workflows.test_sync import drop, mailed
from toolkit.cli.main import main
from toolkit.wiring import demo_story

NOT_HERE = {"import", "google setup", "install-button"}
"""They write outside of a workspace, and have tests of their own."""

RUNS = {
    "init": ["init", "NEW", "--plan", "imec", "--yes"],
    "sync": ["sync"],
    "undo": ["undo", "--yes"],
    "refresh": ["refresh", "--result", "NEW"],
    "demo": ["demo", "NEW"],
    "google sign-in": ["google", "sign-in", "--client", "client.json"],
    "generate": ["generate", "--only", "1"],
    "rollup": ["rollup"],
    "report": ["report"],
    "meeting": ["meeting"],
    "email": ["email"],
    "ask": ["ask"],
    "handover": ["handover", "ED", "BD"],
    "survey import": ["survey", "import", "answers.csv"],
}


def tree(folder: Path) -> dict[str, str]:
    """Every file of a folder with the checksum of what it holds; folders with none."""
    return {
        str(place.relative_to(folder)): hashlib.sha256(place.read_bytes()).hexdigest()
        if place.is_file()
        else ""
        for place in folder.rglob("*")
    }


def commands_with_a_dry_run() -> set[str]:
    found = set()
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        inner = getattr(command, "commands", None)
        for sub, one in (inner or {"": command}).items():
            if any("--dry-run" in option.opts for option in one.params):
                found.add(f"{name} {sub}".strip())
    return found


def test_every_command_with_a_dry_run_is_looked_at_here() -> None:
    assert commands_with_a_dry_run() - NOT_HERE == set(RUNS)


def test_no_dry_run_writes_anything(
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office.type(office.book("1"), {("1.1a", "status"): "On track"})
    office.sync()
    copy = mailed(office, "2", "Sam")
    office.type(copy, {("2.2a", "status"): "On track"})
    drop(office, copy)
    office.type(office.book("1"), {("1.1b", "status"): "At risk", ("1.2a", "note"): "x"})
    office.book("3").unlink()
    export = demo_story().rounds[0].export
    (office.folder / "surveys" / "round.csv").write_bytes(export)
    (tmp_path / "answers.csv").write_bytes(export)
    (tmp_path / "client.json").write_text('{"installed": {"client_id": "one"}}')
    monkeypatch.setenv("HOME", str(office.folder))
    monkeypatch.chdir(tmp_path)
    report = ["-C", str(office.folder), "report", "--format", "md", "--today", "2026-12-01"]
    assert CliRunner().invoke(main, report).exit_code == 0
    before = tree(office.folder)
    for name, words in RUNS.items():
        new = str(office.folder / "a new plan")
        words = [new if word == "NEW" else word for word in words]
        args = ["-C", str(office.folder), *words, "--dry-run", "--today", "2026-12-01"]
        done = CliRunner().invoke(main, args)
        assert done.exit_code in (0, 3), (name, done.output)
        after = tree(office.folder)
        changed = {p for p in {*before, *after} if before.get(p) != after.get(p)}
        assert not changed, (name, changed)


def test_a_dry_run_that_is_refused_leaves_nothing_either(office: Office) -> None:
    office.sync()
    before = tree(office.folder)
    words = ["-C", str(office.folder), "sync", "--release", "nowhere.xlsx", "--dry-run"]
    assert CliRunner().invoke(main, words).exit_code == 1
    assert tree(office.folder) == before

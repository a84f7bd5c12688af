"""Documents that are made from the code are in step with it, and nothing is left out."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from toolkit.cli.main import COMMANDS, command_names, loaded

ROOT = Path(__file__).resolve().parents[2]


def test_generated_documents_are_in_step() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/build_docs.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "in step", "run python3 scripts/build_docs.py"


@pytest.mark.parametrize("name", command_names())
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = loaded(name)
    assert command.help
    assert "actiongrid" in (command.epilog or "")
    assert command.help.splitlines()[0].rstrip(".") == COMMANDS[name].rstrip(".")


@pytest.mark.parametrize("name", command_names())
def test_every_command_takes_the_common_options(name: str) -> None:
    command = loaded(name)
    commands = command.commands.values() if isinstance(command, click.Group) else [command]
    for each in commands:
        options = {option for param in each.params for option in param.opts}
        assert {"-C", "--json", "--today"} <= options


def test_no_module_is_longer_than_400_lines() -> None:
    long = {
        str(place.relative_to(ROOT)): count
        for place in (ROOT / "toolkit").rglob("*.py")
        if (count := len(place.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{document.name}: {target}"
        for document in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8"))
        if "://" not in target and not (document.parent / target).exists()
    ]
    assert broken == []


def test_every_room_is_on_the_architecture_page() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [place.parent.name for place in (ROOT / "toolkit").glob("*/__init__.py")]
    assert [room for room in rooms if f"`{room}/`" not in page] == []

"""What people and programs outside rely on: names in the JSON, exit codes, help that runs."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from toolkit.cli.main import command_names, loaded, main

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
TODAY = ("--today", "2027-03-01")
FIGURES = {
    "name", "ref", "actions", "reported", "checked", "by_status", "overdue", "due_soon", "owned",
    "completion", "freshness_days",
}  # fmt: skip
KEYS: dict[tuple[str, ...], dict[str, set[str]]] = {
    ("show",): {
        "": {"plan", "snapshot", "areas", "tables"},
        "areas": {"number", "title", "description", "goals"},
        "areas.goals": {"number", "statement", "actions"},
        "areas.goals.actions": {"id", "ref", "text", "cells", "file", "row"},
    },
    ("sync",): {
        "": {
            "snapshot", "changes", "conflicts", "amendments", "held", "written", "queued", "calls",
        },
        "changes": {
            "table", "id", "ref", "column", "old", "new", "by", "when", "file", "cell", "state",
        },
        "conflicts": {"table", "id", "ref", "column", "base", "since", "values"},
        "conflicts.values": {"value", "by", "file", "cell"},
        "written": {"file", "cells"},
        "calls": {"google"},
    },
    ("validate",): {
        "findings": {
            "code", "severity", "file", "sheet", "cell", "ref", "value", "message", "suggestion",
        },
    },
    ("rollup",): {
        "": {"overall", "areas", "goals", "people", "survey", "cells"},
        "overall": FIGURES,
        "areas": FIGURES,
        "goals": FIGURES,
        "people": FIGURES,
        "overall.owned": {"n", "of"},
        "overall.completion": {"n", "of"},
        "cells": {"file", "sheet", "cell", "figure"},
    },
    ("status",): {"replicas": {"file", "state", "changed_cells"}},
    ("doctor",): {"checks": {"name", "ok", "message", "fix"}},
    ("history",): {},
    ("survey", "show"): {},
    ("plan", "check"): {},
}  # fmt: skip
"""Command → where in its document → the keys every item there has."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which two copies gave one cell two answers and one typed a wrong status."""
    folder = tmp_path_factory.mktemp("a plan & more") / "plan"
    done = CliRunner().invoke(main, ["init", str(folder), "--plan", "imec", "--yes", *TODAY])
    assert done.exit_code == 0, done.output
    (folder / "inbox").mkdir(exist_ok=True)
    book = folder / "workbooks" / "1 Relevance.xlsx"
    copies = [folder / "inbox" / f"{name}.xlsx" for name in ("Ann", "Ben")]
    for copy, word in zip(copies, ("On track", "At risk"), strict=True):
        shutil.copy(book, copy)
        type_into(copy, {"Status": word})
    type_into(book, {"Progress note": "Roles agreed.", "Percent": None}, row=2)
    return folder


def type_into(place: Path, cells: dict[str, str | None], row: int = 1) -> None:
    """Type under the named headings, so many rows below them, as a person would."""
    book = openpyxl.load_workbook(io.BytesIO(place.read_bytes()))
    sheet = book["Action grid"]
    [head] = {cell.row for line in sheet.iter_rows() for cell in line if cell.value == "Status"}
    headings = {cell.value: cell.column for cell in sheet[head]}
    for heading, value in cells.items():
        if heading in headings:
            sheet.cell(head + row, headings[heading], value)
    book.save(place)


def run(folder: Path, *words: str) -> tuple[int, str, str]:
    """The real command line in a process of its own: exit code, stdout, stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def at(document: Any, path: str) -> list[Any]:
    """Every item that stands at this place of a document."""
    found = [document]
    for name in filter(None, path.split(".")):
        below = [item[name] for item in found]
        found = [one for item in below for one in (item if isinstance(item, list) else [item])]
    return found


def test_sync_then_every_document_has_the_names_of_the_contract(told: Path) -> None:
    for words in sorted(KEYS, key=lambda words: words != ("sync",)):
        code, out, _ = run(told, *words, "--json", *TODAY)
        document = json.loads(out)
        assert code in (0, 3), (words, out)
        assert document["schema"].startswith("actiongrid/"), words
        assert document["version"] == 1, words
        for path, names in KEYS[words].items():
            items = at(document, path)
            assert items or path in ("survey", "written"), (words, path)
            for item in items:
                assert names <= set(item), (words, path, names - set(item))
        if words[0] in ("sync", "status", "validate", "rollup", "report", "email"):
            assert code == 3, words  # two answers wait
        if words == ("sync",):
            assert {change["state"] for change in document["changes"]} >= {"taken", "in conflict"}
            assert [edit["new"] for edit in document["changes"] if edit["state"] == "taken"] == [
                "Roles agreed."
            ]


def test_rollup_after_a_sync_finds_nothing_to_write_and_nothing_changed(told: Path) -> None:
    run(told, "sync", *TODAY)
    book = (told / "workbooks" / "Summary.xlsm").read_bytes()
    code, out, err = run(told, "rollup", *TODAY)
    assert (code, err) == (3, "")  # two answers wait
    assert "changed since" not in out
    assert (told / "workbooks" / "Summary.xlsm").read_bytes() == book


def test_options_work_before_and_after_the_name_of_the_command(told: Path) -> None:
    elsewhere = told.parent
    before = run(elsewhere, "-C", str(told), "--json", *TODAY, "show")
    after = run(elsewhere, "show", "-C", str(told), *TODAY, "--json")
    assert before == after
    assert before[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("synk",),
        ("sync", "--no-such-option"),
        ("report", "--format", "papyrus"),
        ("show", "--as-of", "the other day"),
        ("generate", "--only", "no such area"),
        ("sync", "no such file.xlsx"),
        ("history", "99.9z"),
        ("rollup", "--today", "32 May"),
    ],
)
def test_wrong_use_is_exit_code_2_and_one_sentence_with_no_trace(
    told: Path, words: tuple[str, ...]
) -> None:
    code, out, err = run(told, *words)
    assert code == 2, out + err
    assert out == ""
    assert err.strip()
    assert "Traceback" not in err
    code, out, _ = run(told, *words, "--json")
    assert code == 2
    assert json.loads(out)["error"]


def test_outside_a_workspace_every_command_says_how_to_begin(tmp_path: Path) -> None:
    for name in ("sync", "status", "show", "rollup", "report", "validate"):
        code, out, err = run(tmp_path, name)
        assert (code, out) == (2, ""), name
        assert "init" in err, name


def every_command() -> list[tuple[str, ...]]:
    """Each command with its sub-commands, as typed."""
    found: list[tuple[str, ...]] = []
    for name in command_names():
        below = getattr(loaded(name), "commands", None)
        found += [(name, sub) for sub in below] if below else [(name,)]
    return found


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_help_has_an_example_that_the_command_understands(
    words: tuple[str, ...], told: Path
) -> None:
    shown = CliRunner().invoke(main, [*words, "--help"])
    assert shown.exit_code == 0
    examples = re.findall(r"Example:\s+actiongrid (.+)", shown.output)
    assert examples, words
    for example in examples:
        assert set(words) <= set(example.split()), example
        typed = shlex.split(example.split(" > ")[0])
        command = main.get_command(None, words[0])  # type: ignore[arg-type]
        assert command is not None
        after = typed[typed.index(words[0]) + 1 :]
        command.make_context(words[0], after, obj={"folder": None, "as_json": False, "today": None})


@pytest.mark.parametrize("command", [["init", "{new}", "--plan", "imec", "--yes"], ["email"]])
def test_a_dry_run_says_what_would_be_written_and_writes_nothing(
    told: Path, tmp_path: Path, command: list[str]
) -> None:
    asked = [part.format(new=tmp_path / "new") for part in command]
    CliRunner().invoke(main, ["-C", str(told), *TODAY, "report"])
    before = {place: place.stat().st_mtime_ns for place in told.rglob("*") if place.is_file()}
    said = CliRunner().invoke(main, ["-C", str(told), *TODAY, *asked, "--dry-run"])
    assert said.exit_code == 0, said.output
    assert "would be" in said.output
    assert {p: p.stat().st_mtime_ns for p in told.rglob("*") if p.is_file()} == before
    assert not (tmp_path / "new").exists()


def test_two_answers_make_status_and_validate_end_with_3(told: Path) -> None:
    run(told, "sync", *TODAY)
    code, out, _ = run(told, "status", "--json", *TODAY)
    assert json.loads(out)["conflicts"]
    assert [code, run(told, "validate", *TODAY)[0]] == [3, 3]

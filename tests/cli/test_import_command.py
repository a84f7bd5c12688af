"""actiongrid import: what it says, what it prints as JSON, what it writes and never overwrites."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.cli.main import main

OUTLINE = """\
Bird Society Strategic Plan
Goal 1: Habitat
1.1 Plant native shrubs (Habitat Committee)
1.2 Remove ivy by March 2027
Goal 2: Members
2.1 Call new members
"""


@pytest.fixture
def outline(tmp_path):
    place = tmp_path / "birds.txt"
    place.write_text(OUTLINE, encoding="utf-8")
    return place


def run(*arguments, folder):
    return subprocess.run(
        [sys.executable, "-m", "toolkit", *map(str, arguments)],
        cwd=folder,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_import_says_what_it_found_and_asks(outline, tmp_path):
    done = run("import", outline, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Bird Society Strategic Plan: 2 × Goal, 0 × Goal, 3 × Action." in done.stdout
    assert "1a › Who?" in done.stdout or "1.1 › Who?" in done.stdout
    assert "Nothing was written" in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["birds.txt"]


def test_import_prints_one_json_document(outline, tmp_path):
    done = run("import", outline, "--json", folder=tmp_path)
    document = json.loads(done.stdout)
    assert (document["schema"], document["version"]) == ("actiongrid/import", 1)
    assert (document["areas"], document["goals"], document["actions"]) == (2, 0, 3)
    assert document["plan"]["plan"]["name"] == "Bird Society Strategic Plan"
    assert {tuple(sorted(q)) for q in document["questions"]} == {
        ("alternatives", "place", "reading", "text")
    }


def test_import_writes_a_plan_that_the_check_finds_in_order(outline, tmp_path):
    assert run("import", outline, "-o", "plan.yaml", folder=tmp_path).returncode == 0
    checked = run("plan", "check", "plan.yaml", folder=tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "3 actions" in checked.stdout


def test_import_never_overwrites_a_file_unless_it_is_told_to(outline, tmp_path):
    (tmp_path / "plan.yaml").write_text("mine", encoding="utf-8")
    refused = run("import", outline, "-o", "plan.yaml", folder=tmp_path)
    assert refused.returncode == 2
    assert '"plan.yaml" exists already' in refused.stderr
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8") == "mine"
    forced = run("import", outline, "-o", "plan.yaml", "--force", folder=tmp_path)
    assert forced.returncode == 0
    assert "Plant native shrubs" in (tmp_path / "plan.yaml").read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(outline, tmp_path):
    done = run("import", outline, "-o", "plan.yaml", "--dry-run", folder=tmp_path)
    assert "Would write" in done.stdout
    assert not (tmp_path / "plan.yaml").exists()


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("plan.pdf", b"%PDF", 1, "PDF document"),
        ("plan.doc", b"x", 1, "old Word document"),
        ("missing.docx", None, 2, "There is no file"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(tmp_path, name, content, code, said):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("import", name, folder=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_init_takes_a_document_as_its_plan(outline, tmp_path):
    done = run("init", "work", "--plan", outline, "--yes", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Plant native shrubs" in (tmp_path / "work" / "plan.yaml").read_text(encoding="utf-8")


def test_the_command_is_listed():
    assert "import" in main.list_commands(None)

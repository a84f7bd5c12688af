"""The command the button starts: an answer always comes, in the file or on the screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner

from toolkit import wiring
from toolkit.cli.main import main
from toolkit.errors import FileRefused
from toolkit.ports.refreshed import Refreshed, ShownCell
from toolkit.wiring import button
from toolkit.workflows import refresh


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "plan.yaml").write_text(wiring.plan_text("mass"), encoding="utf-8")
    return folder


def answer(workspace: Path, *words: str) -> tuple[int, str]:
    result = workspace / "answer.txt"
    words = ("-C", str(workspace), "refresh", "--result", str(result), *words)
    done = CliRunner().invoke(main, words, standalone_mode=False)
    assert done.stdout == ""
    assert sorted(place.name for place in workspace.glob("answer*")) == ["answer.txt"]
    return done.return_value, result.read_text("ascii")


def test_the_answer_lands_in_the_file_whole(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = (ShownCell("Summary", "B7", "Käthe"),)
    monkeypatch.setattr(button, "gather_for_button", lambda *_, **__: Refreshed("Fine.", cells))
    assert answer(workspace) == (0, "OK\tFine.\nSummary\tB7\ttext\tK\\u00e4the\nEND\t1\n")


def test_the_answer_can_be_printed_for_a_macs_script(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(button, "gather_for_button", lambda *_, **__: Refreshed("Fine."))
    done = CliRunner().invoke(main, ["-C", str(workspace), "refresh", "--result", "-"])
    assert done.stdout_bytes == b"OK\tFine.\r\nEND\t0\r\n"


def test_a_refusal_is_an_answer(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Refreshed:
        raise FileRefused("damaged", "it is damaged.", where="A.xlsx", next_step="Mend it.")

    monkeypatch.setattr(button, "gather_for_button", refuse)
    assert answer(workspace) == (1, "ERROR\tA.xlsx: it is damaged. Mend it.\nEND\t0\n")


@pytest.mark.parametrize("problem", [ZeroDivisionError("boom"), RecursionError("deep")])
def test_a_crash_is_an_answer_with_the_place_of_its_log(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def crash(*_: object, **__: object) -> Refreshed:
        raise problem

    monkeypatch.setattr(button, "gather_for_button", crash)
    code, text = answer(workspace)
    assert code == 1
    assert text.startswith(f"ERROR\tsomething unforeseen happened ({type(problem).__name__}: ")
    log = Path(text.splitlines()[0].rpartition("looks after the tool: ")[2])
    assert str(problem) in log.read_text(encoding="utf-8")
    assert log.parent == workspace / ".actiongrid" / "logs"


def test_two_crashes_in_one_moment_have_two_logs(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> Refreshed:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(button, "gather_for_button", crash)
    places = {answer(workspace)[1].splitlines()[0].rpartition(": ")[2] for _ in range(3)}
    assert len(places) == 3


def test_a_very_long_error_still_fits_a_status_line(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> Refreshed:
        raise ValueError("x" * 100_000)

    def refuse(*_: object, **__: object) -> Refreshed:
        raise FileRefused("damaged", "y" * 100_000, where="A.xlsx")

    monkeypatch.setattr(button, "gather_for_button", crash)
    _, text = answer(workspace)
    assert len(text) < 1000
    assert ".log" in text
    monkeypatch.setattr(button, "gather_for_button", refuse)
    _, text = answer(workspace)
    assert text.startswith("ERROR\tA.xlsx: yyy")
    assert len(text) < 2000


def test_a_broken_plan_is_an_answer(workspace: Path) -> None:
    (workspace / "plan.yaml").write_text("plan: {id: }\n", encoding="utf-8")
    code, text = answer(workspace)
    assert code == 2
    assert text.startswith("ERROR\tplan.yaml: ")


def test_a_folder_that_is_no_workspace_is_an_answer(tmp_path: Path) -> None:
    code, text = answer(tmp_path)
    assert (code, text[:6]) == (2, "ERROR\t")


def test_words_of_another_version_are_passed_over(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(button, "gather_for_button", lambda *_, **__: Refreshed("Fine."))
    assert answer(workspace, "--later-option", "x", "more")[0] == 0


def test_a_copy_pressed_elsewhere_is_told_so(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh, "ARRIVAL_SECONDS", 0)
    code, text = answer(workspace, "--pressed", "20270514120000")
    assert code == 1
    assert "the saved workbook did not reach the workspace" in text


def test_a_result_that_cannot_be_written_is_wrong_use(workspace: Path) -> None:
    done = CliRunner().invoke(
        main, ["-C", str(workspace), "refresh", "--result", str(workspace / "no" / "answer.txt")]
    )
    assert "nothing can be written beside" in str(done.exception)


def test_of_two_files_of_one_identity_the_one_under_its_own_name_counts(
    workspace: Path,
) -> None:
    folder = workspace / "workbooks"
    folder.mkdir()
    for name, mark in (("A copy.xlsm", "copy"), ("Summary.xlsm", "live")):
        with xlsxwriter.Workbook(str(folder / name)) as book:
            sheet = book.add_worksheet("_actiongrid")
            for row, words in enumerate([("replica", "summary"), ("pressed", mark)]):
                sheet.write_row(row, 0, words)
    with wiring.opened(str(workspace), None) as session:
        assert button.mark_in(session, "summary") == "live"
        (folder / "Summary.xlsm").unlink()
        assert button.mark_in(session, "summary") == "copy"
        assert button.mark_in(session, "plan") == ""


def test_a_dry_run_is_said_and_no_answer_is_written(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {}

    def gather(*_: object, dry_run: bool) -> Refreshed:
        told["dry_run"] = dry_run
        return Refreshed("Two changes would be taken.")

    monkeypatch.setattr(button, "gather_for_button", gather)
    result = workspace / "answer.txt"
    words = ("-C", str(workspace), "refresh", "--result", str(result), "--dry-run")
    done = CliRunner().invoke(main, words, standalone_mode=False)
    assert (done.return_value, done.stdout) == (0, "Two changes would be taken.\n")
    assert told == {"dry_run": True}
    assert not result.exists()


def test_json_is_one_document_beside_the_answer(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(button, "gather_for_button", lambda *_, **__: Refreshed("Fine."))
    result = workspace / "answer.txt"
    words = ("-C", str(workspace), "refresh", "--result", str(result), "--json")
    said = json.loads(CliRunner().invoke(main, words, standalone_mode=False).stdout)
    assert (said["schema"], said["ok"], said["says"]) == ("actiongrid/refresh", True, "Fine.")
    assert result.read_text("ascii").startswith("OK\tFine.")

"""RunPython's entry: a saved workbook, a whole sync, cells and status line in the open workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

xlwings = pytest.importorskip("xlwings")

from tests.backends.fake_excel import FakeBook, FakeName, World, open_in_excel, start  # noqa: E402
from toolkit import excel_button  # noqa: E402
from toolkit.cli.main import main  # noqa: E402
from toolkit.wiring import button  # noqa: E402
from toolkit.xlsx import SetCell, change_book, open_book  # noqa: E402


@pytest.fixture
def world() -> Iterator[World]:
    before = xlwings.engines.active
    made = World()
    start(made)
    yield made
    xlwings.engines.active = before


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    done = CliRunner().invoke(main, ["init", str(folder), "--plan", "mass", "--yes"])
    assert done.exit_code == 0, done.output
    return folder


def called_from(world: World, place: Path) -> FakeBook:
    """A workbook whose button was pressed."""
    book = open_in_excel(world, place)
    summary = book.sheets("Summary")
    book.names_.append(FakeName("ActionGridStatus", summary.range((3, 1))))
    xlwings.books[book.name].set_mock_caller()
    return book


def set_status(workspace: Path, word: str) -> None:
    (place, *_) = sorted((workspace / "workbooks").glob("1 *.xlsx"))
    table = open_book(place.read_bytes()).read("Action grid").tables[0]
    change = SetCell("Action grid", table.first_row, table.column_of("Status"), word)
    place.write_bytes(change_book(place.read_bytes(), [change]).data)


def test_the_open_workbook_shows_the_new_state_and_says_so(workspace: Path, world: World) -> None:
    set_status(workspace, "On track")
    book = called_from(world, workspace / "workbooks" / "Summary.xlsm")
    excel_button.main()
    said = book.sheets("Summary").cells_[3, 1].value
    assert "  1 change taken (sync no. 2)." in said
    stamp = book.sheets("_actiongrid").cells_
    assert (stamp[3, 1].value, stamp[3, 2].value) == ("baseline", "2")
    assert world.touched == ["saved", "saved"]


def test_a_workbook_outside_a_workspace_is_told_so(
    workspace: Path, world: World, tmp_path: Path
) -> None:
    stray = tmp_path / "Summary.xlsm"
    stray.write_bytes((workspace / "workbooks" / "Summary.xlsm").read_bytes())
    book = called_from(world, stray)
    excel_button.main()
    assert "does not lie in a workspace" in book.sheets("Summary").cells_[3, 1].value


def test_a_crash_is_told_with_the_place_of_its_log(
    workspace: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(button, "gather_for_button", crash)
    book = called_from(world, workspace / "workbooks" / "Summary.xlsm")
    excel_button.main()
    said = book.sheets("Summary").cells_[3, 1].value
    assert "Refresh failed: something unforeseen (boom). Details: " in said
    assert Path(said.rpartition("Details: ")[2]).exists()

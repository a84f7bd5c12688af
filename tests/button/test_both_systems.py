"""The macro as Excel on Windows and Excel on a Mac would run it."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from pyopenvba.interpreter._values import error

from tests.button.excel_model import Computer, press
from tests.button.pressing import SHEET, make_workbook
from toolkit.ports.refreshed import Refreshed, ShownCell, ShownTable
from toolkit.workflows.result_text import error_text, result_text

LAUNCHER = '"C:\\Program Files\\Python\\python.exe" "-P" "-m" "toolkit" "-C" "C:\\Plans & co"'
PROFILE = "C:\\Users\\Ann Lee\\AppData\\Local\\ActionGrid\\"
WINDOWS = {"LOCALAPPDATA": "C:\\Users\\Ann Lee\\AppData\\Local"}
ANSWER = result_text(
    Refreshed(
        "3 changes taken.",
        (
            ShownCell(SHEET, "A4", "=1+1 Käthe\nline two"),
            ShownCell(SHEET, "A5", date(2027, 5, 14)),
            ShownCell(SHEET, "A6", 12.5),
            ShownCell(SHEET, "A7", True),
            ShownCell(SHEET, "A8", None),
            ShownCell("_actiongrid", "B3", "4"),
            ShownCell(SHEET, "E7", "a new line"),
        ),
        (ShownTable(SHEET, "E4:F7", "tblNeeds", 6),),
    )
)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return make_workbook(tmp_path / "Summary.xlsm", "imec")


def answers(text: str) -> Computer:
    """A Windows computer whose tool answers with that text."""

    def tool(computer: Computer) -> None:
        place = re.search(r'--result "([^"]+)"', computer.commands[-1])
        assert place
        computer.files[place[1]] = text

    return Computer(
        "Windows (64-bit) NT 10.00",
        WINDOWS,
        {f"{PROFILE}imec.txt": f"{LAUNCHER}\r\n"},
        shell=tool,
    )


def test_on_windows_the_launchers_command_is_started_with_the_result_file(workbook: Path) -> None:
    computer = answers(ANSWER)
    press(workbook, computer)
    assert computer.commands == [
        '"C:\\Program Files\\Python\\python.exe" "-P" "-m" "toolkit" "-C" "C:\\Plans & co" refresh '
        '--result "C:\\Users\\Ann Lee\\AppData\\Local\\ActionGrid\\refresh-20270514120000.txt" '
        "--replica summary --pressed 20270514120000"
    ]


def test_on_windows_the_answer_is_read_and_its_file_removed(workbook: Path) -> None:
    computer = answers(ANSWER)
    excel = press(workbook, computer)
    assert excel.status == "14 May 2027, 12:00  3 changes taken."
    assert list(computer.files) == [f"{PROFILE}imec.txt"]


def test_on_windows_a_program_that_may_not_start_is_told(workbook: Path) -> None:
    def refuse(_computer: Computer) -> None:
        raise error(70)

    computer = answers(ANSWER)
    computer.shell = refuse
    excel = press(workbook, computer)
    assert "could not be started (Permission denied)" in excel.status
    assert "desktop shortcut" in excel.status


def test_on_windows_a_tool_that_shows_no_sign_is_given_up_after_90_seconds(workbook: Path) -> None:
    computer = answers(ANSWER)
    computer.shell = lambda _computer: None
    excel = press(workbook, computer)
    assert "did not start" in excel.status
    assert computer.slept == 90


def test_on_windows_a_tool_at_work_is_waited_for_a_quarter_of_an_hour(workbook: Path) -> None:
    def busy(computer: Computer) -> None:
        place = re.search(r'--result "([^"]+)"', computer.commands[-1])
        assert place
        computer.files[f"{place[1]}.busy"] = ""

    computer = answers(ANSWER)
    computer.shell = busy
    excel = press(workbook, computer)
    assert "no answer after 15 minutes" in excel.status
    assert computer.slept == 900


def test_nobody_can_type_between_the_save_and_the_answer(workbook: Path) -> None:
    computer = answers(ANSWER)
    computer.shell = lambda _computer: None
    press(workbook, computer)
    assert set(computer.heard) == {False}
    assert computer.listens


def test_a_press_that_fails_gives_the_keys_back(workbook: Path) -> None:
    computer = answers(error_text("Advocacy.xlsx: it is damaged."))
    press(workbook, computer)
    assert computer.listens


@pytest.mark.parametrize(
    ("user", "launcher"),
    [
        (
            "Ann Lee",
            '"C:\\Program Files\\Py 3\\python.exe" "-P" "-m" "toolkit" "-C" "D:\\100% & co"',
        ),
        ("O'Brien", '"C:\\Users\\O\'Brien\\py.exe" "-P" "-m" "toolkit" "-C" "C:\\it\'s"'),
        ("Jürgen", '"C:\\Users\\Jürgen\\py.exe" "-P" "-m" "toolkit" "-C" "C:\\Plän (2)"'),
        ("50%&co", '"\\\\server\\share\\py.exe" "-P" "-m" "toolkit" "-C" "\\\\server\\a^b!c"'),
    ],
)
@pytest.mark.parametrize("system", ["Windows (64-bit) NT 10.00", "Windows (32-bit) NT 10.00"])
def test_on_windows_odd_names_reach_the_command_line_as_they_are(
    workbook: Path, user: str, launcher: str, system: str
) -> None:
    data = f"C:\\Users\\{user}\\AppData\\Local"
    computer = answers(ANSWER)
    computer.system, computer.variables = system, {"LOCALAPPDATA": data}
    computer.files = {f"{data}\\ActionGrid\\imec.txt": f"{launcher}\r\n"}
    excel = press(workbook, computer)
    result = f"{data}\\ActionGrid\\refresh-20270514120000.txt"
    assert computer.commands == [
        f'{launcher} refresh --result "{result}" --replica summary --pressed 20270514120000'
    ]
    assert excel.status.endswith("  3 changes taken.")


def test_on_windows_without_a_launcher_nothing_is_started(workbook: Path) -> None:
    computer = Computer("Windows (64-bit) NT 10.00", WINDOWS)
    excel = press(workbook, computer)
    assert excel.status.endswith("  Saved. Your coordinator's next sync will collect this.")
    assert computer.commands == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            error_text("Advocacy.xlsx: it is damaged."),
            "Refresh failed: Advocacy.xlsx: it is damaged.",
        ),
        (ANSWER.replace("END\t8", "END\t9"), "Refresh failed: the answer is not complete."),
        (ANSWER.partition("END")[0], "Refresh failed: the answer is not complete."),
        ("what is this\r\n", "Refresh failed: the answer is not one this button knows."),
    ],
    ids=["an error", "a wrong count", "cut short", "something else"],
)
def test_an_answer_that_is_none_changes_nothing(workbook: Path, text: str, sentence: str) -> None:
    excel = press(workbook, answers(text))
    assert sentence in excel.status
    assert excel.show(SHEET, "A8") == "old text"
    assert excel.show(SHEET, "A6") in (None, "")


def test_on_a_mac_excels_own_script_is_asked_and_nothing_is_started(workbook: Path) -> None:
    computer = Computer("Macintosh (Intel) Version 14.5", script=lambda _request: ANSWER)
    excel = press(workbook, computer)
    assert computer.commands == []
    assert computer.requests == [
        ("ActionGridRefresh.applescript", "refresh", "imec\tsummary\t20270514120000")
    ]
    assert excel.status.endswith("  3 changes taken.")


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r\r\n"])
def test_on_a_mac_the_answers_line_ends_do_not_matter(workbook: Path, line_end: str) -> None:
    text = ANSWER.replace("\r\n", line_end)
    excel = press(workbook, Computer("Macintosh (Intel) Version 14.5", script=lambda _: text))
    assert excel.status.endswith("  3 changes taken.")


@pytest.mark.parametrize("script", [None, lambda _request: ""], ids=["no script", "no launcher"])
def test_on_a_mac_that_is_not_set_up_the_workbook_is_only_saved(
    workbook: Path, script: object
) -> None:
    excel = press(workbook, Computer("Macintosh (Intel) Version 14.5", script=script))  # type: ignore[arg-type]
    assert excel.status.endswith("  Saved. Your coordinator's next sync will collect this.")


@pytest.mark.parametrize("system", ["Windows (64-bit) NT 10.00", "Macintosh (Intel) Version 14.5"])
def test_on_both_systems_cells_arrive_with_their_type(workbook: Path, system: str) -> None:
    computer = answers(ANSWER)
    computer.system = system
    computer.script = lambda _request: ANSWER
    excel = press(workbook, computer)
    assert excel.show(SHEET, "A4") == "=1+1 Käthe\nline two"
    assert excel.show(SHEET, "A5") == datetime(2027, 5, 14)
    assert excel.show(SHEET, "A6") == 12.5
    assert excel.show(SHEET, "A7") is True
    assert excel.show(SHEET, "A8") in (None, "")
    assert excel.show("_actiongrid", "B3") == "4"


def test_a_table_grows_around_its_new_rows(workbook: Path) -> None:
    excel = press(workbook, answers(ANSWER))
    assert excel.show(SHEET, "E7") == "a new line"
    assert excel.area_of(SHEET, "tblNeeds") == "$E$4:$F$7"


def test_words_from_the_workbook_cannot_reach_the_command_line(tmp_path: Path) -> None:
    workbook = make_workbook(tmp_path / "Summary.xlsm", 'x" & calc.exe & "../..')
    computer = answers(ANSWER)
    computer.files = {f"{PROFILE}x----calc.exe----..-...txt": LAUNCHER}
    press(workbook, computer)
    assert [command.count('"') for command in computer.commands] == [LAUNCHER.count('"') + 2]


def test_without_a_status_cell_the_sentence_comes_in_a_box(tmp_path: Path) -> None:
    workbook = make_workbook(tmp_path / "Area.xlsm", "imec", status=False)
    computer = answers(ANSWER)
    press(workbook, computer)
    assert computer.boxes == ["3 changes taken."]

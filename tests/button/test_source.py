"""The macro's text: what it may not hold, and that the binary project holds nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import olefile
import pytest

from tests.button.office_readers import MacroRaptor, VBA_Parser
from tests.button.pressing import ROOT, SOURCE, make_workbook
from toolkit.xlsx.vba_project import sheet_code_names, vba_project


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workbook(tmp_path_factory.mktemp("made") / "Summary.xlsm", "imec")


def modules(workbook: Path) -> dict[str, str]:
    """Every module's text as an independent reader of Office files sees it."""
    parser = VBA_Parser(str(workbook))
    found = {name: code.replace("\r\n", "\n") for _, _, name, code in parser.extract_macros()}
    parser.close()
    return found


def test_the_binary_holds_the_source_and_nothing_else(workbook: Path) -> None:
    found = modules(workbook)
    assert found.pop("ActionGridButton.bas") == SOURCE
    assert sorted(found) == ["Sheet1.cls", "Sheet2.cls", "ThisWorkbook.cls"]
    assert {
        line.split(" = ")[0] for text in found.values() for line in text.splitlines() if line
    } == {
        f"Attribute VB_{name}"
        for name in (
            "Name", "Base", "GlobalNameSpace", "Creatable", "PredeclaredId", "Exposed",
            "TemplateDerived", "Customizable",
        )
    }  # fmt: skip


def test_every_sheet_has_the_module_its_code_name_says(workbook: Path) -> None:
    with zipfile.ZipFile(workbook) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if "xml" in name}
    in_parts = [
        match
        for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml")
        for match in re.findall(
            r'<(?:workbookPr|sheetPr)[^>]* codeName="(\w+)"|<sheetPr codeName="(\w+)"', parts[name]
        )
    ]
    names = [first or second for first, second in in_parts]
    assert names == ["ThisWorkbook", "Sheet1", "Sheet2"]
    assert {f"{name}.cls" for name in names} <= set(modules(workbook))


def test_the_button_names_the_one_public_macro(workbook: Path) -> None:
    assert re.findall(r"^Public .*$", SOURCE, re.MULTILINE) == ["Public Sub ActionGridRefresh()"]
    assert re.findall(r"^(?:Sub|Function) .*$", SOURCE, re.MULTILINE) == []
    with zipfile.ZipFile(workbook) as package:
        drawing = package.read("xl/drawings/vmlDrawing1.vml").decode()
    assert re.findall(r"<x:FmlaMacro>(.*?)</x:FmlaMacro>", drawing) == ["[0]!ActionGridRefresh"]


@pytest.mark.parametrize(
    "word",
    [
        "Declare", "CreateObject", "GetObject", "Auto_Open", "AutoOpen", "Workbook_Open", "cmd.exe",
        "powershell", "WScript", "http", "SendKeys", "Registry", "Application.Run",
    ],
)  # fmt: skip
def test_the_source_has_nothing_that_alarms(word: str) -> None:
    code = "\n".join(line for line in SOURCE.splitlines() if not line.strip().startswith("'"))
    assert word.casefold() not in code.casefold()


def test_the_source_is_ascii_without_tabs_and_not_too_wide() -> None:
    assert SOURCE.isascii()
    assert "\t" not in SOURCE
    assert max(map(len, SOURCE.splitlines())) <= 110


def test_nothing_in_it_runs_by_itself() -> None:
    verdict = MacroRaptor(SOURCE)
    verdict.scan()
    assert not verdict.autoexec
    assert not verdict.suspicious


def test_an_analysis_of_the_project_finds_nothing(workbook: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "pyvbaanalysis", workbook],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "(no diagnostics)" in done.stdout, done.stdout


def test_the_container_is_sound(tmp_path: Path) -> None:
    place = tmp_path / "vbaProject.bin"
    place.write_bytes(vba_project(SOURCE, sheet_code_names(12)))
    with olefile.OleFileIO(str(place), raise_defects=olefile.DEFECT_INCORRECT) as container:
        assert container.parsing_issues == []
        assert ["VBA", "ActionGridButton"] in container.listdir()
        assert container.exists("VBA/Sheet12")


def test_the_script_builds_the_same_bytes_every_time(tmp_path: Path) -> None:
    for name in ("first.bin", "second.bin"):
        subprocess.run(
            [sys.executable, ROOT / "scripts" / "build_vba_project.py", "9", tmp_path / name],
            check=True, capture_output=True,
        )  # fmt: skip
    assert (tmp_path / "first.bin").read_bytes() == (tmp_path / "second.bin").read_bytes()
    assert (tmp_path / "first.bin").read_bytes() == vba_project(SOURCE, sheet_code_names(9))

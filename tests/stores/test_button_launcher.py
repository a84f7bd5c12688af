"""What install-button writes on each system, and what doctor says about it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.button.pressing import ROOT
from toolkit.errors import WorkspaceError
from toolkit.stores.button_checks import button_checks
from toolkit.stores.button_launcher import install_button, launcher_text
from toolkit.stores.machine import Machine

FOLDER = Path("/Plans & co/Käthe's")


@pytest.fixture
def linux(tmp_path: Path) -> Machine:
    home = tmp_path / "home of Käthe"
    return Machine(
        system="Linux",
        home=home,
        local_data=home / "Local",
        desktop=home / "Desktop",
        python=sys.executable,
        code_page="utf-8",
        shortened=lambda path: path,
    )


@pytest.fixture
def windows(linux: Machine) -> Machine:
    return replace(linux, system="Windows", python=r"C:\Py\python.exe", code_page="cp1252")


@pytest.fixture
def mac(linux: Machine) -> Machine:
    return replace(linux, system="Darwin")


def test_on_windows_the_launcher_is_one_quoted_line_in_the_code_page(windows: Machine) -> None:
    done = install_button(windows, "imec", Path(r"C:\Plans & co\Käthe"))
    assert done.launcher == windows.local_data / "ActionGrid" / "imec.txt"
    assert done.launcher.read_bytes() == (
        '"C:\\Py\\python.exe" "-P" "-m" "toolkit" "-C" "C:\\Plans & co\\Käthe"\r\n'.encode("cp1252")
    )


def test_on_windows_a_path_the_code_page_cannot_spell_is_said_by_its_short_name(
    windows: Machine,
) -> None:
    short = replace(windows, shortened=lambda _path: r"C:\PLAN~1")
    assert '"C:\\PLAN~1"' in launcher_text(short, Path("C:\\Plan für Łukasz"))


def test_a_path_no_macro_can_name_is_refused(windows: Machine, linux: Machine) -> None:
    with pytest.raises(WorkspaceError, match="plain letters"):
        launcher_text(windows, Path("C:\\Łukasz"))
    with pytest.raises(WorkspaceError, match="quotation marks"):
        launcher_text(linux, Path('/the "new" plan'))


def test_on_windows_a_whole_disk_keeps_its_last_quotation_mark(windows: Machine) -> None:
    assert launcher_text(windows, Path("X:\\")).endswith('"X:\\."\r\n')


def test_on_windows_the_shortcut_syncs_and_stays_open(windows: Machine) -> None:
    done = install_button(windows, "imec", Path(r"C:\100% plan"))
    assert done.shortcut.name == "Refresh imec.cmd"
    assert done.shortcut.read_text("utf-8").splitlines()[2:] == [
        '"C:\\Py\\python.exe" "-P" "-m" "toolkit" "-C" "C:\\100%% plan" "sync"',
        "pause",
    ]


def test_on_a_mac_excels_script_stands_where_excel_may_start_it(mac: Machine) -> None:
    done = install_button(mac, "imec", FOLDER)
    folder = mac.home / "Library" / "Application Scripts" / "com.microsoft.Excel"
    assert done.script == folder / "ActionGridRefresh.applescript"
    assert "on refresh(request)" in done.script.read_text("utf-8")
    assert done.shortcut.name == "Refresh imec.command"
    assert os.access(done.shortcut, os.X_OK)


def test_on_a_mac_the_starter_hands_the_request_to_the_plans_launcher(
    mac: Machine, tmp_path: Path
) -> None:
    spy = tmp_path / "spy & co.sh"
    spy.write_text('#!/bin/sh\nprintf "%s|" "$@"\nexit 3\n')
    spy.chmod(0o755)
    install_button(replace(mac, python=str(spy)), "imec", FOLDER)
    assert start(mac, "imec\tarea-1\t20270514120000") == (
        f"-P|-m|toolkit|-C|{FOLDER}|refresh|--result|-|--replica|area-1|--pressed|20270514120000|\n"
    )


def test_on_a_mac_a_plan_that_is_not_set_up_gets_no_answer(mac: Machine) -> None:
    install_button(mac, "imec", FOLDER)
    assert start(mac, "mass\tsummary\t1") == ""


def test_on_a_mac_a_tool_that_is_gone_is_told(mac: Machine) -> None:
    install_button(replace(mac, python="/no/such/python"), "imec", FOLDER)
    assert start(mac, "imec\tsummary\t1").startswith("ERROR\tthe Action Grid tool could not be")


def start(mac: Machine, request: str) -> str:
    """What Excel's script runs."""
    done = subprocess.run(
        ["/bin/sh", str(mac.launchers / "refresh.sh"), request],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def test_on_linux_the_shortcut_quotes_what_desktops_read_otherwise(linux: Machine) -> None:
    done = install_button(linux, "imec", Path("/a $HOME `x` 50%"))
    line = done.shortcut.read_text("utf-8").splitlines()[-1]
    assert '"/a \\\\$HOME \\\\`x\\\\` 50%%" "sync"' in line


def test_setting_up_again_says_what_was_there_before(linux: Machine) -> None:
    assert install_button(linux, "imec", Path("/first")).replaced == ""
    assert install_button(linux, "imec", Path("/first")).replaced == ""
    assert '"/first"' in install_button(linux, "imec", Path("/second")).replaced


def test_doctor_says_what_is_missing_and_how_to_mend_it(linux: Machine) -> None:
    (check,) = button_checks(linux, "imec", FOLDER)
    assert (check.ok, check.fix) == (False, 'Run "actiongrid install-button".')
    assert check.message == "It is not set up on this computer."


def test_doctor_notices_a_button_of_another_workspace(linux: Machine) -> None:
    install_button(linux, "imec", Path("/other"))
    (check,) = button_checks(linux, "imec", FOLDER)
    assert not check.ok
    assert "/other" in check.message


def test_doctor_starts_what_the_button_starts(
    linux: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    install_button(linux, "imec", FOLDER)
    found, started = button_checks(linux, "imec", FOLDER)
    assert found.ok
    assert started.name == "Start by button"
    broken = replace(linux, python="/no/such/python")
    install_button(broken, "imec", FOLDER)
    assert not button_checks(broken, "imec", FOLDER)[-1].ok


def test_doctor_notices_a_mac_script_of_another_version(mac: Machine) -> None:
    install_button(mac, "imec", FOLDER)
    assert button_checks(mac, "imec", FOLDER)[1].ok
    script = mac.excel_scripts / "ActionGridRefresh.applescript"
    script.write_text(script.read_text("utf-8") + "-- mine\n", "utf-8")
    check = button_checks(mac, "imec", FOLDER)[1]
    assert not check.ok
    assert "another version or was changed" in check.message


def test_the_mac_launcher_survives_any_path(mac: Machine) -> None:
    words = shlex.split(launcher_text(mac, Path('/it\'s "new" & $HOME')))
    assert words[-2:] == ['/it\'s "new" & $HOME', "$@"]

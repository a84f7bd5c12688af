"""What ``doctor`` says about the Refresh button of a plan on this computer."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

from toolkit.ports.check import Check
from toolkit.stores.button_launcher import (
    SCRIPT,
    STARTER,
    can_be_said,
    launcher_place,
    launcher_text,
)
from toolkit.stores.data_files import data_text
from toolkit.stores.machine import Machine

SET_UP = 'Run "actiongrid install-button".'
USE_SHORTCUT = "Use the shortcut on the desktop: it does the same."
_PATIENCE = 60


def button_checks(machine: Machine, plan_id: str, folder: Path) -> tuple[Check, ...]:
    """Everything about the button, in the order in which it is needed."""
    checks = [launcher_check(machine, plan_id, folder)]
    if machine.is_mac:
        checks.append(mac_script_check(machine))
    if checks[0].ok:
        checks.append(start_check(machine, plan_id))
    return tuple(checks)


def launcher_check(machine: Machine, plan_id: str, folder: Path) -> Check:
    """Whether the button of this plan starts the tool on this workspace."""
    name = "Refresh button"
    place = launcher_place(machine, plan_id)
    if not place.is_file():
        return Check(name, ok=False, message="It is not set up on this computer.", fix=SET_UP)
    if not can_be_said(machine, str(machine.launchers)):
        message = f'A macro cannot name your profile folder "{machine.launchers}".'
        return Check(name, ok=False, message=message, fix=USE_SHORTCUT)
    stands = place.read_text(encoding=machine.code_page, errors="replace")
    if stands.split() != launcher_text(machine, folder).split():
        message = f"It starts something else than this workspace: {stands.strip()}"
        return Check(name, ok=False, message=message, fix=SET_UP)
    return Check(name, ok=True, message=f'It refreshes "{folder}" (set up in "{place}").')


def mac_script_check(machine: Machine) -> Check:
    """Whether Excel for Mac finds the script it may start, as this version writes it."""
    name = "Excel's script"
    expected = {
        machine.excel_scripts / SCRIPT: "workbook_templates/refresh_button.applescript",
        machine.launchers / STARTER: "workbook_templates/refresh_button.sh",
    }
    for place, source in expected.items():
        if not place.is_file():
            return Check(name, ok=False, message=f'"{place}" is not there.', fix=SET_UP)
        if place.read_text(encoding="utf-8", errors="replace") != data_text(source):
            message = f'"{place}" is of another version or was changed.'
            return Check(name, ok=False, message=message, fix=SET_UP)
    return Check(name, ok=True, message="It is where Excel may start it.")


def start_check(machine: Machine, plan_id: str) -> Check:
    """Whether the very command the button starts does start the tool."""
    name = "Start by button"
    command = _command(machine, launcher_place(machine, plan_id))
    try:
        done = subprocess.run(  # noqa: S603 (our own launcher, written by install-button)
            command, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError) as problem:
        return Check(name, ok=False, message=f"It cannot be started: {problem}", fix=SET_UP)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return Check(name, ok=False, message=f"It starts and stops: {last}", fix=SET_UP)
    return Check(name, ok=True, message=f"It starts: {done.stdout.strip()}")


def _command(machine: Machine, launcher: Path) -> list[str] | str:
    if machine.is_mac:
        return ["/bin/sh", str(launcher), "--version"]
    line = launcher.read_text(encoding=machine.code_page).strip()
    # Windows takes one line as a macro gives it; elsewhere it has to be taken apart.
    return f"{line} --version" if machine.is_windows else [*shlex.split(line), "--version"]

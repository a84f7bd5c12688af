"""Sets up the Refresh button on this computer: what it may start, for each plan, and a shortcut."""

from __future__ import annotations

import shlex
from pathlib import Path

from msgspec import Struct

from toolkit.errors import WorkspaceError
from toolkit.stores.data_files import data_text
from toolkit.stores.machine import Machine

SCRIPT = "ActionGridRefresh.applescript"
"""Name the macro calls; no version in it, so that workbooks of any age find it."""

STARTER = "refresh.sh"


class Installed(Struct, frozen=True):
    """What ``install-button`` wrote.

    Attributes:
        launcher: the file with the command for this plan.
        shortcut: the file on the desktop.
        script: Excel's own script on a Mac; the launcher elsewhere needs none.
        replaced: the command that stood there before for another workspace, "" when none did.
    """

    launcher: Path
    shortcut: Path
    script: Path | None = None
    replaced: str = ""


def launcher_place(machine: Machine, plan_id: str) -> Path:
    """Where the button of a plan looks for what it may start."""
    return machine.launchers / f"{plan_id}.txt"


def launcher_text(machine: Machine, folder: Path) -> str:
    """The command that runs the tool on a workspace, as the button's system wants it written.

    Raises WorkspaceError when a path holds what a macro cannot say.
    """
    # -P: a file named like one of the tool's modules in Excel's current folder must not be run.
    words = (machine.python, "-P", "-m", "toolkit", "-C", str(folder))
    if machine.is_mac:
        return f'exec {shlex.join(words)} "$@"\n'
    said = [_sayable(machine, word) for word in words]
    return " ".join(f'"{word}"' for word in said) + ("\r\n" if machine.is_windows else "\n")


def install_button(machine: Machine, plan_id: str, folder: Path) -> Installed:
    """Write the launcher, the shortcut and, on a Mac, Excel's script; again is the same as once."""
    launcher = launcher_place(machine, plan_id)
    text = launcher_text(machine, folder)
    before = ""
    if launcher.is_file():
        before = launcher.read_text(encoding=machine.code_page, errors="replace")
    _write(launcher, text, encoding=machine.code_page)
    script = None
    if machine.is_mac:
        script = machine.excel_scripts / SCRIPT
        _write(machine.launchers / STARTER, data_text("workbook_templates/refresh_button.sh"))
        _write(script, data_text("workbook_templates/refresh_button.applescript"))
    shortcut = _write_shortcut(machine, plan_id, folder)
    replaced = before.strip() if before.split() != text.split() else ""
    return Installed(launcher, shortcut, script, replaced)


def can_be_said(machine: Machine, path: str) -> bool:
    """Whether a macro can name a path: Excel on Windows knows the computer's code page only."""
    return machine.is_mac or _spelt_in(machine.code_page, path)


def _sayable(machine: Machine, word: str) -> str:
    """A path a macro can name: it knows the computer's own code page, and no quotes in quotes."""
    if not _spelt_in(machine.code_page, word):
        word = machine.shortened(word)
    if machine.is_windows and word.endswith("\\"):
        word += "."
    if '"' in word or "\n" in word or not _spelt_in(machine.code_page, word):
        raise WorkspaceError(
            f"the Refresh button cannot start a program at {word!r}.",
            next_step=(
                "Use a folder named in plain letters, without quotation marks, then run "
                '"actiongrid install-button" again.'
            ),
        )
    return word


def _spelt_in(code_page: str, word: str) -> bool:
    try:
        return word.encode(code_page).decode(code_page) == word
    except UnicodeError:
        return False


def _write_shortcut(machine: Machine, plan_id: str, folder: Path) -> Path:
    name = f"Refresh {plan_id}"
    words = (machine.python, "-P", "-m", "toolkit", "-C", str(folder), "sync")
    if machine.is_windows:
        place = machine.desktop / f"{name}.cmd"
        line = " ".join(f'"{word}"' for word in words).replace("%", "%%")
        text = f"@echo off\r\nchcp 65001 >nul\r\n{line}\r\npause\r\n"
    elif machine.is_mac:
        place = machine.desktop / f"{name}.command"
        text = f'#!/bin/sh\n{shlex.join(words)}\nprintf "\\nPress Return to close. "\nread -r _\n'
    else:
        place = machine.desktop / f"{name}.desktop"
        text = (
            "[Desktop Entry]\nType=Application\nTerminal=true\n"
            f"Name={name}\nExec={' '.join(map(_desktop_word, words))}\n"
        )
    _write(place, text, runs=True)
    return place


def _desktop_word(word: str) -> str:
    """One word of an Exec line: quoted, with the signs escaped that mean something there."""
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, f"\\{sign}")
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


def _write(place: Path, text: str, *, runs: bool = False, encoding: str = "utf-8") -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding=encoding, newline="")
        if runs:
            place.chmod(0o755)
    except OSError as problem:
        raise WorkspaceError(
            f"cannot be written ({problem.strerror}).",
            where=str(place),
            next_step='See that you may write there, then run "actiongrid install-button" again.',
        ) from problem

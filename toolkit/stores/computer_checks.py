"""What works on this computer, looked at one thing at a time; nothing is changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from uuid import uuid4

from toolkit.errors import BusyError, ToolkitError
from toolkit.ports.check import Check
from toolkit.stores.local_files import LocalFiles
from toolkit.stores.new_workspace import synced_folder
from toolkit.stores.workspace import Workspace

_EXTRAS = {
    "Google Sheets": ("gspread", "google"),
    "Live Excel": ("xlwings", "live"),
    "PDF reports": ("typst", "pdf"),
    "Mail passwords in the keyring": ("keyring", "mail"),
}


def computer_checks() -> Iterator[Check]:
    """Python and the optional parts."""
    found = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info < (3, 11)
    fix = "Install Python 3.11 or newer from python.org, then install the tool again."
    yield Check("Python", not old, f"This is Python {found}.", fix if old else "")
    for name, (package, extra) in _EXTRAS.items():
        try:
            yield Check(name, True, f"{package} {version(package)} is installed.")
        except PackageNotFoundError:
            # Optional: nothing is wrong without it.
            yield Check(
                name,
                True,
                f"{package} is not installed; only needed for {name}.",
                f'To use it: pip install "actiongrid-toolkit[{extra}]"',
            )
    yield Check(
        "Excel or LibreOffice",
        True,
        "Not needed on this computer: the tool reads and writes workbooks by itself.",
    )


def workspace_checks(workspace: Workspace) -> Iterator[Check]:
    """Folders, history, locks, workbooks that are open, swaps that keep every save."""
    files = LocalFiles()
    yield _writable("Workspace", workspace.folder, "Name the workspace with -C.")
    yield _writable("Workbooks", workspace.workbooks, "Run generate: it makes the folder.")
    yield _synced(workspace)
    yield _history(workspace)
    service = synced_folder(workspace.history_folder)
    yield Check(
        "History on a local disk",
        not service,
        f"{service} syncs the folder history is in." if service else "History is on this computer.",
        "Set history_folder in settings.yaml to a folder outside it." if service else "",
    )
    yield _lock(workspace, files)
    yield Check(
        "Saves that come in between",
        True,
        "This disk can exchange two files at once: no save is ever lost."
        if files.keeps_every_save
        else "This disk cannot exchange two files at once; a save within the same millisecond "
        "as a sync could be missed.",
    )
    for place in workspace.workbook_files():
        person = files.opened_by(str(place))
        if person:
            yield Check(
                f"{place.name} is open",
                True,
                f"{person} has it open; what has to be written there waits for the next sync.",
            )


def _writable(name: str, folder: Path, when_missing: str) -> Check:
    if not folder.is_dir():
        return Check(name, False, f"there is no folder {folder}.", when_missing)
    trial = folder / f".actiongrid-trial-{os.getpid()}-{uuid4().hex[:8]}"
    try:
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as problem:
        return Check(
            name,
            False,
            f"{folder} cannot be written ({problem.strerror}).",
            "Choose a folder you may write in, or ask whoever looks after the computer.",
        )
    return Check(name, True, f"{folder} can be written.")


def _synced(workspace: Workspace) -> Check:
    """Workbooks in the cloud are meant to be; only history must not be."""
    service = synced_folder(workspace.workbooks)
    said = f"{service} syncs the workbooks: fine for staff to edit there." if service else ""
    return Check("Shared folder", True, said or "The workbooks are in a folder of this computer.")


def _lock(workspace: Workspace, files: LocalFiles) -> Check:
    """Whether another run holds the workspace, and whether this disk can keep two runs apart."""
    name, place = "One run at a time", workspace.history_folder / "lock"
    if not place.exists():
        return Check(name, True, "No run has been at work here yet.")
    try:
        with files.lock(str(place), "actiongrid doctor"):
            return Check(name, True, "No other run is at work, and this disk keeps two runs apart.")
    except BusyError as busy:
        return Check(name, True, busy.found, busy.next_step)
    except OSError as problem:
        found = f"{place} cannot be locked ({problem.strerror})."
        return Check(name, False, found, "Set history_folder to a folder of this computer.")


def _history(workspace: Workspace) -> Check:
    from toolkit.stores.history_sqlite import SqliteHistory

    place = workspace.history_folder / "history.db"
    if not place.exists():
        return Check(
            "History",
            False,
            f"there is no history in {place.parent}.",
            "Run sync: it is rebuilt from the workbooks; differences become questions.",
        )
    try:
        history = SqliteHistory(str(place))
        history.check()
        number = history.last_number()
        history.close()
    except ToolkitError as problem:
        return Check("History", False, problem.found, problem.next_step)
    return Check("History", True, f"whole; the last sync is no. {number}.")

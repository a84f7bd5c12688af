"""What works on this computer, looked at one thing at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

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
    yield Check("Python", sys.version_info >= (3, 11), f"This is Python {found}.")
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


def workspace_checks(workspace: Workspace) -> Iterator[Check]:
    """Folders, history, workbooks that are open, swaps that keep every save."""
    files = LocalFiles()
    yield _writable("Workspace", workspace.folder)
    yield _writable("Workbooks", workspace.workbooks)
    yield _history(workspace)
    service = synced_folder(workspace.history_folder)
    yield Check(
        "History on a local disk",
        not service,
        f"{service} syncs the folder history is in." if service else "History is on this computer.",
        "Set history_folder in settings.yaml to a folder outside it." if service else "",
    )
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


def _writable(name: str, folder: Path) -> Check:
    trial = folder / ".actiongrid-trial"
    try:
        folder.mkdir(parents=True, exist_ok=True)
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
    except (ToolkitError, BusyError) as problem:
        return Check("History", False, problem.found, problem.next_step)
    return Check("History", True, f"whole; the last sync is no. {number}.")

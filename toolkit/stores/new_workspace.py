"""Makes the folders and files of a new workspace."""

from __future__ import annotations

import sys
from pathlib import Path

from toolkit.errors import UsageError, WorkspaceError
from toolkit.settings import Settings
from toolkit.stores.data_files import data_text
from toolkit.stores.workspace import PLAN, SETTINGS, Workspace

_LONGEST, _LONGEST_ON_WINDOWS, _LONGEST_NAME = 440, 180, 255
"""Bytes (Windows: characters) of a workspace's path that leave room for the files inside: Windows
stops at 260, the library that keeps history at 512."""

_CLOUD = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "box sync", "nextcloud")


def make_workspace(folder: str, plan: str, changes: dict[str, str]) -> Workspace:
    """A new workspace with this plan document; ``changes`` are settings that differ from defaults.

    Raises UsageError when there is one already, WorkspaceError when the folder cannot be written.
    """
    place = Path(folder).expanduser().absolute()
    require_free(place)
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / SETTINGS).write_text(_settings_text(changes), encoding="utf-8")
        (place / PLAN).write_text(plan, encoding="utf-8")
    except OSError as problem:
        raise WorkspaceError(
            f'the folder "{place}" cannot be written ({problem.strerror}).',
            next_step="Choose a folder of your own, such as one in Documents.",
        ) from problem
    settings = Settings(history_folder=changes.get("history_folder", ""))
    workspace = Workspace(place, settings)
    for inside in (workspace.workbooks, workspace.inbox, workspace.outbox, workspace.surveys):
        inside.mkdir(parents=True, exist_ok=True)
    return workspace


def require_free(place: Path) -> None:
    """Raise UsageError or WorkspaceError when no workspace can be started in a folder."""
    _require_short(place)
    if (place / PLAN).exists():
        raise UsageError(
            f'"{place}" is a workspace already.',
            next_step='Use it with "actiongrid -C DIR sync", or choose another folder.',
        )
    if (place / SETTINGS).exists():
        raise UsageError(
            f'"{place}" holds a {SETTINGS} already, which would be overwritten.',
            next_step="Choose another folder, or move that file away.",
        )


def _require_short(place: Path) -> None:
    """Raise WorkspaceError when files inside would have paths this system cannot open."""
    longest = _LONGEST_ON_WINDOWS if sys.platform == "win32" else _LONGEST
    length = len(str(place)) if sys.platform == "win32" else len(str(place).encode())
    if length > longest or any(len(part.encode()) > _LONGEST_NAME for part in place.parts):
        raise WorkspaceError(
            f'the path "{str(place)[:60]}…" is too long for a workspace.',
            next_step="Choose a folder with a shorter name, nearer to the top of the disk.",
        )


def synced_folder(place: Path) -> str:
    """The name of the cloud service that syncs a folder, "" when none is recognised.

    History must not lie there: a synced database is a damaged database sooner or later.
    """
    for part in place.parts:
        for name in _CLOUD:
            if name in part.casefold():
                return part
    if sys.platform == "win32" and str(place).startswith("\\\\"):
        return "a network drive"
    return ""


def user_history_folder(place: Path) -> str:
    """A folder of the user's own for the history of a workspace on a synced disk."""
    import hashlib

    from platformdirs import user_data_path

    mark = hashlib.sha256(str(place).encode()).hexdigest()[:8]
    return str(user_data_path("actiongrid", appauthor=False) / f"{place.name}-{mark}")


def _settings_text(changes: dict[str, str]) -> str:
    lines = []
    for line in data_text("config/default_settings.yaml").splitlines():
        key = line.partition(":")[0]
        if key in changes:
            comment = f"  #{line.partition('#')[2]}" if "#" in line else ""
            line = f'{key}: "{changes[key]}"{comment}'
        lines.append(line)
    return "\n".join(lines) + "\n"

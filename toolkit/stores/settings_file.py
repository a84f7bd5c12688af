"""The one line of settings.yaml the tool itself may write: the address of a Google sheet."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.errors import SettingsError, WorkspaceError
from toolkit.stores.workspace import load_settings, read_text

_NONE = re.compile(r"^( +)spreadsheets:[ \t]*(\{\s*\})?[ \t]*(#.*)?$", re.MULTILINE)
_GROUP = re.compile(r"^google:[ \t]*(\{\s*\})?[ \t]*(#.*)?$", re.MULTILINE)


def name_spreadsheet(place: Path, address: str) -> bool:
    """Have every view live in one Google sheet; False when settings say so already.

    Every other line, comments too, stays as it is.

    Raises:
        SettingsError: settings name other sheets: only their author knows which view goes where.
        WorkspaceError: the file cannot be written.
    """
    named = load_settings(place).google
    if address in named.values():
        return False
    if named:
        raise SettingsError(
            place.name,
            [f"google.spreadsheets: names other sheets already ({', '.join(sorted(named))})"],
            next_step=f"Write the address ({address}) beside the view that is to live there, or "
            "beside all.",
        )
    text = read_text(place) if place.exists() else ""
    try:
        place.write_text(_with_address(text, address), encoding="utf-8")
    except OSError as problem:
        raise WorkspaceError(
            f"cannot be written ({problem.strerror}).",
            where=str(place),
            next_step="Check that you may write there.",
        ) from problem
    return True


def _with_address(text: str, address: str) -> str:
    if found := _NONE.search(text):
        indent = found.group(1)
        lines = f"{indent}spreadsheets:\n{indent}{indent}all: {address}"
        return text[: found.start()] + lines + text[found.end() :]
    if found := _GROUP.search(text):
        lines = f"google:\n  spreadsheets:\n    all: {address}"
        return text[: found.start()] + lines + text[found.end() :]
    end = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{end}google:\n  spreadsheets:\n    all: {address}\n"

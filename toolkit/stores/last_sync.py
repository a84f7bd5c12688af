"""What the last sync said: when nothing at all has changed since, it is simply said again.

Everything a sync depends on goes into one fingerprint by content, never by date. This file is a
shortcut only: without it, or with one that does not fit, the whole sync runs.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from toolkit import __version__

NAME = "last-sync.json"
UNTOLD = "agreed-not-told"


class LastSync(Struct, frozen=True):
    """What was said.

    Attributes:
        document: the JSON document.
        lines: the lines for people.
        code: the exit code.
    """

    document: Mapping[str, Any]
    lines: Sequence[str]
    code: int


def workspace_above(start: str) -> str:
    """The folder with a plan.yaml at ``start``, or above the present one; "" when there is none."""
    folder = os.path.abspath(os.path.expanduser(start or "."))
    while True:
        if os.path.isfile(os.path.join(folder, "plan.yaml")):
            return folder
        above = os.path.dirname(folder)
        if start or above == folder:
            return ""
        folder = above


def said_again(workspace: str, inside: str, today: str) -> LastSync | None:
    """What the last sync said, when everything is as it left it; None otherwise."""
    try:
        with open(os.path.join(inside, NAME), encoding="utf-8") as file:
            kept = json.load(file)
        wanted = kept["fingerprint"]
        if wanted != fingerprint(workspace, inside, kept["folders"], today):
            return None
        if os.path.exists(os.path.join(inside, UNTOLD)):
            return None  # a sync was stopped before it could say what it had agreed on
        return LastSync(kept["document"], kept["lines"], kept["code"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(
    workspace: str, inside: str, folders: Sequence[str], today: str, said: LastSync
) -> None:
    """Keep what was said beside the fingerprint of everything it depends on."""
    kept = {
        "fingerprint": fingerprint(workspace, inside, folders, today),
        "folders": list(folders),
        "document": said.document,
        "lines": list(said.lines),
        "code": said.code,
    }
    place = os.path.join(inside, NAME)
    text = json.dumps(kept, ensure_ascii=False, default=str)
    try:
        if _content(place) != hashlib.sha256(text.encode()).hexdigest():
            with open(place + ".new", "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(place + ".new", place)
    except OSError:
        return  # a shortcut that cannot be kept is no loss


def fingerprint(workspace: str, inside: str, folders: Sequence[str], today: str) -> str:
    """One hash of the day, the tool, plan, settings, history and every file a sync looks at."""
    names = [os.path.join(workspace, name) for name in ("plan.yaml", "settings.yaml")]
    names.append(os.path.join(inside, "history.db"))
    for folder in folders:
        names += _inside(folder)
    parts = [today, __version__, *(f"{name}\n{_content(name)}" for name in names)]
    # A file's name may hold bytes that are no text.
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _inside(folder: str) -> list[str]:
    """Every file in a folder and in those in it, what was put away left out."""
    found: list[str] = []
    for inner, folders, files in os.walk(folder):
        if inner == folder and "done" in folders:
            folders.remove("done")
        folders.sort()
        found += [os.path.join(inner, name) for name in sorted(files)]
    return found


def _content(place: str) -> str:
    try:
        with open(place, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""

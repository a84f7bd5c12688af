"""A traceback kept for whoever looks after the tool."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.stores.workspace import find_workspace


def write_crash_log(trace: str, arguments: Sequence[str], folder: str = "") -> str:
    """Write one log file and return its path; a words-only answer when no folder takes it.

    Args:
        trace: the traceback.
        arguments: the command line.
        folder: the workspace that was worked in; "" for the one the arguments name, or here.
    """
    now = datetime.now(UTC)
    text = (
        f"{now.isoformat()}\nactiongrid {' '.join(arguments)}\n"
        f"Python {sys.version}\n{sys.platform}\n\n{trace}"
    )
    # Two runs in one moment must not write into one file.
    name = f"actiongrid-{now:%Y%m%d-%H%M%S-%f}-{os.getpid()}.log"
    for logs in _log_folders(folder or _named(arguments)):
        with suppress(OSError):
            logs.mkdir(parents=True, exist_ok=True)
            (logs / name).write_text(text, encoding="utf-8", errors="backslashreplace")
            return str(logs / name)
    return "no folder could take the log"


def _named(arguments: Sequence[str]) -> str:
    """The folder after -C."""
    return next((value for option, value in pairwise(arguments) if option == "-C"), "")


def _log_folders(folder: str) -> Iterator[Path]:
    """The workspace's own logs, then the user's, then the computer's."""
    with suppress(ToolkitError, OSError):
        yield find_workspace(folder).history_folder / "logs"
    from platformdirs import user_log_path

    yield user_log_path("actiongrid", appauthor=False)
    yield Path(tempfile.gettempdir())

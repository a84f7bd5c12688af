"""A traceback kept for whoever looks after the tool."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path


def write_crash_log(trace: str, arguments: Sequence[str]) -> str:
    """Write one log file and return its path; a words-only answer when no folder takes it."""
    now = datetime.now(UTC)
    text = (
        f"{now.isoformat()}\nactiongrid {' '.join(arguments)}\n"
        f"Python {sys.version}\n{sys.platform}\n\n{trace}"
    )
    name = f"actiongrid-{now:%Y%m%d-%H%M%S}.log"
    here = Path.cwd() / ".actiongrid" / "logs"
    for folder in (here, Path(tempfile.gettempdir())):
        if folder.is_dir():
            try:
                (folder / name).write_text(text, encoding="utf-8")
            except OSError:
                continue
            return str(folder / name)
    return "no folder could take the log"

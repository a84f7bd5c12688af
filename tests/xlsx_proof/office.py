"""LibreOffice, asked to open workbooks and to say what it sees."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

BATCH = 25


def office() -> str:
    """Where LibreOffice is, empty when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def converted(files: Sequence[Path], kind: str, target: Path, *, seconds: int = 300) -> set[str]:
    """Converts files in batches with a profile of their own; tells the stems that came out."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        for start in range(0, len(files), BATCH):
            _convert(files[start : start + BATCH], kind, target, Path(profile), seconds)
    suffix = kind.partition(":")[0]
    return {path.stem for path in target.glob(f"*.{suffix}")}


def _convert(files: Sequence[Path], kind: str, target: Path, profile: Path, seconds: int) -> None:
    """One start of LibreOffice; when it falls over a batch, each file gets a start of its own."""
    command = [
        office(),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        kind,
        "--outdir",
        str(target),
        *(str(path) for path in files),
    ]
    suffix = kind.partition(":")[0]
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(command, capture_output=True, timeout=seconds, check=False)
    missing = [path for path in files if not (target / f"{path.stem}.{suffix}").exists()]
    if missing and len(files) > 1:
        for path in missing:
            _convert([path], kind, target, profile, max(60, seconds // 4))

"""Makes the project's own Python environment in .venv, once, and finds its programs."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)


def check_python() -> None:
    """Stop with a sentence when this Python is too old."""
    if sys.version_info < OLDEST:
        sys.exit(
            f"This needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this one is "
            f"{sys.version.split()[0]}. Install a newer Python from python.org and run it again."
        )


def program(name: str) -> str:
    """Path of a program in the environment."""
    folder, ending = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return str(VENV / folder / f"{name}{ending}")


def install(extras: str) -> None:
    """Install the project into .venv, unless nothing has changed since the last time."""
    check_python()
    wanted = _fingerprint(extras)
    marker = VENV / f"installed-{extras.replace(',', '-') or 'base'}.txt"
    if marker.is_file() and marker.read_text(encoding="utf-8") == wanted and _works():
        return
    if not _works():
        print("Making a Python environment in .venv …", flush=True)
        venv.EnvBuilder(with_pip=True, clear=VENV.exists()).create(VENV)
    print("Installing (the first time takes a minute or two) …", flush=True)
    target = f"{ROOT}[{extras}]" if extras else str(ROOT)
    done = subprocess.run(
        [
            program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
            "--editable", target,
        ],
        check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(
            "Installing did not work. Check the internet connection and run this again; "
            "what went wrong stands above."
        )
    marker.write_text(wanted, encoding="utf-8")


def _fingerprint(extras: str) -> str:
    facts = (ROOT / "pyproject.toml").read_bytes() + extras.encode() + sys.version.encode()
    # The folder belongs to it: an environment that was moved does not work any more.
    return hashlib.sha256(facts + str(ROOT).encode()).hexdigest()


def _works() -> bool:
    """Whether .venv has a Python that starts."""
    if not Path(program("python")).exists():
        return False
    tried = subprocess.run(
        [program("python"), "-c", "import pip"], check=False, capture_output=True
    )
    return tried.returncode == 0

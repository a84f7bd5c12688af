"""The process ends with the run's code and all that was said, whatever else runs at the end."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

BUFFERED = {name: os.environ[name] for name in os.environ if name != "PYTHONUNBUFFERED"}
SCRIPT = """
import atexit, sys
from toolkit.cli.leaving import Leaving

class Slow:
    def __del__(self):
        print("taken apart")

kept = Slow()
with Leaving():
    atexit.register(print, "let go", flush=False)
    sys.stdout.write("x" * 100_000 + "\\n")
    {end}
"""


@pytest.mark.parametrize(
    ("end", "code"), [("sys.exit(3)", 3), ("sys.exit()", 0), ("sys.exit(None)", 0)]
)
def test_what_others_do_at_the_end_is_done_and_said_before(end: str, code: int) -> None:
    done = _run(SCRIPT.format(end=end))
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.splitlines() == ["x" * 100_000, "let go"]


@pytest.mark.parametrize(
    ("end", "code", "said"),
    [("1 / 0", 1, "ZeroDivisionError"), ("sys.exit('no')", 1, "no"), ("pass", 0, "")],
)
def test_another_end_is_left_to_python(end: str, code: int, said: str) -> None:
    done = _run(SCRIPT.format(end=end))
    assert done.returncode == code
    assert said in done.stderr
    assert done.stdout.splitlines()[1:] == ["let go", "taken apart"]


def test_a_closed_pipe_is_no_success() -> None:
    said = "print('something'); import os, sys; os.close(1); sys.exit(0)"
    assert _run(f"from toolkit.cli.leaving import Leaving\nwith Leaving(): {said}").returncode != 0


def _run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, env=BUFFERED
    )

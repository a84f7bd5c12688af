"""Installs the tool and runs it on the IMEC plan. Run it as often as you like.

python3 scripts/start.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from environment import ROOT, install, program

DEMO = ROOT / "demo-imec"


def main() -> int:
    """Install, make or bring up to date the IMEC workspace, and say where things are."""
    install("")
    if (DEMO / "plan.yaml").is_file():
        print(f"\nThe workspace {DEMO.name} is there already: gathering edits and refreshing it.\n")
        steps = [["generate"], ["sync"]]
    else:
        steps = [["init", str(DEMO), "--plan", "imec", "--yes"]]
    steps += [["validate"], ["report"]]
    for step in steps:
        code = _run(step)
        # 3 means that something waits for a person: with a fresh plan, its open questions.
        if code not in (0, 3):
            return code
    _say_where()
    return 0


def _run(step: list[str]) -> int:
    place = [] if step[0] == "init" else ["-C", str(DEMO)]
    quiet = step[0] == "validate"
    done = subprocess.run(
        [program("actiongrid"), *place, *step],
        check=False,
        capture_output=quiet,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if quiet:
        print(done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr)
    return done.returncode


def _say_where() -> None:
    reports = sorted((DEMO / "reports").rglob("*.html"), key=lambda place: place.stat().st_mtime)
    print(
        f"""
Done. Open these by double-click:

  workbooks   {DEMO / "workbooks"}
  summary     {DEMO / "workbooks" / "Summary.xlsm"}
  report      {reports[-1] if reports else DEMO / "reports"}

Next: fill in some Status cells, save, and run this again, or use the command itself:

  "{program("actiongrid")}" -C "{DEMO}" sync
"""
    )


if __name__ == "__main__":
    sys.exit(main())

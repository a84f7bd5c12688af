"""Whole commands beside a peer in the same run; medians of alternating runs, ratios, never limits.

    python scripts/bench.py [startup] [idle] [twenty] [large] [grid] [xlsx]

startup  actiongrid --help  /  python -c "import click"
idle     actiongrid sync, nothing changed, IMEC  /  actiongrid --help
twenty   sync of twenty edits in four workbooks  /  openpyxl loading and saving the same four
large    sync of 100 edits, 10,000 actions  /  openpyxl + pandas: read the grid, compare, write what
         sync writes too: the grid's day of the last look, and the changed lines of Summary
grid     the same sync  /  the same script without Summary
xlsx     scripts/bench_xlsx.py: changing and reading large workbooks
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

TODAY = "2026-11-22"
TOOL = [sys.executable, "-m", "toolkit"]
ENVIRONMENT = {
    **{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPATH": str(ROOT),
}
"""Both sides find their modules compiled, as in every installation."""
CHILD = "import resource,subprocess,sys,time;t=time.perf_counter();c=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL).returncode;print(time.perf_counter()-t,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024,c)"  # noqa: E501

LOAD_AND_SAVE = """
import sys, warnings
import openpyxl
warnings.simplefilter("ignore")
for name in sys.argv[1:]:
    book = openpyxl.load_workbook(name)
    book.save(name)
"""

READ_COMPARE_WRITE = """
import sys, warnings
import openpyxl, pandas
warnings.simplefilter("ignore")
name, kept = sys.argv[1:3]
def table(sheet):
    rows = list(sheet.iter_rows(min_row=HEAD, values_only=True))
    frame = pandas.DataFrame(rows[1:], columns=rows[0]).astype(object)
    return frame.set_index("Row id")
book = openpyxl.load_workbook(name)
sheet = book["Action grid"]
now, before = table(sheet), pandas.read_pickle(kept)
now = now.where(now.notna(), None)
changed = (now.fillna("") != before.fillna("")).stack()
headings = {c.value: c.column for c in sheet[HEAD]}
rows = {sheet.cell(r, headings["Row id"]).value: r for r in range(HEAD + 1, sheet.max_row + 1)}
for row_id, heading in changed[changed].index:
    sheet.cell(rows[row_id], headings["Last checked"]).value = "2026-11-22"
now.to_pickle(kept)
book.save(name)
"""

MIRROR = """
book = openpyxl.load_workbook(sys.argv[3], keep_vba=True)
sheet = book["All actions"]
head = next(r for r in range(1, 20) if sheet.cell(r, 1).value == now.columns[0])
places = {c.value: c.column for c in sheet[head]}
lines = {sheet.cell(r, places["Row id"]).value: r for r in range(head + 1, sheet.max_row + 1)}
for row_id, heading in changed[changed].index:
    sheet.cell(lines[row_id], places[heading]).value = now.loc[row_id, heading]
    sheet.cell(lines[row_id], places["Last checked"]).value = "2026-11-22"
book.save(sys.argv[3])
"""


def measure(command: Sequence[str]) -> tuple[float, float]:
    """Seconds and peak MB of one command as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *command],
        capture_output=True, text=True, check=True, env=ENVIRONMENT,
    )  # fmt: skip
    seconds, megabytes, code = done.stdout.split()
    if code not in ("0", "3"):
        raise SystemExit(f"{' '.join(command)} ended with {code}\n{done.stderr}")
    return float(seconds), float(megabytes)


def beside(
    name: str, ours: Callable[[], Sequence[str]], peer: Callable[[], Sequence[str]], runs: int
) -> None:
    """Alternate the two commands and print medians and their ratio."""
    mine, others = [], []
    measure(ours()), measure(peer())  # compiles what is not compiled yet
    for _ in range(runs):
        mine.append(measure(ours()))
        others.append(measure(peer()))
    seconds = [statistics.median(column[0] for column in side) for side in (mine, others)]
    memory = [statistics.median(column[1] for column in side) for side in (mine, others)]
    print(
        f"{name}: ours {seconds[0]:.3f} s, {memory[0]:.0f} MB · peer {seconds[1]:.3f} s, "
        f"{memory[1]:.0f} MB · time {seconds[0] / seconds[1]:.2f}×, "
        f"memory {memory[0] / memory[1]:.2f}× ({runs} runs each)",
        flush=True,
    )


def startup(_folder: Path) -> None:
    """--help beside importing click."""
    click = [sys.executable, "-c", "import click"]
    beside("startup", lambda: [*TOOL, "--help"], lambda: click, 31)


def idle(folder: Path) -> None:
    """Nothing changed beside --help."""
    place = workspace(folder / "idle")
    sync = [*TOOL, "-C", str(place), "sync", "--today", TODAY]
    measure(sync)
    beside("idle", lambda: sync, lambda: [*TOOL, "--help"], 15)


def twenty(folder: Path) -> None:
    """Twenty edits in four workbooks beside loading and saving them with openpyxl."""
    made = workspace(folder / "twenty")
    fresh = (folder / f"twenty-{number}" for number in range(100))

    def ours() -> list[str]:
        place = next(fresh)
        shutil.copytree(made, place)
        edit_actions(place, 5)
        return [*TOOL, "-C", str(place), "sync", "--today", TODAY]

    def peer() -> list[str]:
        place = next(fresh)
        shutil.copytree(made, place)
        books = [str(book) for book in sorted(place.glob("workbooks/[1-4]*.xlsx"))]
        return [sys.executable, "-c", LOAD_AND_SAVE, *books]

    beside("twenty", ours, peer, 7)


def large(folder: Path) -> None:
    """A hundred edits among 10,000 actions beside a script that writes the same files."""
    _large("large", folder, READ_COMPARE_WRITE + MIRROR)


def grid(folder: Path) -> None:
    """The same beside the script that leaves Summary as it is."""
    _large("grid", folder, READ_COMPARE_WRITE)


def _large(name: str, folder: Path, script: str) -> None:
    from toolkit.stores.yaml_file import write_yaml

    plan = folder / "large.yaml"
    plan.write_text(write_yaml(large_plan()), encoding="utf-8")
    made = workspace(folder / name, str(plan))
    book = next(made.glob("workbooks/1 *.xlsx"))
    head = heading_row(book)
    kept = folder / "kept.pickle"
    keep_frame(book, head, kept)
    fresh = (folder / f"{name}-{number}" for number in range(100))

    def ours() -> list[str]:
        place = next(fresh)
        shutil.copytree(made, place)
        edit_actions(place, 100)
        return [*TOOL, "-C", str(place), "sync", "--today", TODAY]

    def peer() -> list[str]:
        place = next(fresh)
        shutil.copytree(made, place)
        edit_actions(place, 100)
        target = next(place.glob("workbooks/1 *.xlsx"))
        copy = place / "kept.pickle"
        shutil.copy(kept, copy)
        mirror = next(place.glob("workbooks/Summary.*"))
        whole = script.replace("HEAD", str(head))
        return [sys.executable, "-c", whole, str(target), str(copy), str(mirror)]

    beside(name, ours, peer, 3)


def workspace(place: Path, plan: str = "imec") -> Path:
    """A workspace, generated and at rest."""
    init = [*TOOL, "init", str(place), "--plan", plan, "--yes", "--today", TODAY]
    subprocess.run(init, check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    sync = [*TOOL, "-C", str(place), "sync", "--today", TODAY]
    subprocess.run(sync, check=False, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    return place


def edit_actions(place: Path, count: int) -> None:
    """Type a note into the first rows of every area workbook."""
    from toolkit.ports.planned_write import PlannedWrite
    from toolkit.tables.write import CellWrite
    from toolkit.wiring import opened

    with opened(str(place), date.fromisoformat(TODAY)) as session:
        for book in sorted(place.glob("workbooks/[0-9]*.xlsx")):
            content = book.read_bytes()
            copy = session.backend.read(content, book.name)
            table = copy.table("actions")
            if table is None or copy.stamp is None:
                continue
            step = max(1, len(table.rows) // count)
            cells = tuple(
                CellWrite("actions", row.id, row.row, "note", f"Heard on {TODAY}")
                for row in table.rows[::step][:count]
            )
            book.write_bytes(session.backend.patch(content, PlannedWrite(copy.stamp, cells)))


def large_plan(actions: int = 10_000, goals: int = 100) -> dict[str, object]:
    """One area with as many actions as fifty ordinary plans."""
    each = actions // goals
    return {
        "plan": {"id": "large", "name": "Large plan"},
        "areas": [
            {
                "title": "Everything",
                "goals": [
                    {
                        "statement": f"Goal {goal}",
                        "actions": [
                            {"ref": f"1.{goal}.{n}", "text": f"Do thing {n} of goal {goal}",
                             "by_when": "June 2027", "who": "ED"}
                            for n in range(1, each + 1)
                        ],
                    }
                    for goal in range(1, goals + 1)
                ],
            }
        ],
        "key": {"roles": {"ED": "Executive Director"}},
    }  # fmt: skip


def heading_row(book: Path) -> int:
    """The sheet row of the action grid's headings."""
    from toolkit.xlsx import open_book

    sheet = open_book(book.read_bytes()).read("Action grid")
    return sheet.tables[0].area.top


def keep_frame(book: Path, head: int, kept: Path) -> None:
    """What the peer script compares with: the grid as it was made."""
    script = (
        "import sys, warnings, openpyxl, pandas\nwarnings.simplefilter('ignore')\n"
        f"rows = list(openpyxl.load_workbook(sys.argv[1])['Action grid'].iter_rows(min_row={head}, "
        "values_only=True))\nframe = pandas.DataFrame(rows[1:], columns=rows[0]).astype(object)\n"
        "frame = frame.set_index('Row id')\n"
        "frame.where(frame.notna(), None).to_pickle(sys.argv[2])\n"
    )
    subprocess.run([sys.executable, "-c", script, str(book), str(kept)], check=True)


def xlsx(_folder: Path) -> None:
    """The rows of bench_xlsx.py."""
    subprocess.run([sys.executable, str(ROOT / "scripts" / "bench_xlsx.py")], check=True)


ROWS = {row.__name__: row for row in (startup, idle, twenty, large, grid, xlsx)}


def main() -> int:
    """Run the rows named, or all."""
    wanted = sys.argv[1:] or list(ROWS)
    unknown = [name for name in wanted if name not in ROWS]
    if unknown:
        print(f'There is no row "{unknown[0]}"; choose among {json.dumps(list(ROWS))}.')
        return 2
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            ROWS[name](Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())

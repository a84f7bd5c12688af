"""How fast and in how much memory workbooks are changed and read, beside openpyxl and others.

    python scripts/bench_xlsx.py [--rows 10000 100000] [--actions edit read] [--repeats 5] [--json]

Every measurement is a process of its own; the tools take turns, so that a busy minute hits all of
them; medians are told. Times leave out starting Python and importing.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import importlib.util
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

COLUMNS, EDITS = 15, 100
SHEET = "Plan"
Measured = dict[str, Any]


def edits(rows: int) -> list[tuple[int, int, str | float]]:
    """A hundred cells all over the book, texts among the texts, numbers among the numbers."""
    chance = random.Random(7)
    wanted: list[tuple[int, int, str | float]] = []
    for number in range(EDITS):
        row = chance.randrange(2, rows + 2)
        if number % 2:
            wanted.append((row, chance.randrange(1, 6), f"changed {number} & <more>"))
        else:
            wanted.append((row, chance.randrange(6, 12), number + 0.5))
    return wanted


def make_book(path: Path, rows: int) -> None:
    """Five text columns, six numbers, two dates, a truth value and a formula."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": False})
    sheet = book.add_worksheet(SHEET)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, [f"Column {n + 1}" for n in range(COLUMNS)])
    chance = random.Random(1)
    words = [f"word {n}" for n in range(2000)]
    start = datetime.datetime(2026, 1, 1)  # noqa: DTZ001
    for row in range(1, rows + 1):
        for column in range(4):
            sheet.write_string(row, column, chance.choice(words))
        sheet.write_string(row, 4, f"action {row} of the plan, told in a few more words")
        for column in range(5, 11):
            sheet.write_number(row, column, round(chance.random() * 1000, 2))
        for column in (11, 12):
            sheet.write_datetime(row, column, start + datetime.timedelta(days=row % 900), day)
        sheet.write_boolean(row, 13, row % 2 == 0)
        sheet.write_formula(row, 14, f"=F{row + 1}+G{row + 1}", None, 1)
    book.close()


def edit_ours(source: Path, target: Path, rows: int) -> int:
    from toolkit.xlsx import SetCell, change_book

    changes = tuple(SetCell(SHEET, *each) for each in edits(rows))
    target.write_bytes(change_book(source.read_bytes(), changes).data)
    return 0


def edit_openpyxl(source: Path, target: Path, rows: int) -> int:
    import openpyxl

    book = openpyxl.load_workbook(source)
    for row, column, value in edits(rows):
        book[SHEET].cell(row, column).value = value
    book.save(target)
    return 0


def edit_wolfxl(source: Path, target: Path, rows: int) -> int:
    import wolfxl

    book = wolfxl.load_workbook(str(source), modify=True)
    for row, column, value in edits(rows):
        book[SHEET].cell(row=row, column=column).value = value
    book.save(str(target))
    return 0


def read_ours(source: Path, _: Path, __: int) -> int:
    from toolkit.xlsx import open_book

    return len(open_book(source.read_bytes()).read(SHEET).cells)


def read_openpyxl(source: Path, _: Path, __: int) -> int:
    import openpyxl

    book = openpyxl.load_workbook(source, data_only=True)
    return sum(1 for row in book[SHEET].iter_rows() for _ in row)


def read_openpyxl_stream(source: Path, _: Path, __: int) -> int:
    import openpyxl

    book = openpyxl.load_workbook(source, read_only=True, data_only=True)
    return sum(1 for row in book[SHEET].iter_rows() for _ in row)


def read_calamine(source: Path, _: Path, __: int) -> int:
    import python_calamine

    book = python_calamine.load_workbook(str(source))
    return sum(len(row) for row in book.get_sheet_by_name(SHEET).to_python())


def read_wolfxl(source: Path, _: Path, __: int) -> int:
    import wolfxl

    book = wolfxl.load_workbook(str(source), read_only=True)
    return sum(1 for row in book[SHEET].iter_rows() for _ in row)


WORK: dict[str, dict[str, tuple[Callable[[Path, Path, int], int], tuple[str, ...]]]] = {
    "edit": {
        "openpyxl": (edit_openpyxl, ("openpyxl",)),
        "this toolkit": (edit_ours, ("toolkit.xlsx",)),
        "wolfxl": (edit_wolfxl, ("wolfxl",)),
    },
    "read": {
        "openpyxl": (read_openpyxl, ("openpyxl",)),
        "openpyxl read_only": (read_openpyxl_stream, ("openpyxl",)),
        "this toolkit": (read_ours, ("toolkit.xlsx",)),
        "python-calamine": (read_calamine, ("python_calamine",)),
        "wolfxl read_only": (read_wolfxl, ("wolfxl",)),
    },
}


def benchmark(
    row_counts: Sequence[int] = (10_000, 100_000),
    repeats: int = 5,
    actions: Sequence[str] = tuple(WORK),
) -> list[Measured]:
    """One line a tool and size: median seconds, peak memory, and how it stands to openpyxl."""
    lines: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        for rows in row_counts:
            source = Path(folder, f"{rows}.xlsx")
            make_book(source, rows)
            for action in actions:
                tools = WORK[action]
                usable = [tool for tool in tools if _installed(tools[tool][1])]
                runs: dict[str, list[Measured]] = {tool: [] for tool in usable}
                for _ in range(repeats):
                    for tool in usable:
                        runs[tool].append(_apart(action, tool, source, rows))
                lines += _lines(action, rows, runs)
    return lines


def _installed(modules: tuple[str, ...]) -> bool:
    return all(importlib.util.find_spec(name) for name in modules)


def _lines(action: str, rows: int, runs: dict[str, list[Measured]]) -> list[Measured]:
    middle = {
        tool: (
            statistics.median(run["seconds"] for run in each),
            statistics.median(run["mib"] for run in each),
        )
        for tool, each in runs.items()
    }
    seconds, mib = middle["openpyxl"]
    return [
        {
            "action": action,
            "rows": rows,
            "tool": tool,
            "seconds": round(took, 3),
            "times faster than openpyxl": round(seconds / took, 1),
            "peak MiB": round(peak, 1),
            "share of memory": round(peak / mib, 2),
            "repeats": len(runs[tool]),
            "spread": [round(run["seconds"], 3) for run in runs[tool]],
        }
        for tool, (took, peak) in middle.items()
    ]


def _apart(action: str, tool: str, source: Path, rows: int) -> Measured:
    command = [sys.executable, __file__, "--child", action, tool, str(source), str(rows)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=900, cwd=ROOT
    )
    answer: Measured = json.loads(done.stdout.splitlines()[-1])
    return answer


def _child(action: str, tool: str, source: str, rows: str) -> int:
    """The measurement itself: processor seconds of the work, peak memory of the process."""
    warnings.simplefilter("ignore")
    work, modules = WORK[action][tool]
    for name in modules:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        before = time.process_time()
        cells = work(Path(source), Path(folder, "out.xlsx"), int(rows))
        seconds = time.process_time() - before
    if action == "read" and cells != (int(rows) + 1) * COLUMNS:
        raise SystemExit(f"{tool} read {cells} cells")
    print(json.dumps({"seconds": seconds, "mib": _peak_mib()}))
    return 0


def _peak_mib() -> float:
    """Peak memory of this process; ``ru_maxrss`` would count that of the parent before exec too."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(each for each in status.read_text().splitlines() if each.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def told(lines: list[Measured]) -> str:
    """The lines as a table for the measurements page."""
    text = [
        "| action | rows | tool | seconds | times faster | peak MiB | share of memory |",
        "|---|---|---|---|---|---|---|",
    ]
    text += [
        f"| {each['action']} | {each['rows']:,} | {each['tool']} | {each['seconds']:.2f} "
        f"| {each['times faster than openpyxl']} | {each['peak MiB']:.0f} "
        f"| {each['share of memory']} |"
        for each in lines
    ]
    return "\n".join(text)


def main() -> int:
    """Measures and prints."""
    if sys.argv[1:2] == ["--child"]:
        return _child(*sys.argv[2:6])
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--actions", nargs="+", choices=list(WORK), default=list(WORK))
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    lines = benchmark(options.rows, options.repeats, options.actions)
    print(json.dumps(lines, indent=1) if options.json else told(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())

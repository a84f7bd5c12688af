"""Changes every workbook below a folder and judges what came out, beside openpyxl and wolfxl.

    python scripts/measure_corpus.py FOLDER [--json] [--lo-sample 100] [--rivals]

Each .xlsx and .xlsm gets a text, a number and a new cell changed, and a row appended where it has a
table. The originals are only read. Meant for workbooks nobody here has seen.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.xlsx_proof.limits import limited
from tests.xlsx_proof.measurement import measured
from tests.xlsx_proof.office import converted, office
from tests.xlsx_proof.plain_reader import read_plain
from tests.xlsx_proof.rivals import RIVALS
from tests.xlsx_proof.summary import summary, told

Result = dict[str, Any]
SLOW_IMPORTS = ("openpyxl", "python_calamine", "wolfxl")


def main() -> int:
    """Measures, tells, and fails when a single workbook was damaged."""
    options = _options()
    for name in SLOW_IMPORTS:  # once here, so that the children do not pay for it each
        if importlib.util.find_spec(name):
            importlib.import_module(name)
    files = sorted(
        path
        for path in Path(options.folder).rglob("*")
        if path.suffix.lower() in (".xlsx", ".xlsm")
    )[options.start :: options.every]
    with tempfile.TemporaryDirectory() as scratch:
        outputs = Path(options.keep or scratch)
        outputs.mkdir(parents=True, exist_ok=True)
        results = [
            json.loads(line)
            for earlier in options.earlier
            for line in Path(earlier).read_text(encoding="utf-8").splitlines()
        ]
        results += _all(files, outputs, options)
        sample = _office_sample(results, outputs, options.lo_sample)
    figures = summary(results) | {"libreoffice": sample}
    print(json.dumps(figures, indent=1) if options.json else told(figures))
    damaged = figures["damaged"] or figures["crashed"]
    return 1 if damaged or sample.get("not opened") or sample.get("wrong") else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", help="where the workbooks are; sub-folders count")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--lo-sample", type=int, default=0, help="outputs opened in LibreOffice")
    parser.add_argument("--rivals", action="store_true", help="the same by " + ", ".join(RIVALS))
    parser.add_argument("--every", type=int, default=1, help="only every n-th file")
    parser.add_argument("--start", type=int, default=0, help="the first of those, from 0")
    parser.add_argument("--keep", default="", help="folder for the changed workbooks")
    parser.add_argument("--earlier", nargs="*", default=[], help="details of earlier runs to add")
    parser.add_argument("--details", default="", help="file for one JSON line per workbook")
    return parser.parse_args()


def _all(files: list[Path], outputs: Path, options: argparse.Namespace) -> list[Result]:
    """Every file's measurement, told as it comes when ``--details`` names a file."""
    results = []
    with Path(options.details or os.devnull).open("w", encoding="utf-8") as details:
        for number, path in enumerate(files):
            results.append(_one(number, path, outputs, options))
            print(json.dumps(results[-1]), file=details, flush=True)
    return results


def _one(number: int, path: Path, outputs: Path, options: argparse.Namespace) -> Result:
    output = outputs / f"{number:05d}{path.suffix.lower()}"
    outcome = limited(
        lambda: measured(path, output, rivals=options.rivals),
        memory=6 << 30,
        processor_seconds=300,
        patience=600,
    )
    if sys.stderr.isatty():
        print(f"\r{number} {path.name[:60]:60}", end="", file=sys.stderr)
    if outcome.ending == "answered":
        return {**outcome.answer, "output": str(output)}
    return {"file": str(path), "ending": "crashed", "detail": f"{outcome.ending} {outcome.detail}"}


def _office_sample(results: list[Result], outputs: Path, wanted: int) -> dict[str, Any]:
    """Whether LibreOffice opens what we wrote where it opens the original, and sees the edits."""
    written = [each for each in results if each["ending"] == "written"]
    if not wanted or not written or not office():
        return {}
    sample = written[:: max(1, len(written) // wanted)][:wanted]
    sources, changed = outputs / "sources", outputs / "changed"
    for folder in (sources, changed):
        folder.mkdir(exist_ok=True)
    for number, each in enumerate(sample):
        suffix = Path(each["output"]).suffix
        shutil.copy(each["file"], sources / f"{number:03d}{suffix}")
        shutil.copy(each["output"], changed / f"{number:03d}{suffix}")
    opened = {
        folder: converted(sorted(folder.iterdir()), "xlsx:Calc MS Excel 2007 XML", folder / "seen")
        for folder in (sources, changed)
    }
    wrong = [
        f"{each['file']}: {fault}"
        for number, each in enumerate(sample)
        if f"{number:03d}" in opened[changed]
        for fault in _office_faults(changed / "seen" / f"{number:03d}.xlsx", each)
    ]
    return {
        "sampled": len(sample),
        "originals opened": len(opened[sources]),
        "outputs opened": len(opened[changed]),
        "not opened": sorted(sample[int(n)]["file"] for n in opened[sources] - opened[changed]),
        "wrong": wrong,
    }


def _office_faults(seen: Path, result: Result) -> list[str]:
    """Edits that LibreOffice does not show when it saves the workbook again."""
    book = {sheet.name: sheet for sheet in read_plain(seen.read_bytes()).sheets}
    faults = []
    for sheet, row, column, value in result["asked"]:
        found = book[sheet].cells.get((row, column)) if sheet in book else None
        shown = "" if found is None else found.value
        right = found is not None and (
            shown == value if isinstance(value, str) else abs(float(shown or 0) - value) < 1e-6
        )
        if not right:
            faults.append(f"{sheet}!{row},{column}: {shown!r} instead of {value!r}")
    return faults


if __name__ == "__main__":
    sys.exit(main())

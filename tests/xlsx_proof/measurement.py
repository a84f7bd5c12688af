"""Everything that is measured about one workbook nobody has seen before."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from tests.xlsx_proof.features import features, lost
from tests.xlsx_proof.judge import judge
from tests.xlsx_proof.limits import limited
from tests.xlsx_proof.ours import Written, refusal_is_right, write
from tests.xlsx_proof.plain_reader import PlainBook, read_plain
from tests.xlsx_proof.rivals import RIVALS
from tests.xlsx_proof.second_readers import (
    Seen,
    asked,
    differences,
    seen_by_calamine,
    seen_by_openpyxl,
    wrong_values,
)
from toolkit.errors import FileRefused
from toolkit.xlsx import open_book

READERS = {"calamine": seen_by_calamine, "openpyxl": seen_by_openpyxl}


def measured(path: Path, output: Path, *, rivals: bool) -> dict[str, Any]:
    """One file's measurement; ``output`` is where the changed workbook goes."""
    data = path.read_bytes()
    book = _plain(data)
    result: dict[str, Any] = {"file": str(path), "plain": book is not None}
    seen = {name: asked(reader, data, book or _empty()) for name, reader in READERS.items()}
    result["readable"] = sorted(name for name, (reason, _) in seen.items() if not reason)
    try:
        open_book(data)
    except FileRefused as refusal:
        result |= {"ending": "refused", "code": refusal.code, "found": str(refusal)}
        return result
    if book is None:
        result |= {"ending": "opened", "code": "no second opinion"}
        return result
    written = write(data, book)
    result["cells refused"] = [
        [code, wish.kind, refusal_is_right(code, wish, book), wish.sheet, list(wish.at)]
        for code, wish in written.cell_refusals
    ]
    if written.code:
        result |= {"ending": "refused", "code": written.code, "found": written.found}
        return result
    output.write_bytes(written.output)
    result |= {"ending": "written", "granted": [wish.kind for wish in written.granted]}
    result["asked"] = [
        [sheet, row, column, value]
        for sheet, cells in written.done.cells.items()
        for (row, column), value in cells.items()
    ]
    result |= _judged(data, written, book, {name: views for name, (_, views) in seen.items()})
    if rivals:
        views = seen["calamine"][1]
        for name, rival in RIVALS.items():
            outcome = limited(
                lambda rival=rival: _rival(rival, data, written, book, views, path.suffix),
                memory=3 << 30,
                processor_seconds=60,
                patience=120,
            )
            result[name] = outcome.answer or {"raised": outcome.detail.strip()[-200:]}
    return result


def _plain(data: bytes) -> PlainBook | None:
    try:
        return read_plain(data)
    except Exception:  # a second reader's limits are no fault of the file
        return None


def _empty() -> PlainBook:
    return PlainBook("", (), (), (), False)


def _judged(
    data: bytes, written: Written, book: PlainBook, before: dict[str, Seen]
) -> dict[str, Any]:
    faults, emptied = judge(data, written.output, book, written.done)
    gone = lost(features(data), features(written.output))
    gone.pop("calculated value", None)
    faults += [f"lost {count} of {kind}" for kind, count in gone.items()]
    formulas = _formula_places(book)
    readers = []
    for name, reader in READERS.items():
        if not before[name]:
            continue
        reason, after = asked(reader, written.output, book)
        if reason:
            faults.append(f"{name} cannot open it any more: {reason}")
            continue
        readers.append(name)
        faults += [f"{name} {each}" for each in wrong_values(after, written.done)]
        rest = differences(before[name], after, written.done, formulas)
        faults += [f"{name} {each}" for each in rest[:5]]
    return {"faults": faults, "emptied": emptied, "readers": readers}


def _formula_places(book: PlainBook) -> set[str]:
    return {
        f"{sheet.name}!{row},{column}"
        for sheet in book.sheets
        for row, column in sheet.cells
        if sheet.calculated((row, column))
    }


def _rival(
    rival: Any, data: bytes, written: Written, book: PlainBook, before: Seen, suffix: str
) -> dict[str, Any]:
    warnings.simplefilter("ignore")
    try:
        output = rival(data, written.granted, suffix)
    except Exception as error:  # whatever a rival raises counts as raised
        return {"raised": f"{type(error).__name__}: {error}"[:200]}
    gone = lost(features(data), features(output))
    cached = gone.pop("calculated value", 0)
    answer: dict[str, Any] = {"lost": gone, "cached gone": cached}
    reason, after = asked(seen_by_calamine, output, book)
    if reason:
        return answer | {"unreadable": reason}
    asked_for = type(written.done)(
        {
            wish.sheet: {
                each.at: each.value
                for each in written.granted
                if each.sheet == wish.sheet and each.kind != "row"
            }
            for wish in written.granted
            if wish.kind != "row"
        }
    )
    if before:
        answer["wrong"] = wrong_values(after, asked_for)[:3]
        answer["others"] = differences(before, after, asked_for, _formula_places(book))[:3]
    return answer

"""The same edits made by openpyxl and by wolfxl, to see what each of them loses."""

from __future__ import annotations

import io
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

from tests.xlsx_proof.wishes import Wish

Rival = Callable[[bytes, tuple[Wish, ...], str], bytes]


def by_openpyxl(data: bytes, granted: tuple[Wish, ...], suffix: str) -> bytes:
    """Load, set, save; macros kept where the file may hold some."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), keep_vba=suffix == ".xlsm")
        for wish in granted:
            if wish.kind != "row":
                book[wish.sheet].cell(*wish.at).value = wish.value
        saved = io.BytesIO()
        book.save(saved)
    return saved.getvalue()


def by_wolfxl(data: bytes, granted: tuple[Wish, ...], suffix: str) -> bytes:
    """Open to modify, set, save."""
    import wolfxl

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, f"a{suffix}"), Path(folder, f"b{suffix}")
        source.write_bytes(data)
        book = wolfxl.load_workbook(str(source), modify=True)
        for wish in granted:
            if wish.kind != "row":
                book[wish.sheet].cell(row=wish.at[0], column=wish.at[1]).value = wish.value
        book.save(str(target))
        return target.read_bytes()


RIVALS: dict[str, Rival] = {"openpyxl": by_openpyxl, "wolfxl": by_wolfxl}

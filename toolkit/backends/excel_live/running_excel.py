"""The door to xlwings: which workbooks are open, and what to say when Excel does not answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from toolkit.errors import BusyError, UsageError

_EXCEL_SAYS = ("pywintypes", "pythoncom", "aem", "appscript", "xlwings")
"""Modules whose exceptions mean that Excel refused or did not answer."""


@contextmanager
def asking_excel(file: str) -> Iterator[None]:
    """Turn Excel's refusals into BusyError: while somebody types in a cell it takes no orders."""
    try:
        yield
    except Exception as problem:
        if type(problem).__module__.partition(".")[0] not in _EXCEL_SAYS:
            raise
        raise BusyError(
            f"Excel does not answer ({problem}).",
            where=file,
            next_step="Finish typing in the cell, close any open box in Excel, and run it again.",
        ) from problem


def open_workbook(place: str) -> Any | None:
    """The open xlwings Book of a file; None when it is not open in Excel."""
    with asking_excel(Path(place).name):
        for app in _xlwings().apps:
            for book in app.books:
                if _is_file(book, Path(place)):
                    return book
    return None


def calling_workbook() -> Any:
    """The workbook whose button called Python (xlwings' RunPython)."""
    with asking_excel("Excel"):
        return _xlwings().Book.caller()


def _is_file(book: Any, place: Path) -> bool:
    if book.name.casefold() != place.name.casefold():
        return False
    where = _where(book)
    if "://" in where:
        # In the cloud Excel knows an address, not the synced folder; the stamp tells the rest.
        return True
    return Path(where).absolute() == place.absolute() or _same_file(Path(where), place)


def _where(book: Any) -> str:
    """Full path or address of an open workbook; xlwings finds no path for some cloud folders."""
    try:
        return str(book.fullname)
    except _xlwings().XlwingsError:
        return "cloud://"


def _same_file(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except OSError:
        return False


def _xlwings() -> Any:
    try:
        import xlwings
    except ImportError as problem:
        raise UsageError(
            "working through the running Excel needs xlwings, which is not installed.",
            next_step='Run: pip install "actiongrid-toolkit[live]", or set "live: no".',
        ) from problem
    return xlwings

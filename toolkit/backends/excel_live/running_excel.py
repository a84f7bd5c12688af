"""The door to xlwings: which workbooks are open, and what to say when Excel does not answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from toolkit.errors import BusyError, UsageError

_EXCEL_SAYS = ("pywintypes", "pythoncom", "aem", "appscript", "xlwings")
"""Modules whose exceptions mean that Excel refused or did not answer."""

_ATTEMPTS = 5000
"""How often a call that Excel turns down is tried again; some seconds' worth."""


@contextmanager
def asking_excel(file: str) -> Iterator[None]:
    """Turn Excel's refusals into BusyError: while somebody types in a cell it takes no orders."""
    try:
        yield
    except Exception as problem:
        if not _is_excels(problem):
            raise
        raise BusyError(
            f"Excel does not do it ({problem}).",
            where=file,
            next_step="Finish typing in the cell, close any open box in Excel, unprotect the sheet "
            "if it is protected, and run it again.",
        ) from problem


@contextmanager
def not_there() -> Iterator[None]:
    """Pass over what this Excel cannot do (Excel for Mac has fewer switches)."""
    try:
        yield
    except Exception as problem:
        if not _is_excels(problem):
            raise


def _is_excels(problem: Exception) -> bool:
    return type(problem).__module__.partition(".")[0] in _EXCEL_SAYS


def open_workbook(place: str) -> Any | None:
    """The open xlwings Book of a file; None when it is not open in Excel.

    Two open workbooks that could both be it, as their addresses tell too little, are none.
    """
    with asking_excel(Path(place).name):
        books = [book for app in _running() for book in app.books if _is_file(book, Path(place))]
    return books[0] if len(books) == 1 else None


def said_of_excel() -> str:
    """Whether there can be a running Excel here, and whether there is one."""
    if _xlwings().engines.active is None:
        return "Programs can talk to a running Excel on Windows and Mac only."
    with asking_excel("Excel"):
        return "None of them is open in Excel." if len(_running()) else "Excel is not running."


def _running() -> Any:
    """Every running Excel; none where there cannot be one."""
    xlwings = _xlwings()
    return xlwings.apps if xlwings.engines.active is not None else ()


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
        return _is_folder(PurePosixPath(unquote(urlsplit(where).path)).parent.name, place.parent)
    return Path(where).absolute() == place.absolute() or _same_file(Path(where), place)


def _is_folder(name: str, folder: Path) -> bool:
    """Whether a folder in the cloud can be this one; one synced by itself has its site in front."""
    own = folder.name.casefold()
    return own == name.casefold() or own.endswith(f" - {name}".casefold())


def _where(book: Any) -> str:
    """Full path or address of an open workbook; xlwings finds no path for some cloud folders."""
    try:
        return str(book.fullname)
    except _xlwings().XlwingsError:
        return _address(book)


def _address(book: Any) -> str:
    """What Excel itself calls the place."""
    if sys.platform == "darwin":
        return str(book.api.full_name.get())
    return str(book.api.FullName)


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
    if sys.platform == "win32":
        # xlwings would try for ever while somebody types in a cell.
        xlwings._xlwindows.N_COM_ATTEMPTS = _ATTEMPTS
    return xlwings

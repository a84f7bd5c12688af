"""What a formula refers to, and how it reads one row further down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from toolkit.xlsx.grid import MAX_COLUMN, MAX_ROW, Area, column_letters, column_number

VOLATILE = frozenset(
    ("NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "INDIRECT", "OFFSET", "CELL", "INFO")
)
_CONSTANTS = frozenset(("TRUE", "FALSE"))
_TOKEN = re.compile(
    r"""
    (?P<text>"[^"]*+")
  | (?P<error>\#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|GETTING_DATA|FIELD!))
  | (?P<sheet>(?:'(?:[^']|'')*+'|[^\W\d][\w.]*(?::[\w.]+)?|\[[^\[\]]*\][\w.]*)!)
  | (?P<columns>(?<![\w.$])\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w.(]))
  | (?P<rows>(?<![\w.$])\$?[0-9]{1,7}:\$?[0-9]{1,7}(?![\w.]))
  | (?P<cell>(?<![\w.$])\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?![\w.(\[]))
  | (?P<table>[^\W\d][\w.\\]*(?=\[))
  | (?P<call>[^\W\d][\w.]*(?=\s*\())
  | (?P<name>[^\W\d\\][\w.?\\]*)
  | (?P<inside>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*+\])*+\])
  | (?P<number>[0-9]+(?:\.[0-9]*)?(?:[Ee][+-]?[0-9]+)?)
    """,
    re.VERBOSE,
)
_PARTS = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Reference:
    """An area a formula reads.

    Attributes:
        sheet: the sheet named before it; empty for the formula's own.
        area: the rectangle.
    """

    sheet: str
    area: Area


@dataclass(frozen=True, slots=True)
class Reading:
    """All a formula depends on.

    Attributes:
        references: areas named by their cells.
        names: defined names in lower case.
        tables: tables named in structured references, in lower case.
        volatile: its result may change at any time, or depend on anything.
    """

    references: tuple[Reference, ...]
    names: tuple[str, ...]
    tables: tuple[str, ...]
    volatile: bool


@lru_cache(maxsize=4096)
def read_formula(formula: str) -> Reading:
    """What a formula depends on, on the safe side: anything not understood counts as volatile."""
    references: list[Reference] = []
    names: list[str] = []
    tables: list[str] = []
    volatile = False
    sheet = ""
    pending: tuple[int, Area] | None = None
    for match in _TOKEN.finditer(formula):
        kind, token = match.lastgroup, match[0]
        if kind == "sheet":
            sheet = token
            continue
        if kind in ("cell", "columns", "rows"):
            area = Area.parse(token.replace("$", ""))
            if area is None:
                names.append(token.lower())
            elif _external(sheet):
                pass
            elif _spans_sheets(sheet):
                volatile = True
            else:
                joined = pending and formula[pending[0] : match.start()].strip() == ":"
                if joined and pending and not sheet:
                    area = _around(pending[1], area)
                    references[-1] = Reference(references[-1].sheet, area)
                else:
                    references.append(Reference(_sheet_name(sheet), area))
                pending = (match.end(), area)
        elif kind == "call":
            volatile |= token.upper().rpartition(".")[2] in VOLATILE or token.upper() in VOLATILE
        elif kind == "table":
            tables.append(token.lower())
        elif kind == "name" and token.upper() not in _CONSTANTS and not _external(sheet):
            if not token.lower().startswith("_xlpm."):
                names.append(token.lower())
        elif kind == "inside" and formula[: match.start()].rstrip()[-1:] in (
            "",
            "(",
            ",",
            "=",
            "+",
        ):
            volatile = True
        sheet = ""
    return Reading(tuple(references), tuple(names), tuple(tables), volatile)


def _sheet_name(token: str) -> str:
    name = token[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return name


def _external(sheet: str) -> bool:
    return "[" in sheet and "[0]" not in sheet


def _spans_sheets(sheet: str) -> bool:
    return ":" in sheet or "[0]" in sheet


def _around(first: Area, second: Area) -> Area:
    return Area(
        min(first.top, second.top),
        min(first.left, second.left),
        max(first.bottom, second.bottom),
        max(first.right, second.right),
    )


def shifted(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads when copied that many rows down and columns to the right."""
    if not rows and not columns:
        return formula

    def moved(match: re.Match[str]) -> str:
        if match.lastgroup == "cell":
            return _moved_cell(match[0], rows, columns)
        if match.lastgroup == "rows":
            return ":".join(_moved_row(half, rows) for half in match[0].split(":"))
        if match.lastgroup == "columns":
            return ":".join(_moved_column(half, columns) for half in match[0].split(":"))
        return match[0]

    return _TOKEN.sub(moved, formula)


def _moved_cell(text: str, rows: int, columns: int) -> str:
    parts = _PARTS.fullmatch(text)
    if parts is None or not column_number(parts[2].upper().encode()):
        return text
    column = parts[2] if parts[1] else _moved_column(parts[2], columns)
    row = parts[4] if parts[3] else _moved_row(parts[4], rows)
    if "#REF!" in (column, row):
        return "#REF!"
    return f"{parts[1]}{column}{parts[3]}{row}"


def _moved_row(text: str, rows: int) -> str:
    if text.startswith("$"):
        return text
    row = int(text) + rows
    return str(row) if 1 <= row <= MAX_ROW else "#REF!"


def _moved_column(text: str, columns: int) -> str:
    if text.startswith("$") or not columns:
        return text
    column = column_number(text.upper().encode()) + columns
    return column_letters(column) if 1 <= column <= MAX_COLUMN else "#REF!"

"""What a formula refers to, and how it reads one row further down."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from toolkit.xlsx.grid import MAX_COLUMN, MAX_ROW, Area, column_letters, column_number

_VOLATILE = frozenset(
    ("NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "INDIRECT", "OFFSET", "CELL", "INFO")
)
_COMPUTED_CORNER = re.compile(r"[)\]]\s*:")
_LONGEST = 16_384
_CONSTANTS = frozenset(("TRUE", "FALSE"))


@lru_cache(maxsize=1)
def _token() -> re.Pattern[str]:
    return re.compile(
        r"""
        (?P<text>"[^"]*+")
      | (?P<error>\#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|FIELD!|BLOCKED!))
      | (?P<sheet>(?:'(?:[^']|'')*+'|[^\W\d][\w.]*(?::[^\W\d][\w.]*)?|\[[^\[\]]*\][\w.]*)!)
      | (?P<columns>(?<![\w.$])\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w.(]))
      | (?P<rows>(?<![\w.$])\$?[0-9]{1,7}:\$?[0-9]{1,7}(?![\w.]))
      | (?P<cell>(?<![\w.$])\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?![\w.(\[]))
      | (?P<table>(?:[^\W\d]|\\)[\w.\\]*(?=\[))
      | (?P<call>[^\W\d][\w.]*(?=\s*\())
      | (?P<name>(?:[^\W\d]|\\)[\w.?\\]*)
      | (?P<inside>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*+\])*+\])
      | (?P<number>[0-9]+(?:\.[0-9]*)?(?:[Ee][+-]?[0-9]+)?)
        """,
        re.VERBOSE | re.DOTALL,
    )


_PARTS = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")


class Reference(Struct, frozen=True):
    """An area a formula reads.

    Attributes:
        sheet: the sheet named before it; empty for the formula's own.
        area: the rectangle.
        fixed: all its rows and columns carry a dollar sign.
    """

    sheet: str
    area: Area
    fixed: bool


class Reading(Struct, frozen=True):
    """All a formula depends on.

    Attributes:
        references: areas named by their cells.
        names: defined names, in lower case.
        calls: functions it calls, in lower case; some may be defined names.
        tables: tables of structured references, in lower case, each with what its brackets say;
            an empty name is the table the formula stands in.
        volatile: its result may change at any time, or depends on what cannot be told.
    """

    references: tuple[Reference, ...]
    names: tuple[str, ...]
    calls: tuple[str, ...]
    tables: tuple[tuple[str, str], ...]
    volatile: bool


class _Reader:
    """Collects one formula's dependencies; anything not understood makes it volatile."""

    def __init__(self, formula: str) -> None:
        self.formula = formula
        self.references: list[Reference] = []
        self.names: list[str] = []
        self.calls: list[str] = []
        self.tables: list[tuple[str, str]] = []
        self.volatile = False
        self._sheet = ""
        self._table: tuple[str, int] | None = None
        self._corner_end = -1

    def read(self) -> Reading:
        for match in _token().finditer(self.formula):
            kind = match.lastgroup or ""
            if kind == "sheet":
                self._sheet = match[0]
                continue
            if kind in ("cell", "columns", "rows"):
                self._area(match)
            elif kind == "call":
                self.calls.append(match[0].lower())
                self.volatile |= match[0].upper().rpartition(".")[2] in _VOLATILE
            elif kind == "table":
                self._table = (match[0].lower(), match.end())
            elif kind == "inside":
                self._bracket(match)
            elif kind == "name":
                self._name(match[0])
            if kind in ("call", "table", "name") and self._ends_a_range(match.start()):
                self.volatile = True
            self._sheet = ""
        return Reading(
            tuple(self.references),
            tuple(self.names),
            tuple(self.calls),
            tuple(self.tables),
            self.volatile or bool(_COMPUTED_CORNER.search(self.formula)),
        )

    def _ends_a_range(self, at: int) -> bool:
        """Whether a colon stands before: the other corner of an area that cannot be told."""
        at -= len(self._sheet) + 1
        while at >= 0 and self.formula[at].isspace():
            at -= 1
        return at >= 0 and self.formula[at] == ":"

    def _area(self, match: re.Match[str]) -> None:
        token, sheet = match[0], self._sheet
        area = Area.parse(token.replace("$", ""))
        if area is None:
            self._name(token)
        elif "[" in sheet and "[0]" not in sheet:
            self._corner_end = -1
        elif "[0]" in sheet or ":" in sheet:
            self.volatile = True
        else:
            self._add(match, area, token)

    def _add(self, match: re.Match[str], area: Area, token: str) -> None:
        needed = 2 if match.lastgroup == "cell" else token.count(":") + 1
        fixed = token.count("$") == needed
        between = self.formula[self._corner_end : match.start()].strip()
        if self._corner_end >= 0 and between == ":" and not self._sheet:
            first = self.references.pop()
            area = around(first.area, area)
            reference = Reference(first.sheet, area, fixed and first.fixed)
        else:
            reference = Reference(_sheet_name(self._sheet), area, fixed)
        self.references.append(reference)
        self._corner_end = match.end()

    def _bracket(self, match: re.Match[str]) -> None:
        if self._table is not None and self._table[1] == match.start():
            self.tables.append((self._table[0], match[0]))
        elif "[" not in self._sheet:
            self.tables.append(("", match[0]))

    def _name(self, token: str) -> None:
        name = token.lower()
        external = "[" in self._sheet and "[0]" not in self._sheet
        if token.upper() not in _CONSTANTS and not name.startswith("_xlpm.") and not external:
            self.names.append(name)


@lru_cache(maxsize=2048)
def read_formula(formula: str) -> Reading:
    """What a formula depends on, on the safe side: anything not understood counts as volatile."""
    if len(formula) > _LONGEST:
        return Reading((), (), (), (), volatile=True)
    return _Reader(formula).read()


def _sheet_name(token: str) -> str:
    name = token[:-1]
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def around(first: Area, second: Area) -> Area:
    """The smallest rectangle that holds both."""
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

    return _token().sub(moved, formula)


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

"""Reading workbooks safely and changing them without harm: bytes in, bytes out."""

from toolkit.xlsx.book import Book, Sheet, open_book
from toolkit.xlsx.cell import Cell, CellKind, Value
from toolkit.xlsx.cell_grid import CellGrid
from toolkit.xlsx.change_book import change_book, refusals
from toolkit.xlsx.changes import (
    AppendRow,
    Change,
    Changed,
    Letters,
    SetCache,
    SetCell,
    SetDress,
    SetHeight,
)
from toolkit.xlsx.compare import CellDifference, compare_cells
from toolkit.xlsx.dressing import Wardrobe, dress_book
from toolkit.xlsx.gate import check_package
from toolkit.xlsx.grid import Area, cell_name
from toolkit.xlsx.limits import STANDARD, Limits
from toolkit.xlsx.package import Package
from toolkit.xlsx.refused import CellRefused
from toolkit.xlsx.tables import TableGeometry
from toolkit.xlsx.verify import verify_change
from toolkit.xlsx.workbook_parts import DefinedName, SheetFacts
from toolkit.xlsx.zip_directory import Member

__all__ = [
    "check_package",
    "open_book",
    "change_book",
    "refusals",
    "verify_change",
    "compare_cells",
    "CellDifference",
    "Book",
    "Sheet",
    "SheetFacts",
    "DefinedName",
    "CellGrid",
    "Cell",
    "CellKind",
    "Value",
    "TableGeometry",
    "Area",
    "cell_name",
    "SetCell",
    "SetCache",
    "AppendRow",
    "Letters",
    "SetDress",
    "SetHeight",
    "Wardrobe",
    "dress_book",
    "Change",
    "Changed",
    "CellRefused",
    "Limits",
    "STANDARD",
    "Package",
    "Member",
]

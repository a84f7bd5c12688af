"""The house style: a real workbook people restyle in Excel, read into plain looks and colours."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from toolkit.errors import FileRefused
from toolkit.workbooks.theme_colour import Theme

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

LOOKS_SHEET = "Styles"
COLOURS_SHEET = "Status colours"
_PICTURES = "xl/media/"


class Look(Struct, frozen=True):
    """How a kind of cell looks. Colours are ``#RRGGBB``, "" for none.

    Attributes:
        font, size, bold, italic, ink: the letters.
        fill: the ground.
        line: colour of the thin lines around it.
        across, down: alignment in Excel's words, "" for Excel's own.
        indent: steps of space before the text.
        wrap: long text runs over several lines.
    """

    font: str = "Calibri"
    size: float = 11
    bold: bool = False
    italic: bool = False
    underline: bool = False
    ink: str = ""
    fill: str = ""
    line: str = ""
    across: str = ""
    down: str = ""
    indent: int = 0
    wrap: bool = False


class Swatch(Struct, frozen=True):
    """One named colour: ``fill`` and ``ink`` of a chip, ``solid`` for bars and tabs."""

    fill: str = "#ECEFF2"
    ink: str = "#4A5560"
    solid: str = "#8A96A3"


_PLAIN, _GREY = Look(), Swatch()


class HouseStyle(Struct, frozen=True):
    """Looks and colours by name, and the organisation's logo ("" bytes for none)."""

    looks: Mapping[str, Look] = field(default_factory=dict)
    swatches: Mapping[str, Swatch] = field(default_factory=dict)
    logo: bytes = b""

    def look(self, name: str) -> Look:
        """The look of that name; a plain one when the house style lost it."""
        return self.looks.get(name, _PLAIN)

    def swatch(self, name: str) -> Swatch:
        """The colour of that name; grey when the house style has none."""
        return self.swatches.get(name, _GREY)


def read_house_style(data: bytes) -> HouseStyle:
    """The house style a workbook shows in its sample cells.

    Raises:
        FileRefused: the file is no workbook, or one of its two sheets is missing.
    """
    from zipfile import BadZipFile

    import openpyxl
    from openpyxl.styles.colors import COLOR_INDEX

    try:
        book = openpyxl.load_workbook(BytesIO(data))
        logo = _logo(data)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise _refused(f"cannot be read as a workbook ({error})") from error
    theme = Theme.of(book.loaded_theme, COLOR_INDEX)
    for name in (LOOKS_SHEET, COLOURS_SHEET):
        if name not in book.sheetnames:
            raise _refused(f'has no sheet "{name}"')
    looks = {
        str(name.value): _look(sample, theme)
        for name, sample in book[LOOKS_SHEET].iter_rows(min_row=2, max_col=2)
        if name.value and sample.value
    }
    swatches = {
        str(row[0].value): _swatch(row[1], row[2], theme)
        for row in book[COLOURS_SHEET].iter_rows(min_row=2, max_col=3)
        if row[0].value and row[1].value
    }
    return HouseStyle(looks, swatches, logo)


def _refused(found: str) -> FileRefused:
    return FileRefused(
        "house-style",
        found,
        where="house_style.xlsx",
        next_step="Put the shipped house_style.xlsx back and restyle that one.",
    )


def _logo(data: bytes) -> bytes:
    """The first picture in the workbook, wherever it stands."""
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as package:
        pictures = sorted(name for name in package.namelist() if name.startswith(_PICTURES))
        return package.read(pictures[0]) if pictures else b""


def _look(cell: Cell | MergedCell, theme: Theme) -> Look:
    font, place, bottom = cell.font, cell.alignment, cell.border.bottom
    return Look(
        font=font.name or "Calibri",
        size=float(font.size or 11),
        bold=bool(font.bold),
        italic=bool(font.italic),
        underline=bool(font.underline),
        ink=theme.colour(font.color),
        fill=_fill(cell, theme),
        line=theme.colour(bottom.color) if bottom is not None and bottom.style else "",
        across=place.horizontal or "",
        down=place.vertical or "",
        indent=int(place.indent or 0),
        wrap=bool(place.wrap_text),
    )


def _swatch(chip: Cell | MergedCell, solid: Cell | MergedCell, theme: Theme) -> Swatch:
    plain = Swatch()
    return Swatch(
        fill=_fill(chip, theme) or plain.fill,
        ink=theme.colour(chip.font.color) or plain.ink,
        solid=_fill(solid, theme) or plain.solid,
    )


def _fill(cell: Any, theme: Theme) -> str:
    if cell.fill is None or cell.fill.fill_type != "solid":
        return ""
    return theme.colour(cell.fill.fgColor)

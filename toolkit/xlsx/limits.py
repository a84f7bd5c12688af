"""How much of a workbook is ever taken in, so that no file can hang or fill the computer."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True):
    """The largest workbook that is opened at all.

    Attributes:
        unpacked: bytes of all members together, unpacked.
        ratio: how many times larger a member may become when unpacked.
        members: files inside the workbook.
        depth: how deep elements may be nested.
        tag: bytes of one tag with its attributes.
        cells: cells read from one sheet.
        text: characters of all texts read from one sheet.
        strings: entries of the shared text list.
        styles: cell formats.
        names: defined names, tables, rules and the like, each.
        merges: merged areas of one sheet.
    """

    unpacked: int = 64 << 20
    ratio: int = 300
    members: int = 10_000
    depth: int = 100
    tag: int = 1 << 20
    cells: int = 2_000_000
    text: int = 64 << 20
    strings: int = 2_000_000
    styles: int = 65_536
    names: int = 65_536
    merges: int = 200_000


STANDARD = Limits()

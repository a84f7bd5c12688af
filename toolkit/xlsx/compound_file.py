"""The container that macros live in (MS-CFB, version 3): streams in storages, in one file."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from msgspec import Struct, field

Tree = Mapping[str, "bytes | Tree"]
"""Streams and storages by name, as they are nested."""

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT_SECTOR, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1


class _Entry(Struct):
    """One line of the directory.

    Attributes:
        left, right, child: numbers of other entries: a search tree over each storage's members.
        start, size: where its bytes are.
    """

    name: str
    kind: int
    content: bytes = b""
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    colour: int = _BLACK
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<BBIII", self.kind, self.colour, self.left, self.right, self.child)
        where = struct.pack("<IQ", self.start, self.size)
        return name.ljust(64, b"\0") + struct.pack("<H", len(name)) + links + bytes(36) + where


class _Sectors(Struct):
    """Numbered pieces of one size, and for each the number of the next one of its stream."""

    size: int
    pieces: list[bytes] = field(default_factory=list)
    following: list[int] = field(default_factory=list)

    def add(self, content: bytes) -> int:
        """Store a stream; returns the number of its first piece."""
        first = len(self.pieces)
        starts = range(0, len(content), self.size)
        self.pieces += [content[at : at + self.size].ljust(self.size, b"\0") for at in starts]
        self.following += [first + number + 1 for number in range(len(starts))]
        if not starts:
            return _END
        self.following[-1] = _END
        return first


def compound_file(tree: Tree) -> bytes:
    """The streams and storages as one file; the same tree always gives the same bytes."""
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _add_members(entries, tree)
    sectors, minis = _Sectors(_SECTOR), _Sectors(_MINI)
    for entry in entries:
        if entry.kind == _STREAM:
            entry.size = len(entry.content)
            entry.start = (minis if entry.size < _CUTOFF else sectors).add(entry.content)
    return _laid_out(entries, sectors, minis)


def _add_members(entries: list[_Entry], tree: Tree) -> int:
    """Add a storage's members as a balanced tree; returns the number of the topmost."""
    ordered = sorted(tree, key=lambda name: (len(name), name.upper()))
    numbers: dict[str, int] = {}
    for name in ordered:
        member = tree[name]
        numbers[name] = len(entries)
        if isinstance(member, bytes):
            entries.append(_Entry(name, _STREAM, member))
        else:
            entries.append(_Entry(name, _STORAGE))
            entries[numbers[name]].child = _add_members(entries, member)
    deepest = len(ordered).bit_length() - 1
    return _balance(entries, [numbers[name] for name in ordered], 0, deepest)


def _balance(entries: list[_Entry], numbers: list[int], depth: int, deepest: int) -> int:
    if not numbers:
        return _NONE
    middle = len(numbers) // 2
    top = entries[numbers[middle]]
    # Only the last row may be incomplete: red there and black above is a valid red-black tree.
    top.colour = _RED if depth == deepest and depth > 0 else _BLACK
    top.left = _balance(entries, numbers[:middle], depth + 1, deepest)
    top.right = _balance(entries, numbers[middle + 1 :], depth + 1, deepest)
    return numbers[middle]


def _laid_out(entries: list[_Entry], sectors: _Sectors, minis: _Sectors) -> bytes:
    root = entries[0]
    root.size = len(minis.pieces) * _MINI
    root.start = sectors.add(b"".join(minis.pieces))
    mini_table = _numbers(minis.following)
    mini_start = sectors.add(mini_table)
    blank = bytes(68) + struct.pack("<III", _NONE, _NONE, _NONE) + bytes(48)
    lines = [entry.packed() for entry in entries]
    lines += [blank] * (-len(lines) % (_SECTOR // 128))
    directory_start = sectors.add(b"".join(lines))
    table_start = len(sectors.pieces)
    count = _table_sectors(table_start)
    table = _numbers([*sectors.following, *[_FAT_SECTOR] * count])
    header = _header(
        range(table_start, table_start + count),
        directory_start,
        mini_start,
        len(mini_table) // _SECTOR,
    )
    return header + b"".join(sectors.pieces) + table


def _table_sectors(used: int) -> int:
    """Sectors the table of sectors needs, itself included."""
    count = 1
    while used + count > count * (_SECTOR // 4):
        count += 1
    if count > 109:
        raise ValueError("The macros are larger than 7 MB.")
    return count


def _numbers(following: list[int]) -> bytes:
    whole = [*following, *[_FREE] * (-len(following) % (_SECTOR // 4))]
    return struct.pack(f"<{len(whole)}I", *whole)


def _header(table: range, directory: int, mini: int, mini_count: int) -> bytes:
    places = [*table, *[_FREE] * (109 - len(table))]
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<IIIII", 0, len(table), directory, 0, _CUTOFF)
        + struct.pack("<IIII", mini, mini_count, _END, 0)
        + struct.pack("<109I", *places)
    )

"""Zip's wide numbers: some programs write them for small workbooks too, to be safe."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from toolkit.xlsx.refused import damaged

END64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR = struct.Struct("<4sLQL")
FULL = 0xFFFFFFFF
_CENTRAL_SIZE, _KIND = 46, 1


def wide_end(data: bytes, at: int) -> tuple[int, tuple[int, int, int, int]]:
    """The wide end record a locator points to: its offset, and what it says.

    Args:
        data: the whole file.
        at: offset of the locator.

    Returns:
        The offset, and members here, members in all, the directory's length and its offset.
    """
    _, disk, start, disks = LOCATOR.unpack_from(data, at)
    fits = start + END64.size == at and disk == 0 and disks in (0, 1)
    if not fits or data[start : start + 4] != b"PK\x06\x06":
        raise damaged("the zip's wide end is not where it should be", code="zip64")
    _, length, _, _, disk, first, *wide = END64.unpack_from(data, start)
    if length != END64.size - 12 or disk or first:
        raise damaged("the zip's wide end is broken", code="zip64")
    here, count, size, directory = wide
    return start, (here, count, size, directory)


def wide_sizes(fields: tuple[int, ...], central: bytes) -> tuple[int, int, int]:
    """Unpacked size, packed size and offset of a directory entry, wide where it says so.

    Args:
        fields: the fixed numbers of the entry, without its signature.
        central: the whole entry.
    """
    narrow = (fields[8], fields[7], fields[15])
    if FULL not in narrow:
        return narrow
    field = next((body for kind, body in _extras(central, fields) if kind == _KIND), b"")
    wanted = narrow.count(FULL)
    if len(field) < 8 * wanted:
        raise damaged("a size of a file inside is not told", code="zip64")
    wide = iter(struct.unpack_from(f"<{wanted}Q", field))
    size, packed, start = (next(wide) if number == FULL else number for number in narrow)
    return size, packed, start


def with_offset(central: bytes, at: int) -> bytes:
    """A directory entry whose member lies elsewhere; the number keeps its width."""
    if central[42:46] != b"\xff\xff\xff\xff":
        return central[:42] + struct.pack("<L", at) + central[46:]
    name_length = struct.unpack_from("<H", central, 28)[0]
    place = _CENTRAL_SIZE + name_length
    while struct.unpack_from("<H", central, place)[0] != _KIND:
        place += 4 + struct.unpack_from("<H", central, place + 2)[0]
    place += 4 + 8 * sum(central[n : n + 4] == b"\xff\xff\xff\xff" for n in (20, 24))
    return central[:place] + struct.pack("<Q", at) + central[place + 8 :]


def without_wide(extra: bytes) -> bytes:
    """An extra field without wide numbers, for a member whose numbers are small."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind != _KIND:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept + extra[at:]


def _extras(central: bytes, fields: tuple[int, ...]) -> Iterator[tuple[int, bytes]]:
    at = _CENTRAL_SIZE + fields[9]
    stop = at + fields[10]
    while at + 4 <= stop:
        kind, length = struct.unpack_from("<2H", central, at)
        if at + 4 + length > stop:
            return
        yield kind, central[at + 4 : at + 4 + length]
        at += 4 + length

"""Writing the package again: untouched members byte for byte and in order, changed ones packed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Set

from toolkit.xlsx.package import Package
from toolkit.xlsx.zip64 import FULL, LOCATOR, wide_end, with_offset, without_wide
from toolkit.xlsx.zip_directory import Member

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL_SIZE = 46
_LARGE = 4 << 20


def repack(
    package: Package, changed: Mapping[str, Iterable[bytes | memoryview]], gone: Set[str]
) -> bytes:
    """The bytes of the workbook with some members' contents replaced and some left out.

    Args:
        package: the workbook as it was.
        changed: the new content of members, in pieces, by member name.
        gone: names of members to leave out.
    """
    source = memoryview(package.data)
    pieces: list[bytes | memoryview] = []
    entries: dict[str, bytes] = {}
    at = 0
    for member in sorted(package.members, key=lambda member: member.start):
        if member.name in gone:
            continue
        if member.name in changed:
            record, entry = _packed(package.data, member, changed[member.name], at)
        else:
            record = [source[member.start : member.stop]]
            entry = with_offset(member.central, at)
        entries[member.name] = entry
        pieces += record
        at += sum(len(piece) for piece in record)
    directory = b"".join(entries[m.name] for m in package.members if m.name in entries)
    return b"".join([*pieces, directory, _end(package.data, len(entries), len(directory), at)])


def _packed(
    data: bytes, member: Member, content: Iterable[bytes | memoryview], at: int
) -> tuple[list[bytes | memoryview], bytes]:
    # Excel packs with the fastest level as well; on large sheets the level decides the time.
    level = 1 if member.size > _LARGE else 6
    deflate = zlib.compressobj(level, zlib.DEFLATED, -15) if member.method else None
    body: list[bytes | memoryview] = []
    crc = size = 0
    for piece in content:
        crc = zlib.crc32(piece, crc)
        size += len(piece)
        body.append(deflate.compress(piece) if deflate else piece)
    if deflate:
        body.append(deflate.flush())
    packed = sum(len(piece) for piece in body)
    numbers = struct.pack("<3L", crc, packed, size)
    flags = struct.pack("<H", member.flags & ~0x0008)
    return [_local(data, member, flags, numbers), *body], _central(member, flags, numbers, at)


def _local(data: bytes, member: Member, flags: bytes, numbers: bytes) -> bytes:
    header = data[member.start : member.content]
    name_length, extra_length = _LOCAL.unpack_from(header)[9:]
    name_end = _LOCAL.size + name_length
    extra = without_wide(header[name_end : name_end + extra_length])
    lengths = struct.pack("<2H", name_length, len(extra))
    return header[:6] + flags + header[8:14] + numbers + lengths + header[30:name_end] + extra


def _central(member: Member, flags: bytes, numbers: bytes, at: int) -> bytes:
    old = member.central
    name, extra, comment = struct.unpack_from("<3H", old, 28)
    name_end = _CENTRAL_SIZE + name
    kept = without_wide(old[name_end : name_end + extra])
    lengths = struct.pack("<3H", name, len(kept), comment)
    head = old[:8] + flags + old[10:16] + numbers + lengths + old[34:42] + struct.pack("<L", at)
    return head + old[_CENTRAL_SIZE:name_end] + kept + old[name_end + extra :]


def _end(data: bytes, count: int, size: int, start: int) -> bytes:
    """The end of the zip, with wide numbers where it had them."""
    at = data.rfind(b"PK\x05\x06")
    old = struct.unpack_from("<2H2L", data, at + 8)
    new = [FULL if was == FULL else now for was, now in zip(old[2:], (size, start), strict=True)]
    counts = [0xFFFF if was == 0xFFFF else count for was in old[:2]]
    end = data[at : at + 8] + struct.pack("<2H2L", *counts, *new) + data[at + 20 :]
    locator = at - LOCATOR.size
    if data[locator : locator + 4] != b"PK\x06\x07":
        return end
    wide_at, _ = wide_end(data, locator)
    wide = data[wide_at : wide_at + 24] + struct.pack("<4Q", count, count, size, start)
    found = data[locator : locator + 8] + struct.pack("<Q", start + size)
    return wide + found + data[locator + 16 : at] + end

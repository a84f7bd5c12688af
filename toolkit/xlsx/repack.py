"""Writing the package again: untouched members byte for byte and in order, changed ones packed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Set

from toolkit.xlsx.package import Member, Package

_LOCAL = struct.Struct("<4s5H3L2H")
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
            entry = _moved(member.central, at)
        entries[member.name] = entry
        pieces += record
        at += sum(len(piece) for piece in record)
    directory = b"".join(entries[m.name] for m in package.members if m.name in entries)
    return b"".join([*pieces, directory, _end(package.data, len(entries), len(directory), at)])


def _moved(central: bytes, at: int) -> bytes:
    return central[:42] + struct.pack("<L", at) + central[46:]


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
    return [_local(data, member, flags, numbers), *body], (
        member.central[:8]
        + flags
        + member.central[10:16]
        + numbers
        + member.central[28:42]
        + struct.pack("<L", at)
        + member.central[46:]
    )


def _local(data: bytes, member: Member, flags: bytes, numbers: bytes) -> bytes:
    header = data[member.start : member.content]
    name_length, extra_length = _LOCAL.unpack_from(header)[9:]
    name_end = _LOCAL.size + name_length
    extra = _without_zip64(header[name_end : name_end + extra_length])
    lengths = struct.pack("<2H", name_length, len(extra))
    return header[:6] + flags + header[8:14] + numbers + lengths + header[30:name_end] + extra


def _without_zip64(extra: bytes) -> bytes:
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind != 1:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept


def _end(data: bytes, count: int, size: int, start: int) -> bytes:
    at = data.rfind(b"PK\x05\x06")
    return data[at : at + 8] + struct.pack("<2H2L", count, count, size, start) + data[at + 20 :]

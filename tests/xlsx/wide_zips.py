"""Workbooks whose zip uses wide numbers throughout, as some report servers write them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

from tests.xlsx.hostile_package import deflated

FULL, SHORT = 0xFFFFFFFF, 0xFFFF


def widened(
    parts: Mapping[str, bytes], *, offsets: bool = True, end: bool = True, count: int = -1
) -> bytes:
    """A zip of these parts with wide sizes in every record.

    Args:
        parts: the content by name.
        offsets: the directory's offsets are wide too.
        end: there is a wide end record, and the plain one points to it.
        count: the members the wide end record claims; -1 for the true number.
    """
    body, directory = bytearray(), bytearray()
    for name, content in parts.items():
        packed, crc, raw = deflated(content), zlib.crc32(content), name.encode()
        head = struct.pack("<HHHHHL", 45, 0, 8, 0, 0x21, crc)
        place = len(body)
        sizes = struct.pack("<QQ", len(content), len(packed))
        body += b"PK\x03\x04" + head + struct.pack("<LLHH", FULL, FULL, len(raw), 20)
        body += raw + struct.pack("<HH", 1, 16) + sizes + packed
        wide = sizes + (struct.pack("<Q", place) if offsets else b"")
        extra = struct.pack("<HHL", 0x7777, 4, 7) + struct.pack("<HH", 1, len(wide)) + wide
        directory += b"PK\x01\x02" + struct.pack("<H", 45) + head
        directory += struct.pack("<LLHHHHHL", FULL, FULL, len(raw), len(extra), 0, 0, 0, 0)
        directory += struct.pack("<L", FULL if offsets else place) + raw + extra
    start, true = len(body), len(parts)
    claimed = true if count < 0 else count
    plain = struct.pack("<HHLLH", true, true, len(directory), start, 0)
    tail = b""
    if end:
        wide_end = struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, claimed, claimed, 0, 0)
        wide_end = wide_end[:-16] + struct.pack("<QQ", len(directory), start)
        tail = b"PK\x06\x06" + wide_end
        tail += b"PK\x06\x07" + struct.pack("<LQL", 0, start + len(directory), 1)
        plain = struct.pack("<HHLLH", SHORT, SHORT, FULL, FULL, 0)
    return bytes(body + directory) + tail + b"PK\x05\x06" + struct.pack("<HH", 0, 0) + plain

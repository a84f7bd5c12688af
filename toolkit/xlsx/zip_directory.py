"""The zip's own list of its members, believed only where it agrees with their records."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from toolkit.errors import FileRefused
from toolkit.xlsx.refused import damaged
from toolkit.xlsx.zip64 import END64, FULL, LOCATOR, wide_end, wide_sizes

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000
_FILLER = b"\0 \t\r\n"
"""What mail gateways and web servers leave behind the end of a file."""

_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")


class Member(Struct, frozen=True):
    """One file inside the workbook, exactly where it lies.

    Attributes:
        name: its name as stored.
        key: the name made comparable: no leading or back slashes, unescaped, lower case.
        method: 0 stored, 8 deflated.
        flags: the zip flags.
        crc: checksum of the unpacked bytes.
        packed: bytes in the file.
        size: bytes unpacked.
        start: offset of its record.
        content: offset of its packed bytes.
        stop: offset where the next record starts.
        central: its raw entry in the zip's directory.
    """

    name: str
    key: str
    method: int
    flags: int
    crc: int
    packed: int
    size: int
    start: int
    content: int
    stop: int
    central: bytes


class Ending(NamedTuple):
    """What stands behind the members.

    Attributes:
        start: offset of the directory.
        stop: offset behind it.
        members: how many it lists.
    """

    start: int
    stop: int
    members: int


def part_key(name: str) -> str:
    """A part's name as the package rules compare it."""
    text = name.replace("\\", "/").lstrip("/")
    if "%" in text:
        raw = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), text.encode())
        text = raw.decode("utf-8", "replace")
    return text.casefold()


def read_ending(data: bytes) -> Ending:
    """Where the directory lies.

    Raises:
        FileRefused: when the end is missing, or says what cannot be.
    """
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or at + _END.size > len(data):
        raise FileRefused(
            "cut-off",
            "the end of the file is missing",
            next_step="Ask for it again; the copy or download did not finish.",
        )
    _, disk, first, here, count, size, start, comment = _END.unpack_from(data, at)
    if data[at - LOCATOR.size : at][:4] == b"PK\x06\x07":
        at, wide = wide_end(data, at - LOCATOR.size)
        claimed = ((here, wide[0]), (count, wide[1]), (size, wide[2]), (start, wide[3]))
        if any(narrow not in (true, 0xFFFF, FULL) for narrow, true in claimed):
            raise damaged("the zip's two ends contradict each other", code="odd-zip")
        here, count, size, start = wide
        tail = at + END64.size + LOCATOR.size
    else:
        tail = at
    whole = disk in (0, 0xFFFF) and first in (0, 0xFFFF) and here == count and start + size == at
    stop = tail + _END.size + comment
    if not whole or stop > len(data) or data[stop:].strip(_FILLER):
        raise damaged("the zip's directory is not where it should be", code="odd-zip")
    return Ending(start, at, count)


def read_members(data: bytes, ending: Ending) -> tuple[Member, ...]:
    """The members in the order of the directory.

    Raises:
        FileRefused: for anything in which two readers might see two workbooks.
    """
    entries = tuple(_entries(data, ending))
    offsets = [wide_sizes(fields, central)[2] for fields, _, central in entries]
    starts = sorted(offsets)
    if not starts or starts[0] != 0:
        raise damaged("it does not start with its first file", code="odd-zip")
    following = dict(zip(starts, [*starts[1:], ending.start], strict=True))
    return tuple(
        _member(data, fields, name, central, following[start])
        for (fields, name, central), start in zip(entries, offsets, strict=True)
    )


def _entries(data: bytes, ending: Ending) -> Iterator[tuple[tuple[int, ...], str, bytes]]:
    at = ending.start
    for _ in range(ending.members):
        if data[at : at + 4] != b"PK\x01\x02" or at + _CENTRAL.size > ending.stop:
            raise damaged("the zip's directory is broken", code="odd-zip")
        fields = _CENTRAL.unpack_from(data, at)[1:]
        name_end = at + _CENTRAL.size + fields[9]
        stop = name_end + fields[10] + fields[11]
        raw = data[at + _CENTRAL.size : name_end]
        yield fields, _decoded(raw, fields[2]), data[at:stop]
        at = stop
    if at != ending.stop:
        raise damaged("the zip's directory lists more files than it counts", code="odd-zip")


def _decoded(raw: bytes, flags: int) -> str:
    try:
        name = raw.decode("utf-8" if flags & 0x800 else "cp437")
    except UnicodeDecodeError as error:
        raise damaged("one of its files has an unreadable name", code="odd-member") from error
    plain = name.replace("\\", "/")
    if not name or "\0" in name or ".." in plain.split("/") or plain[1:2] == ":":
        raise damaged(f"one of its files is named {name[:80]!r}", code="traversing-member")
    return name


def _member(data: bytes, fields: tuple[int, ...], name: str, central: bytes, stop: int) -> Member:
    _, _, flags, method, _, _, crc = fields[:7]
    if flags & _ENCRYPTED:
        raise FileRefused(
            "encrypted-member",
            "the zip inside is locked by a password",
            where=name,
            next_step="Save the workbook again in Excel without a password.",
        )
    if method not in (0, 8):
        raise damaged(f"packing method {method} is not used by Excel", code="odd-zip", where=name)
    size, packed, start = wide_sizes(fields, central)
    if start + _LOCAL.size > stop or data[start : start + 4] != b"PK\x03\x04":
        raise damaged("the zip's records overlap or are missing", code="odd-zip", where=name)
    local = _LOCAL.unpack_from(data, start)
    content = start + _LOCAL.size + local[9] + local[10]
    stored_name = data[start + _LOCAL.size : start + _LOCAL.size + local[9]]
    same_name = stored_name == central[_CENTRAL.size : _CENTRAL.size + fields[9]]
    sized = local[2] & 8 or (local[7] in (packed, FULL) and local[8] in (size, FULL))
    if not same_name or local[3] != method or not sized or content + packed > stop:
        raise damaged("the zip's records contradict its directory", code="odd-zip", where=name)
    if method == 0 and packed != size:
        raise damaged("the zip's records contradict its directory", code="odd-zip", where=name)
    if data.find(b"PK\x03\x04", content + packed, stop) >= 0:
        raise damaged("it hides a file that its directory does not list", code="odd-zip")
    return Member(
        name, part_key(name), method, flags, crc, packed, size, start, content, stop, central
    )

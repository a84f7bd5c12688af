"""The workbook as a zip file: its members in order, unpacked on demand, never trusted."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.errors import FileRefused
from toolkit.xlsx.limits import STANDARD, Limits
from toolkit.xlsx.refused import damaged, too_large

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000
_CHUNK = 1 << 18
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class Member:
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


@dataclass(frozen=True)
class Package:
    """A workbook that passed the gate, as facts.

    Attributes:
        data: the bytes of the whole file.
        members: its members in the order of the zip's directory.
        kind: ``xlsx``, ``xlsm``, ``xltx`` or ``xltm``; empty until the gate has told.
        malformed: members that claim to be XML and are not.
        limits: the limits it was held to.
        own: we packed it ourselves a moment ago, so its sizes are no lies.
        links: relationships read so far, by part.
    """

    data: bytes
    members: tuple[Member, ...]
    kind: str = ""
    malformed: frozenset[str] = frozenset()
    limits: Limits = STANDARD
    own: bool = False
    links: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    _by_key: Mapping[str, Member] = field(default_factory=dict, repr=False, compare=False)
    _unpacked: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The stored names of all members, in order."""
        return tuple(member.name for member in self.members)

    @property
    def unpacked_size(self) -> int:
        """Bytes of all members together, unpacked."""
        return sum(member.size for member in self.members)

    def find(self, name: str) -> Member | None:
        """The member of that name, however its slashes, escapes and case are written."""
        return self._by_key.get(part_key(name))

    def read(self, member: Member) -> bytes:
        """The unpacked bytes of a member, kept for the next asking."""
        content = self._unpacked.get(member.key)
        if content is None:
            content = unpack(self.data, member, own=self.own)
            self._unpacked[member.key] = content
        return content

    def forget(self, member: Member) -> None:
        """Give the memory of a member's unpacked bytes back."""
        self._unpacked.pop(member.key, None)


def part_key(name: str) -> str:
    """A part's name as the package rules compare it."""
    text = name.replace("\\", "/").lstrip("/")
    if "%" in text:
        raw = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), text.encode())
        text = raw.decode("utf-8", "replace")
    return text.casefold()


def open_package(data: bytes, limits: Limits = STANDARD, *, own: bool = False) -> Package:
    """The members of a zip whose directory and records agree with each other.

    Raises:
        FileRefused: for anything odd enough that two readers might see two workbooks.
    """
    start, count = _directory(data)
    if count > limits.members:
        raise too_large(f"it holds {count:,} files", code="too-many-members")
    entries = tuple(_entries(data, start, count))
    members = _placed(data, entries, start)
    by_key = {member.key: member for member in members}
    if len(by_key) != len(members):
        raise damaged("two of its files have the same name", code="duplicate-member")
    _require_size(members, limits)
    return Package(data, members, limits=limits, own=own, _by_key=by_key)


def unpack(data: bytes, member: Member, *, own: bool = False) -> bytes:
    """The unpacked bytes of a member, never more than it declares, checksum proved.

    Args:
        data: the whole file.
        member: which one.
        own: its declared size is known to be true, which saves a copy.
    """
    raw = memoryview(data)[member.content : member.content + member.packed]
    try:
        content = _inflated(raw, member, own=own) if member.method else bytes(raw)
    except zlib.error as error:
        raise _broken(member) from error
    if len(content) != member.size or zlib.crc32(content) != member.crc:
        raise _broken(member)
    return content


def _inflated(raw: memoryview, member: Member, *, own: bool) -> bytes:
    if own:
        return zlib.decompress(raw, -15, max(member.size, 1))
    inflate = zlib.decompressobj(-15)
    content = inflate.decompress(raw, member.size + 1)
    if not inflate.eof or inflate.unused_data:
        raise _broken(member)
    return content


def unpack_chunks(data: bytes, member: Member) -> Iterator[bytes]:
    """The same bytes piece by piece, so that a picture never fills the memory."""
    if member.method == 0 or member.size <= _CHUNK:
        yield unpack(data, member)
        return
    inflate = zlib.decompressobj(-15)
    left, size, crc = memoryview(data)[member.content : member.content + member.packed], 0, 0
    position = 0
    try:
        while not inflate.eof and (position < len(left) or inflate.unconsumed_tail):
            pending = inflate.unconsumed_tail
            if not pending:
                pending = bytes(left[position : position + _CHUNK])
                position += _CHUNK
            chunk = inflate.decompress(pending, _CHUNK)
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
            if size > member.size:
                raise _broken(member)
            yield chunk
    except zlib.error as error:
        raise _broken(member) from error
    if not inflate.eof or inflate.unused_data or position < len(left):
        raise _broken(member)
    if size != member.size or crc != member.crc:
        raise _broken(member)


def _broken(member: Member) -> FileRefused:
    return damaged("its packed bytes are broken", code="bad-checksum", where=member.name)


def _directory(data: bytes) -> tuple[int, int]:
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or at + _END.size > len(data):
        raise FileRefused(
            "cut-off",
            "the end of the file is missing",
            next_step="Ask for it again; the copy or download did not finish.",
        )
    _, disk, first, here, count, size, start, comment = _END.unpack_from(data, at)
    if data[at - 20 : at - 16] == b"PK\x06\x07" or 0xFFFF in (count, here):
        raise damaged("it uses the zip64 format", code="zip64")
    whole = disk == first == 0 and here == count and start + size == at
    if not whole or at + _END.size + comment != len(data):
        raise damaged("the zip's directory is not where it should be", code="odd-zip")
    return start, count


def _entries(data: bytes, at: int, count: int) -> Iterator[tuple[tuple[int, ...], str, bytes]]:
    for _ in range(count):
        if data[at : at + 4] != b"PK\x01\x02" or at + _CENTRAL.size > len(data):
            raise damaged("the zip's directory is broken", code="odd-zip")
        fields = _CENTRAL.unpack_from(data, at)[1:]
        name_end = at + _CENTRAL.size + fields[9]
        stop = name_end + fields[10] + fields[11]
        raw = data[at + _CENTRAL.size : name_end]
        yield fields, _decoded(raw, fields[2]), data[at:stop]
        at = stop
    if at != data.rfind(b"PK\x05\x06"):
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


def _placed(
    data: bytes, entries: tuple[tuple[tuple[int, ...], str, bytes], ...], directory: int
) -> tuple[Member, ...]:
    starts = sorted(fields[15] for fields, _, _ in entries)
    if not starts or starts[0] != 0:
        raise damaged("it does not start with its first file", code="odd-zip")
    following = dict(zip(starts, [*starts[1:], directory], strict=True))
    return tuple(
        _member(data, fields, name, central, following[fields[15]])
        for fields, name, central in entries
    )


def _member(data: bytes, fields: tuple[int, ...], name: str, central: bytes, stop: int) -> Member:
    _, _, flags, method, _, _, crc, packed, size = fields[:9]
    start = fields[15]
    if flags & _ENCRYPTED:
        raise FileRefused(
            "encrypted-member",
            "the zip inside is locked by a password",
            where=name,
            next_step="Save the workbook again in Excel without a password.",
        )
    if method not in (0, 8):
        raise damaged(f"packing method {method} is not used by Excel", code="odd-zip", where=name)
    if 0xFFFFFFFF in (packed, size, start):
        raise damaged("it uses the zip64 format", code="zip64", where=name)
    if start + _LOCAL.size > stop or data[start : start + 4] != b"PK\x03\x04":
        raise damaged("the zip's records overlap or are missing", code="odd-zip", where=name)
    local = _LOCAL.unpack_from(data, start)
    content = start + _LOCAL.size + local[9] + local[10]
    stored_name = data[start + _LOCAL.size : start + _LOCAL.size + local[9]]
    same_name = stored_name == central[_CENTRAL.size : _CENTRAL.size + fields[9]]
    sized = local[2] & 8 or (local[7] in (packed, 0xFFFFFFFF) and local[8] in (size, 0xFFFFFFFF))
    if not same_name or local[3] != method or not sized or content + packed > stop:
        raise damaged("the zip's records contradict its directory", code="odd-zip", where=name)
    if method == 0 and packed != size:
        raise damaged("the zip's records contradict its directory", code="odd-zip", where=name)
    if data.find(b"PK\x03\x04", content + packed, stop) >= 0:
        raise damaged("it hides a file that its directory does not list", code="odd-zip")
    return Member(
        name, part_key(name), method, flags, crc, packed, size, start, content, stop, central
    )


def _require_size(members: tuple[Member, ...], limits: Limits) -> None:
    total = sum(member.size for member in members)
    if total > limits.unpacked:
        raise too_large(
            f"unpacked it would be {total / 1e6:,.0f} MB, more than {limits.unpacked / 1e6:,.0f}",
            code="too-large",
        )
    for member in members:
        if member.size > max(1 << 20, member.packed * limits.ratio):
            raise too_large(
                f"it grows {member.size // max(member.packed, 1):,}-fold when unpacked",
                code="zip-bomb",
                where=member.name,
            )

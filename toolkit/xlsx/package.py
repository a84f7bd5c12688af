"""The workbook as a zip file: its members in order, unpacked on demand, never trusted."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from toolkit.errors import FileRefused
from toolkit.xlsx.limits import STANDARD, Limits
from toolkit.xlsx.refused import damaged, too_large
from toolkit.xlsx.zip_directory import Member, part_key, read_ending, read_members

_CHUNK = 1 << 18


class Package(Struct, frozen=True):
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
    links: dict[str, Any] = field(default_factory=dict)
    _by_key: Mapping[str, Member] = field(default_factory=dict)
    _unpacked: dict[str, bytes] = field(default_factory=dict)

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

    def forget(self) -> None:
        """Give the memory of all unpacked bytes back."""
        self._unpacked.clear()


def same_member(one: Package, other: Package, part: str) -> bool:
    """Whether two packages store a part in the same bytes, or both have none of that name."""
    left, right = one.find(part), other.find(part)
    if left is None or right is None:
        return left is right
    if (left.name, left.method, left.size, left.crc, left.packed) != (
        right.name, right.method, right.size, right.crc, right.packed,
    ):  # fmt: skip
        return False
    ours = one.data[left.content : left.content + left.packed]
    return ours == other.data[right.content : right.content + right.packed]


def open_package(data: bytes, limits: Limits = STANDARD, *, own: bool = False) -> Package:
    """The members of a zip whose directory and records agree with each other.

    Raises:
        FileRefused: for anything odd enough that two readers might see two workbooks.
    """
    ending = read_ending(data)
    if ending.members > limits.members:
        raise too_large(f"it holds {ending.members:,} files", code="too-many-members")
    members = read_members(data, ending)
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

"""Honest workbooks damaged at random, but where it hurts: zip fields, XML tokens, whole members."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Sequence

from tests.xlsx.hostile_package import Member, zipped

Parts = list[tuple[str, bytes]]
NASTY = (
    *(b"<!DOCTYPE x>", b"&x;", b"&#0;", b"&#xD800;", b"\x00", b"\xff", b"\xed\xa0\x80", b"]]>"),
    *(b"<!--", b"<![CDATA[", b"<?x ", b"_xD83D_", b"_x0000_", b"\xef\xbb\xbf", b"<row>", b"</row>"),
    *(b"</sheetData>", b"<sheetData>", b"<c>", b"</c>", b"<v>", b"<f>", b'<f t="shared" si="0"/>'),
    *(b"<x:row>", b'xmlns="urn:x"', b'xmlns:x="urn:x"', b'r="A1"', b't="s"', b't="d"', b"'", b'"'),
    *(b"<mergeCell ref='A1:XFD1048576'/>", b'<is><t xml:space="preserve"> </t></is>', b" ", b"\n"),
)
NUMBERS = (
    *(b"0", b"-1", b"1", b"65535", b"1048576", b"1048577", b"16384", b"4294967295", b"4294967296"),
    *(b"9" * 30, b"NaN", b"1e999", b"1e308", b"-0", b"0.1", b"", b"x", b"XFD1048576", b"XFE1"),
    *(b"A1:XFD1048576", b"ZZZZ9", b"A0", b"a1", b"\xd9\xa1"),
)


def mutated(seed: int, books: Sequence[bytes]) -> tuple[str, bytes]:
    """A damaged workbook and how it was damaged, the same for the same seed for ever."""
    chance = random.Random(seed)
    which = chance.randrange(len(books))
    family = chance.choices(("zip", "xml", "members"), (3, 5, 2))[0]
    steps = chance.choice((1, 1, 1, 2, 3, 8))
    data = books[which]
    if family == "zip":
        for _ in range(steps):
            data = _zip_bytes(chance, data)
        return f"book {which}, {steps} zip bytes", data
    parts = _unpacked(data)
    change = _xml_bytes if family == "xml" else _members
    names = [change(chance, parts) for _ in range(steps)]
    return f"book {which}, {family}: {', '.join(names)}", _packed(parts, chance)


def _unpacked(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def _packed(parts: Parts, chance: random.Random) -> bytes:
    method = chance.choice((0, 8, 8, 8))
    return zipped([Member(name, content, method) for name, content in parts])


def _zip_bytes(chance: random.Random, data: bytes) -> bytes:
    """Damage to headers and packed bytes, headers more often than their share of the file."""
    if not data:
        return data
    places = [match.start() for match in re.finditer(rb"PK(\x01\x02|\x03\x04|\x05\x06)", data)]
    near = chance.choice(places) + chance.randrange(46) if places and chance.random() < 0.7 else 0
    at = min(near or chance.randrange(max(1, len(data))), max(0, len(data) - 1))
    kind = chance.randrange(6)
    if kind == 0:
        return data[:at] + bytes((data[at] ^ 1 << chance.randrange(8),)) + data[at + 1 :]
    if kind == 1:
        return data[:at] + chance.randbytes(chance.choice((1, 2, 4))) + data[at:]
    if kind == 2:
        return data[:at] + data[at + chance.choice((1, 2, 4, 30, 500)) :]
    if kind == 3:
        return data[:at] if chance.random() < 0.3 else data[: len(data) - chance.randrange(1, 80)]
    if kind == 4:
        value = chance.choice((0, 1, 8, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFF, chance.getrandbits(32)))
        return data[:at] + struct.pack("<I", value) + data[at + 4 :]
    span = chance.choice((1, 16, 100, 1000))
    return data[:at] + data[at : at + span] + data[at:]


def _xml_bytes(chance: random.Random, parts: Parts) -> str:
    """Damage to the text of one part, sheets more often than others."""
    sheets = [at for at, (name, _) in enumerate(parts) if "sheet" in name.lower()]
    pick = chance.choice(sheets) if sheets and chance.random() < 0.6 else None
    at = chance.randrange(len(parts)) if pick is None else pick
    name, content = parts[at]
    if not content:
        return "nothing"
    change = chance.choice(XML_CHANGES)
    parts[at] = (name, change(chance, content))
    return f"{change.__name__.strip('_')} in {name}"


def _flip(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes((content[at] ^ 1 << chance.randrange(8),)) + content[at + 1 :]


def _insert(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + chance.choice(NASTY) + content[at:]


def _insert_between(chance: random.Random, content: bytes) -> bytes:
    places = [match.end() for match in re.finditer(rb">", content)] or [0]
    at = chance.choice(places)
    return content[:at] + chance.choice(NASTY) + content[at:]


def _number(chance: random.Random, content: bytes) -> bytes:
    return _replaced(chance, content, rb'(?<=[">A-Z:])-?\d+(?=["<:])', chance.choice(NUMBERS))


def _attribute(chance: random.Random, content: bytes) -> bytes:
    return _replaced(chance, content, rb'(?<==")[^"]*(?=")', chance.choice(NUMBERS))


def _dropped_attribute(chance: random.Random, content: bytes) -> bytes:
    return _replaced(chance, content, rb'\s[\w:]+="[^"]*"', b"")


def _dropped_tag(chance: random.Random, content: bytes) -> bytes:
    return _replaced(chance, content, rb"<[^>]*>", b"")


def _repeated_element(chance: random.Random, content: bytes) -> bytes:
    found = list(re.finditer(rb"<(\w+)[^<>]*(/>|>[^<>]*</\1>)", content))
    if not found:
        return content
    match = chance.choice(found)
    return (
        content[: match.end()] + match.group() * chance.choice((1, 3, 50)) + content[match.end() :]
    )


def _swapped_elements(chance: random.Random, content: bytes) -> bytes:
    found = list(re.finditer(rb"<(\w+)[^<>]*(/>|>[^<>]*</\1>)", content))
    if len(found) < 2:
        return content
    one, two = sorted(chance.sample(found, 2), key=lambda match: match.start())
    between = content[one.end() : two.start()]
    head, tail = content[: one.start()], content[two.end() :]
    return head + two.group() + between + one.group() + tail


def _cut_span(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.choice((1, 3, 20, 300, 10_000)) :]


def _other_tag(chance: random.Random, content: bytes) -> bytes:
    tag = chance.choice((b"row", b"c", b"v", b"f", b"is", b"t", b"sheetData", b"table", b"si"))
    return _replaced(chance, content, rb"(?<=<)/?\w+(?=[ />])", tag)


def _replaced(chance: random.Random, content: bytes, pattern: bytes, new: bytes) -> bytes:
    found = list(re.finditer(pattern, content))
    if not found:
        return content
    match = chance.choice(found)
    return content[: match.start()] + new + content[match.end() :]


XML_CHANGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    *(_flip, _insert, _insert_between, _number, _number, _attribute, _attribute),
    *(
        _dropped_attribute,
        _dropped_tag,
        _repeated_element,
        _swapped_elements,
        _cut_span,
        _other_tag,
    ),
)


def _members(chance: random.Random, parts: Parts) -> str:
    """Whole members exchanged, lost, doubled, renamed or emptied."""
    at, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    kind = chance.choice(("exchange", "copy", "drop", "double", "rename", "empty", "case", "order"))
    name, content = parts[at]
    if kind == "exchange":
        parts[at], parts[other] = (name, parts[other][1]), (parts[other][0], content)
    elif kind == "copy":
        parts[at] = (name, parts[other][1])
    elif kind == "drop" and len(parts) > 1:
        del parts[at]
    elif kind == "double":
        parts.append((name, parts[other][1]))
    elif kind == "rename":
        parts[at] = (chance.choice(("../", "", "/", "xl\\", "xl/")) + name[::-1][:12], content)
    elif kind == "empty":
        parts[at] = (name, b"")
    elif kind == "case":
        parts[at] = (name.swapcase(), content)
    else:
        chance.shuffle(parts)
    return f"{kind} {name}"

"""Small workbooks written byte by byte, so that every lie a zip or its XML can tell can be told."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ENCRYPTED = 1
DESCRIPTOR = 8
UTF8_NAME = 0x800
STORED = 0
DEFLATED = 8


@dataclass(frozen=True)
class Member:
    """One member of a zip, with room for every lie its headers can tell.

    Attributes:
        name: the name in the central directory.
        data: the true content.
        method: the compression method the headers claim.
        flags: general purpose bits.
        packed: the bytes really stored; empty means: compress ``data`` by ``method``.
        crc: the checksum claimed; -1 means the true one.
        size: the length claimed; -1 means the true one.
        packed_size: the packed length claimed; -1 means the true one.
        local_name: the name in the local header; empty means the same name.
        extra: extra field of the central record.
        needs: version needed to extract.
        offset: the place of the local header that the directory claims; -1 means the true one.
        listed: False leaves the member out of the central directory.
    """

    name: str
    data: bytes
    method: int = DEFLATED
    flags: int = 0
    packed: bytes = b""
    crc: int = -1
    size: int = -1
    packed_size: int = -1
    local_name: str = ""
    extra: bytes = b""
    needs: int = 20
    offset: int = -1
    listed: bool = True


def deflated(data: bytes) -> bytes:
    """Bytes as a zip stores them by method 8."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeezer.compress(data) + squeezer.flush()


def zipped(
    members: Sequence[Member],
    *,
    before: bytes = b"",
    after: bytes = b"",
    comment: bytes = b"",
    count: int = -1,
    directory_offset: int = -1,
    directory_size: int = -1,
) -> bytes:
    """A zip of these members whose end record says what the caller wants it to say."""
    body, directory = bytearray(before), bytearray()
    for member in members:
        packed = member.packed or (
            deflated(member.data) if member.method == DEFLATED else member.data
        )
        crc = zlib.crc32(member.data) if member.crc < 0 else member.crc
        size = len(member.data) if member.size < 0 else member.size
        packed_size = len(packed) if member.packed_size < 0 else member.packed_size
        place = len(body) if member.offset < 0 else member.offset
        described = bool(member.flags & DESCRIPTOR)
        own = (0, 0, 0) if described else (crc, packed_size, size)
        head = (member.needs, member.flags, member.method, 0, 0x21)
        name = _name(member.local_name or member.name)
        body += struct.pack("<IHHHHHIIIHH", 0x04034B50, *head, *own, len(name), 0) + name + packed
        if described:
            body += struct.pack("<IIII", 0x08074B50, crc, packed_size, size)
        if not member.listed:
            continue
        name = _name(member.name)
        sizes = (crc, packed_size, size, len(name), len(member.extra), 0, 0, 0, 0, place)
        directory += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, *head, *sizes)
        directory += name + member.extra
    listed = sum(member.listed for member in members) if count < 0 else count
    end = struct.pack(
        "<IHHHHIIH",
        0x06054B50,
        0,
        0,
        listed,
        listed,
        len(directory) if directory_size < 0 else directory_size,
        len(body) if directory_offset < 0 else directory_offset,
        len(comment),
    )
    return bytes(body + directory + end + comment + after)


def _name(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def sheet_xml(rows: str, *, before: str = "", after: str = "", attributes: str = "") -> str:
    """A worksheet part holding these ``<row>`` elements."""
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}"{attributes}>'
        f"{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def strings_xml(*items: str) -> str:
    """A shared-string part; each item is the inside of its ``<si>``."""
    inside = "".join(f"<si>{item}</si>" for item in items)
    return f'{DECLARATION}<sst xmlns="{MAIN}" count="{len(items)}">{inside}</sst>'


HONEST_ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>two</t></is></c>'
    '<c r="B2"><f>B1*2</f><v>10</v></c></row>'
)
HONEST_CELLS = {"A1": "one", "B1": 5, "A2": "two", "B2": 10}

CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
    "</Types>"
)


def links_xml(*links: tuple[str, str, str], more: str = "") -> str:
    """A relationship part; each link is (id, last word of its type, target)."""
    inside = "".join(
        f'<Relationship Id="{ident}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for ident, kind, target in links
    )
    home = f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
    return f"{home}{inside}{more}</Relationships>"


ROOT_LINKS = links_xml(("rId1", "officeDocument", "xl/workbook.xml"))
BOOK_LINKS = links_xml(
    ("rId1", "worksheet", "worksheets/sheet1.xml"),
    ("rId2", "sharedStrings", "sharedStrings.xml"),
    ("rId3", "styles", "styles.xml"),
)
WORKBOOK = (
    f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">'
    '<sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
SHEET = "xl/worksheets/sheet1.xml"
PARTS: Mapping[str, str] = {
    "[Content_Types].xml": CONTENT_TYPES,
    "_rels/.rels": ROOT_LINKS,
    "xl/workbook.xml": WORKBOOK,
    "xl/_rels/workbook.xml.rels": BOOK_LINKS,
    SHEET: sheet_xml(HONEST_ROWS),
    "xl/sharedStrings.xml": strings_xml("<t>one</t>"),
    "xl/styles.xml": STYLES,
}


def members(changed: Mapping[str, str | bytes] | None = None) -> tuple[Member, ...]:
    """The honest workbook's members with some parts changed, added, or removed (empty text)."""
    parts: dict[str, str | bytes] = dict(PARTS) | dict(changed or {})
    contents = {
        name: content if isinstance(content, bytes) else content.encode()
        for name, content in parts.items()
        if content
    }
    return tuple(Member(name, content, _method(content)) for name, content in contents.items())


def _method(content: bytes) -> int:
    """Stored when packing would shrink it so much that it would be taken for a bomb."""
    if not 1 << 20 < len(content) < 40 << 20:
        return DEFLATED
    return STORED if len(content) > 200 * len(deflated(content)) else DEFLATED


def workbook(changed: Mapping[str, str | bytes] | None = None) -> bytes:
    """The honest workbook as a file, with some parts changed, added or removed (empty text)."""
    return zipped(members(changed))


def with_sheet(rows: str, *, before: str = "", after: str = "", attributes: str = "") -> bytes:
    """The honest workbook with another sheet content."""
    return workbook({SHEET: sheet_xml(rows, before=before, after=after, attributes=attributes)})

"""Files that are no workbook at all, under a workbook's name."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.xlsx.hostile_case import Hostile, refused
from tests.xlsx.hostile_package import Member, members, zipped

STRANGER, OLD, PASSWORD, DAMAGED = "not a workbook", "old excel", "password", "damaged"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def hostile_strangers() -> Iterator[Hostile]:
    """Every file of this family."""
    yield refused("an old .xls", lambda: compound_file("Workbook"), OLD)
    yield refused("a very old .xls", lambda: compound_file("Book"), OLD)
    yield refused(
        "a password-protected workbook",
        lambda: compound_file("EncryptionInfo", "EncryptedPackage"),
        PASSWORD,
    )
    yield refused(
        "a Word document of 1997", lambda: compound_file("WordDocument"), OLD, STRANGER, PASSWORD
    )
    yield refused("a cut compound file", lambda: OLE + bytes(40), OLD, PASSWORD, STRANGER, DAMAGED)
    yield refused(
        "a compound file whose directory loops", _looping_compound, OLD, PASSWORD, STRANGER, DAMAGED
    )
    for name, content in STRANGERS.items():
        yield refused(name, _constant(content), STRANGER, DAMAGED)
    for seed in range(6):
        yield refused(
            f"random bytes {seed}", lambda seed=seed: random.Random(seed).randbytes(3000), STRANGER
        )
        yield refused(
            f"random bytes {seed} behind a zip's first letters",
            lambda seed=seed: b"PK\x03\x04" + random.Random(seed).randbytes(3000),
            STRANGER,
            DAMAGED,
        )
    for name, parts in OTHER_PACKAGES.items():
        yield refused(name, _zip_of(parts), STRANGER, DAMAGED)


def compound_file(*streams: str) -> bytes:
    """The smallest OLE2 file whose directory names these streams."""
    header = bytearray(512)
    header[:8] = OLE
    header[24:34] = (0x3E).to_bytes(2, "little") + bytes.fromhex("0300feff09000600")
    header[44:48] = (1).to_bytes(4, "little")
    header[48:52] = (1).to_bytes(4, "little")
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:64] = header[68:72] = b"\xfe\xff\xff\xff"
    header[76:80] = (0).to_bytes(4, "little")
    for place in range(80, 512, 4):
        header[place : place + 4] = b"\xff\xff\xff\xff"
    table = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff" * 504
    entries = b"".join(
        _entry(name, 5 if at == 0 else 2, right=at + 1 if 0 < at < len(streams) else -1)
        for at, name in enumerate(("Root Entry", *streams))
    )
    return bytes(header) + table + entries.ljust(512, b"\0")


def _entry(name: str, kind: int, right: int) -> bytes:
    text = name.encode("utf-16-le")
    links = b"".join(
        each.to_bytes(4, "little", signed=True) for each in (-1, right, 1 if kind == 5 else -1)
    )
    head = text.ljust(64, b"\0") + (len(text) + 2).to_bytes(2, "little") + bytes((kind, 1))
    return (head + links).ljust(116, b"\0") + b"\xfe\xff\xff\xff" + bytes(8)


def _looping_compound() -> bytes:
    content = bytearray(compound_file("Other"))
    content[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")
    return bytes(content)


def _constant(content: bytes) -> Callable[[], bytes]:
    return lambda: content


def _zip_of(parts: dict[str, bytes]) -> Callable[[], bytes]:
    return lambda: zipped([Member(name, content) for name, content in parts.items()])


STRANGERS = {
    "an empty file": b"",
    "one byte": b"P",
    "two bytes of a zip": b"PK",
    "a zip's first four letters only": b"PK\x03\x04",
    "comma-separated text": b"Ref,Action,Status\r\n1.1,Write plan,Done\r\n",
    "semicolon text in Latin-1": "Ref;Maßnahme;Status\r\n1.1;Köln;fertig\r\n".encode("latin-1"),
    "UTF-16 text": "Ref\tAction\tStatus\r\n".encode("utf-16"),
    "a web page": b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>",
    "a web page that calls itself Excel": (
        b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</table></html>'
    ),
    "Excel 2003 XML": (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    ),
    "flat OpenDocument": b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis"/>',
    "a PDF": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    "a PNG picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a gzip file": b"\x1f\x8b\x08" + bytes(50),
    "a 7z file": b"7z\xbc\xaf\x27\x1c" + bytes(50),
    "a RAR file": b"Rar!\x1a\x07\x01\x00" + bytes(50),
    "rich text": b"{\\rtf1\\ansi Plan}",
    "a SQLite file": b"SQLite format 3\x00" + bytes(100),
    "a mail": b"From: a@example.org\r\nSubject: plan\r\n\r\nSee attachment\r\n",
    "an owner file": b"\x05Alice" + bytes(159),
    "a cloud pointer": b'{"doc_id": "1abc", "email": "a@example.org"}',
    "a BIFF 4 sheet": b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00" + bytes(60),
    "a thousand zeros": bytes(1000),
    "a megabyte of the letter A": b"A" * 1_000_000,
}

_WORD_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    b'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    b'.wordprocessingml.document.main+xml"/></Types>'
)
_WORD_LINKS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_HONEST = {member.name: member.data for member in members()}
OTHER_PACKAGES = {
    "a Word document": {
        "[Content_Types].xml": _WORD_TYPES,
        "_rels/.rels": _WORD_LINKS,
        "word/document.xml": b'<w:document xmlns:w="urn:w"/>',
    },
    "an OpenDocument sheet": {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b'<office:document-content xmlns:office="urn:oasis"/>',
    },
    "a zip of letters": {"letter.txt": b"Dear all"},
    "a Java archive": {"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\n"},
    "a binary workbook (.xlsb)": _HONEST
    | {
        "_rels/.rels": _HONEST["_rels/.rels"].replace(b"workbook.xml", b"workbook.bin"),
        "xl/workbook.bin": b"\x83\x01\x00",
        "xl/workbook.xml": b"",
    },
    "a Numbers document": {"Index/Document.iwa": b"\x00\x01", "Metadata/Properties.plist": b"x"},
    "a presentation": {
        "[Content_Types].xml": _WORD_TYPES.replace(b"word/document", b"ppt/presentation"),
        "_rels/.rels": _WORD_LINKS.replace(b"word/document", b"ppt/presentation"),
        "ppt/presentation.xml": b'<p:presentation xmlns:p="urn:p"/>',
    },
    "a workbook zipped again": {"plan.xlsx": zipped(members())},
}

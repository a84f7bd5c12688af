"""Nothing but a sound workbook passes the gate, and every refusal says what to do."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from tests.xlsx.books import book, package, parts, sheet
from toolkit.errors import FileRefused
from toolkit.xlsx import Limits, check_package, open_book

GOOD = book('<row r="1"><c r="A1"><v>1</v></c></row>')


def code(data: bytes, **limits: int) -> str:
    with pytest.raises(FileRefused) as refusal:
        open_book(data, limits=Limits(**limits)).read("Plan")
    assert refusal.value.found
    assert refusal.value.next_step.endswith(".")
    return refusal.value.code


def with_parts(**changed: str | bytes) -> bytes:
    found = parts({"Plan": sheet("")})
    found.update(
        {name.replace("__", "/").replace("_xml", ".xml"): x for name, x in changed.items()}
    )
    return package(found)


def test_a_sound_workbook_passes_with_its_facts() -> None:
    found = check_package(GOOD)
    assert found.kind == "xlsx"
    assert found.names[0] == "[Content_Types].xml"
    assert found.unpacked_size > 1000


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty-file"),
        (b"\0" * 5000, "all-zero"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "password-protected"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "old-excel"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "old-excel"),
        (b"%PDF-1.7", "pdf"),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "html"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "html"),
        (b"Ref,Status\r\n1.2,Done\r\n", "csv"),
        (b"Ref;Status\n1.2;Erl\xe9digt\n", "csv"),
        (b"{\\rtf1 hello}", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"PK\x03\x04" + b"x" * 100, "cut-off"),
        (GOOD[:-30], "cut-off"),
        (package({"hello.txt": "hi"}), "not-a-workbook"),
        (package({"word/document.xml": "<x/>"}), "word"),
        (package({"content.xml": "<x/>", "mimetype": "x"}), "open-document"),
        (package({"xl/workbook.bin": b"\0"}), "binary-workbook"),
    ],
)  # fmt: skip
def test_strangers_are_told_apart_by_what_they_are(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_document_types_are_refused_in_any_part() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert code(with_parts(docProps__app_xml=bomb)) == "doctype"
    assert code(with_parts(docProps__app_xml=bomb.encode("utf-16"))) == "doctype"


def test_deep_nesting_and_giant_tags_are_refused() -> None:
    assert code(with_parts(a_xml="<a>" * 90_000 + "</a>" * 90_000)) == "too-deep"
    assert code(with_parts(a_xml="<a>" * 300 + "<!-- -->" + "</a>" * 300)) == "too-deep"
    giant = "<a" + "".join(f' b{n}="c"' for n in range(40_000)) + "/>"
    assert code(with_parts(a_xml=giant), tag=1000) == "giant-tag"


def test_what_grows_too_much_is_refused() -> None:
    assert code(GOOD, unpacked=100) == "too-large"
    assert code(with_parts(a_bin=b"\0" * (3 << 20))) == "zip-bomb"
    assert code(GOOD, members=2) == "too-many-members"
    assert code(book('<row r="1"><c/><c/><c/></row>'), cells=2) == "too-many-cells"
    long = '<row r="1"><c t="inlineStr"><is><t>abcdef</t></is></c></row>'
    assert code(book(long), text=5) == "too-much-text"


def test_a_broken_part_we_never_read_does_not_matter_but_one_we_read_does() -> None:
    assert open_book(with_parts(customXml__item1_xml="<a>")).sheets[0].name == "Plan"
    assert code(with_parts(xl__styles_xml="<a>")) == "bad-xml"


def test_names_that_lead_out_or_come_twice_are_refused() -> None:
    assert code(package({**parts({"Plan": sheet("")}), "../evil": "x"})) == "traversing-member"
    twice = parts({"Plan": sheet("")})
    assert code(package({**twice, "XL/Workbook.xml": "<x/>"})) == "duplicate-member"


def test_lies_in_the_zip_are_refused() -> None:
    at = GOOD.index(b"PK\x01\x02")
    wrong_crc = GOOD[: at + 16] + b"\1\2\3\4" + GOOD[at + 20 :]
    assert code(wrong_crc) in ("bad-checksum", "odd-zip")
    smaller = GOOD[: at + 24] + struct.pack("<L", 10) + GOOD[at + 28 :]
    assert code(smaller) in ("bad-checksum", "odd-zip")
    locked = GOOD[: at + 8] + b"\1\0" + GOOD[at + 10 :]
    assert code(locked) == "encrypted-member"
    assert code(b"PK\x03\x04" + GOOD[4:] + b"tail") == "odd-zip"


def test_every_packing_python_knows_besides_deflate_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    assert code(buffer.getvalue()) == "odd-zip"


def test_a_stored_workbook_and_one_with_data_descriptors_pass() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, chunk: object) -> int:
            self.data += bytes(chunk)  # type: ignore[call-overload]
            return len(bytes(chunk))  # type: ignore[call-overload]

    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        pipe = Pipe()
        with zipfile.ZipFile(pipe, "w", method) as archive:  # type: ignore[arg-type]
            for name, content in parts({"Plan": sheet('<row r="1"><c r="A1"/></row>')}).items():
                archive.writestr(name, content)
        assert len(open_book(bytes(pipe.data)).read("Plan").cells) == 1

"""The macro project's bytes, judged by readers that are not ours."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.button.office_readers import decompress_stream
from toolkit.xlsx.compound_file import compound_file
from toolkit.xlsx.vba_compression import compressed
from toolkit.xlsx.vba_project import sheet_code_names, vba_project

SOURCE = 'Attribute VB_Name = "Hello"\nSub Hello()\nEnd Sub\n'


@given(st.text(st.sampled_from("abc \r\n"), max_size=12_000).map(str.encode))
def test_what_is_packed_unpacks_to_the_same(text: bytes) -> None:
    assert not text or bytes(decompress_stream(bytearray(compressed(text)))) == text


@pytest.mark.parametrize("length", [1, 2, 3, 4095, 4096, 4097, 8192, 12_289])
def test_chunks_end_where_they_should(length: int) -> None:
    text = bytes(32 + number * 7 % 90 for number in range(length))
    assert bytes(decompress_stream(bytearray(compressed(text)))) == text


def test_packing_is_as_tight_as_the_specifications_own_example() -> None:
    text = b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"
    theirs = bytes.fromhex(
        "01 2F B0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6A 01 38 08 61 6B 6C 00 30 "
        "6D 6E 6F 70 06 71 02 70 04 10 72 73 74 75 76 10 77 78 79 7A 00 3C"
    )
    assert bytes(decompress_stream(bytearray(theirs))) == text
    assert len(compressed(text)) == len(theirs)


def test_bytes_that_cannot_be_packed_are_refused_or_kept() -> None:
    noise = b"".join(bytes([number % 256, number // 256]) for number in range(2048))
    assert bytes(decompress_stream(bytearray(compressed(noise)))) == noise


@given(
    st.dictionaries(
        st.text(st.sampled_from("AbCdE_1"), min_size=1, max_size=20),
        st.binary(max_size=6000),
        max_size=9,
    )
)
def test_every_stream_is_found_again(streams: dict[str, bytes]) -> None:
    unlike = {name.upper(): content for name, content in streams.items()}
    made = compound_file({"VBA": unlike, "PROJECT": b"x" * 5000})
    with olefile.OleFileIO(BytesIO(made), raise_defects=olefile.DEFECT_INCORRECT) as read:
        assert read.parsing_issues == []
        found = {name: read.openstream(["VBA", name]).read() for name in unlike if unlike[name]}
        assert found == {name: content for name, content in unlike.items() if content}
        assert read.openstream("PROJECT").read() == b"x" * 5000


def test_the_protection_fields_say_what_excels_own_say() -> None:
    xlwings = pytest.importorskip("xlwings")
    shipped = Path(xlwings.__file__).parent / "quickstart.xlsm"
    theirs = protection(shipped.read_bytes())
    ours = protection(vba_project(SOURCE, sheet_code_names(3)))
    assert ours == theirs == {"CMG": bytes(4), "DPB": b"\0", "GC": b"\xff"}


def protection(content: bytes) -> dict[str, bytes]:
    """The decoded protection state (MS-OVBA 2.4.3.3) of a project."""
    if content.startswith(b"PK"):
        from zipfile import ZipFile

        content = ZipFile(BytesIO(content)).read("xl/vbaProject.bin")
    with olefile.OleFileIO(BytesIO(content)) as read:
        text = read.openstream("PROJECT").read().decode("cp1252")
    fields = dict(re.findall(r'^(CMG|DPB|GC)="([0-9A-F]+)"', text, re.MULTILINE))
    return {name: _decoded(bytes.fromhex(value)) for name, value in fields.items()}


def _decoded(stored: bytes) -> bytes:
    seed, version, key = stored[0], stored[1] ^ stored[0], stored[2] ^ stored[0]
    assert version == 2
    before, last, plain = stored[1], stored[2], key
    out = bytearray()
    for byte in stored[3:]:
        plain = byte ^ (before + plain & 0xFF)
        before, last = last, byte
        out.append(plain)
    ignored = (seed & 6) // 2
    length = int.from_bytes(out[ignored : ignored + 4], "little")
    content = bytes(out[ignored + 4 :])
    assert len(content) == length
    return content


@pytest.mark.parametrize("source", ["Sub Hello()\nEnd Sub\n", SOURCE + "' Käthe\n"])
def test_a_source_no_macro_reader_takes_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        vba_project(source, sheet_code_names(1))

"""Files that are damaged, hostile or of another format: a plain sentence, never a crash."""

from __future__ import annotations

import io
import zipfile

import pytest
from plan_documents import new_document, saved, workbook

from toolkit.errors import FileRefused
from toolkit.readers.choosing import plan_readers, read_document


def refused(data, name):
    with pytest.raises(FileRefused) as caught:
        read_document(data, name)
    return caught.value


def repacked(data, change):
    """A package with each part passed through ``change(name, content)``; none leaves it out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


WORD = saved(new_document())


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("plan.doc", "Save As"), ("plan.pdf", "Word document"), ("plan.jpg", "Type or paste"),
        ("plan.odt", "Save As"), ("plan.pages", "Export To"), ("plan.rtf", "Save As"),
        ("plan.pptx", "outline"), ("plan.xls", "Excel Workbook"), ("plan.ods", "Excel Workbook"),
        ("plan.zip", "Unpack"), ("plan.html", "Save As"), ("plan.gdoc", "Download"),
    ],
)  # fmt: skip
def test_a_format_that_is_not_read_is_refused_with_what_to_do(name, step):
    problem = refused(b"anything", name)
    assert problem.where == name
    assert step in problem.next_step


@pytest.mark.parametrize("name", ["plan", "plan.xyz", ".docx"])
def test_an_unknown_ending_names_the_endings_that_are_read(name):
    assert ".docx" in refused(b"anything", name).found


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"%PDF-1.7 ...", "plan.docx", "pdf"),
        (b"%PDF-1.7 ...", "plan.txt", "pdf"),
        (b"{\\rtf1 hello}", "plan.txt", "rtf"),
        (b"\x89PNG\r\n", "plan.docx", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "plan.docx", "old-word"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "plan.docx",
            "password-protected",
        ),
        (b"<html><body>Goal 1: Read</body></html>", "plan.doc", "html"),
        (b"<!DOCTYPE html>\n<html><body>Goal</body></html>", "plan.txt", "html"),
        (b"Goal 1: x\n" * 30_000, "plan.txt", "too-large"),
        (b"", "plan.docx", "empty-file"),
        (b"\0" * 500, "plan.txt", "empty-file"),
        (b"hello", "plan.docx", "not-word"),
        (bytes(range(256)) * 8, "plan.txt", "not-text"),
        (workbook({"A": lambda sheet, book: sheet.write(0, 0, "x")}), "plan.docx", "not-word"),
        (WORD, "plan.xlsx", "word"),
        (WORD[: len(WORD) // 2], "plan.docx", "cut-off"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(data, name, code):
    problem = refused(data, name)
    assert problem.code == code
    assert problem.next_step.endswith(".")


def test_a_document_type_declaration_is_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w:document/>'
    data = repacked(WORD, lambda name, part: bomb if name == "word/document.xml" else part)
    assert refused(data, "plan.docx").code == "doctype"


def test_a_part_that_unpacks_to_far_too_much_is_refused():
    huge = b"<a>" + b"x" * (80 << 20) + b"</a>"
    data = repacked(WORD, lambda name, part: huge if name == "word/document.xml" else part)
    assert refused(data, "plan.docx").next_step


def test_nesting_without_end_is_refused():
    deep = b"<w>" * 5000 + b"</w>" * 5000
    data = repacked(WORD, lambda name, part: deep if name == "word/document.xml" else part)
    assert refused(data, "plan.docx").code == "too-deep"


def test_broken_xml_is_refused():
    data = repacked(WORD, lambda name, part: b"<w:" if name == "word/document.xml" else part)
    assert refused(data, "plan.docx").code == "damaged"


def test_a_missing_document_part_is_refused():
    data = repacked(WORD, lambda name, part: None if name == "word/document.xml" else part)
    assert refused(data, "plan.docx").code == "not-word"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_of_any_encoding_is_read(encoding):
    text = "Goal 1: Plan für alle\n- Ask “everybody”\n"
    source = read_document(text.encode(encoding), "plan.txt")
    assert source.blocks[0].text == "Goal 1: Plan für alle"
    assert source.blocks[1].text == "- Ask “everybody”"


@pytest.mark.parametrize("data", [b'a,b\r\n"unclosed', b"\n\n\n", b",,,,\n,,,\n", b"|||\n|||\n"])
@pytest.mark.parametrize("name", ["plan.csv", "plan.txt"])
def test_odd_text_is_read_or_refused_never_a_crash(read, data, name):
    try:
        assert read(data, name).plan["plan"]["id"]
    except FileRefused as problem:
        assert problem.next_step


def test_an_empty_document_gives_an_empty_plan_and_says_so(read):
    found = read(WORD, "nothing.docx")
    assert found.counts == {"areas": 0, "goals": 0, "actions": 0}
    assert any("No focus areas" in question.reading for question in found.questions)


def test_every_reader_names_its_endings_in_small_letters():
    endings = [ending for reader in plan_readers() for ending in reader.suffixes]
    assert endings == [ending.casefold() for ending in endings]
    assert len(set(endings)) == len(endings)

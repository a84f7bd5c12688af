"""Workbooks inside letters and packed files, and what only looks like one of those."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import FileRefused
from toolkit.ports.enclosed import Enclosed
from toolkit.readers.enclosed import enclosed_in

BOOK = b"PK\x03\x04 a workbook, say"


def letter(*names: str, sender: str = "Ana Ruiz <ana@example.org>") -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["Subject"] = "Unsere Übersicht"
    message["Message-ID"] = "<1@example.org>"
    message.set_content("Anbei.")
    for name in names:
        message.add_attachment(BOOK, maintype="application", subtype="octet-stream", filename=name)
    return message


def packed(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name in names:
            pack.writestr(name, BOOK)
    return out.getvalue()


def test_attached_workbooks_are_found_whatever_their_names_are_written_in() -> None:
    found = enclosed_in(bytes(letter("2 Überblick für Lea.xlsx", "logo.png", "3.XLSM")))
    assert found == (
        Enclosed("2 Überblick für Lea.xlsx", BOOK, "Ana Ruiz"),
        Enclosed("3.XLSM", BOOK, "Ana Ruiz"),
    )


def test_a_sender_without_a_name_is_known_by_the_address() -> None:
    [one] = enclosed_in(bytes(letter("a.xlsx", sender="ana@example.org"))) or ()
    assert one.by == "ana@example.org"


def test_a_forwarded_letter_is_by_whoever_forwarded_it() -> None:
    outer = letter(sender="Kim <kim@example.org>")
    outer.add_attachment(letter("a.xlsx"))
    assert enclosed_in(bytes(outer)) == (Enclosed("a.xlsx", BOOK, "Kim"),)


def test_a_letter_begins_as_mail_programs_save_it() -> None:
    whole = bytes(letter("a.xlsx"))
    for start in (b"\xef\xbb\xbf", b"From ana@example.org Mon May  3 10:00:00 2027\n"):
        assert enclosed_in(start + whole) == (Enclosed("a.xlsx", BOOK, "Ana Ruiz"),)
    assert enclosed_in(whole.replace(b"\n", b"\r\n"))


def test_a_letter_without_a_workbook_says_so() -> None:
    with pytest.raises(FileRefused, match="no Excel workbook attached"):
        enclosed_in(bytes(letter("minutes.docx")))


def test_packed_workbooks_are_found_without_their_folders_and_what_systems_add() -> None:
    content = packed("May/Ana.xlsx", "__MACOSX/May/._Ana.xlsx", "May/~$Ana.xlsx", "May/", "x.txt")
    assert enclosed_in(content) == (Enclosed("Ana.xlsx", BOOK),)
    assert enclosed_in(packed("May\\Ana.xlsx")) == (Enclosed("Ana.xlsx", BOOK),)


def test_documents_that_are_packed_themselves_are_no_packed_files() -> None:
    for name in ("[Content_Types].xml", "mimetype", "content.xml", "Index/Document.iwa"):
        assert enclosed_in(packed(name, "a.xlsx")) is None


def test_a_workbook_whose_end_is_missing_is_no_packed_file() -> None:
    # Some programs write "[Content_Types].xml" last, so that a cut copy does not have it.
    whole = packed("docProps/app.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml")
    assert enclosed_in(whole[: whole.index(b"[Content_Types].xml")]) is None


def test_a_packed_file_that_cannot_be_opened_says_what_to_do() -> None:
    for content in (packed("a.xlsx")[:-9], packed("notes.txt"), packed("../a.xlsx")):
        with pytest.raises(FileRefused, match="Unpack it"):
            enclosed_in(content)


@pytest.mark.parametrize(
    "content",
    [b"", b"a,b\n1,2\n", b"From: me\n", b"Name: Ana\nRef: 1.1\nNote: x\n", b"%PDF-1.7", b"\0" * 99],
)
def test_other_files_are_neither(content: bytes) -> None:
    assert enclosed_in(content) is None


@settings(deadline=None, max_examples=300)
@given(st.sampled_from([bytes(letter("a.xlsx")), packed("a.xlsx")]), st.data())
def test_a_damaged_one_is_opened_or_refused_and_nothing_else(
    content: bytes, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(content)))
    until = data.draw(st.integers(place, min(place + 40, len(content))))
    damaged = content[:place] + data.draw(st.binary(max_size=20)) + content[until:]
    try:
        found = enclosed_in(damaged)
    except FileRefused as refused:
        assert refused.next_step
    else:
        assert found is None or all(one.name for one in found)

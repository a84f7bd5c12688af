"""A workbook is read the same when its parts' memory was given back, and as what it became."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from toolkit.errors import FileRefused
from toolkit.xlsx import Book, SetCell, change_book, open_book
from toolkit.xlsx.markup import elements

ROWS = 20_000


@pytest.fixture(scope="module")
def large() -> bytes:
    """A workbook of some six million bytes, unpacked."""
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Lines")
        for row in range(ROWS):
            for column in range(8):
                sheet.write_string(row, column, f"said {row % 50} {column}")
        sheet.write_url(0, 9, "https://example.org/", None, "link")
        small = book.add_worksheet("Few")
        small.write_string(0, 0, "first")
        small.add_table(2, 0, 4, 1, {"name": "Few", "columns": [{"header": "A"}, {"header": "B"}]})
    return data.getvalue()


def said(book: Book) -> dict[str, object]:
    return {facts.name: dict(book.read(facts.name).cells.items()) for facts in book.sheets}


def test_a_book_at_rest_reads_the_same_and_can_be_changed(large: bytes) -> None:
    book = open_book(large)
    before = said(book)
    book.rest()
    assert book.package._unpacked == {}
    assert said(book) == before == said(open_book(large))
    assert [table.name for table in book.tables_of("Few")] == ["Few"]
    change = SetCell("Lines", 5, 2, "new")
    book.rest()
    assert change_book(book, [change]).data == change_book(large, [change]).data


@pytest.mark.parametrize("rests", [False, True])
def test_what_it_became_reads_like_any_workbook(large: bytes, rests: bool) -> None:
    book = open_book(large)
    said(book)
    after = change_book(book, [SetCell("Lines", 5, 2, "new"), SetCell("Few", 4, 1, "own")]).data
    if rests:
        book.rest(but_what_was_read=True)
    again = open_book(after, like=book)
    fresh = open_book(after)
    assert said(again) == said(fresh) != said(open_book(large))
    assert again.package.malformed == fresh.package.malformed == frozenset()
    assert openpyxl.load_workbook(BytesIO(after))["Lines"]["B5"].value == "new"


def test_a_part_that_differs_passes_the_gate_again(large: bytes) -> None:
    book = open_book(large)
    after = change_book(book, [SetCell("Few", 4, 1, "own")]).data
    member = open_book(after).package.find("xl/worksheets/sheet2.xml")
    assert member is not None
    broken = bytearray(after)
    broken[member.content + member.packed // 2] ^= 0xFF
    with pytest.raises(FileRefused):
        open_book(bytes(broken), like=book)


LISTS = b"""<s xmlns="urn:x"><fonts><font><b/><b>deep<i/></b></font></fonts>
<cellXfs count="2"><xf a="1"><alignment/></xf><xf a="2"/></cellXfs>tail<dxfs><dxf/></dxfs></s>"""


def test_only_the_lists_asked_for_are_told_with_the_same_places() -> None:
    whole = elements(LISTS, "styles.xml")
    some = elements(LISTS, "styles.xml", lists=frozenset(["cellXfs"]))
    assert [e.name for e in some] == ["s", "fonts", "cellXfs", "xf", "xf", "dxfs"]
    kept = [e for e in whole if e.depth < 2 or (e.depth == 2 and e.name == "xf")]
    facts = [[(e.path, e.attributes, e.text, e.start, e.inside, e.stop) for e in side]
             for side in (some, kept)]  # fmt: skip
    assert facts[0] == facts[1]


def test_what_is_passed_over_is_read_all_the_same() -> None:
    for broken in (b"<s><fonts><font></fonts></s>", b"<s><fonts>" + b"<b>" * 200 + b"</s>"):
        with pytest.raises(FileRefused):
            elements(broken, "styles.xml", lists=frozenset(["cellXfs"]))

"""Workbooks whose parts point at the wrong place, and odd ones that are honest all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.xlsx.hostile_case import Hostile, either, reads, refused
from tests.xlsx.hostile_package import (
    BOOK_LINKS,
    CONTENT_TYPES,
    HONEST_CELLS,
    HONEST_ROWS,
    PARTS,
    ROOT_LINKS,
    SHEET,
    TYPE,
    WORKBOOK,
    links_xml,
    sheet_xml,
    workbook,
)
from tests.xlsx.hostile_xml import DAMAGED, STRANGER, UNSAFE, with_part


def hostile_links() -> Iterator[Hostile]:
    """Every file of this family."""
    yield from _links()
    yield from _honest()


def _links() -> Iterator[Hostile]:
    def books(links: str) -> Callable[[], bytes]:
        return with_part("xl/_rels/workbook.xml.rels", links)

    rest = (("rId2", "sharedStrings", "sharedStrings.xml"), ("rId3", "styles", "styles.xml"))
    for target in (
        "worksheets/nothing.xml",
        "../../../../etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1:9/sheet.xml",
        "",
        "%2e%2e/%2e%2e/etc/passwd",
        "styles.xml",
        "workbook.xml",
        "worksheets/sheet1.xml#/../styles.xml",
    ):
        expected = () if "#" in target else (DAMAGED, STRANGER, UNSAFE)
        make = books(links_xml(("rId1", "worksheet", target), *rest))
        name = f"a sheet linked to {target!r}"
        yield (
            refused(name, make, *expected)
            if expected
            else either(name, make, HONEST_CELLS, DAMAGED, UNSAFE)
        )
    yield refused(
        "a sheet outside the file",
        books(
            BOOK_LINKS.replace(
                'Target="worksheets/sheet1.xml"',
                'Target="worksheets/sheet1.xml" TargetMode="External"',
            )
        ),
        DAMAGED,
        UNSAFE,
        STRANGER,
    )
    yield refused(
        "two links of one id",
        books(links_xml(("rId1", "worksheet", "worksheets/sheet1.xml"),
                        ("rId1", "worksheet", "styles.xml"), *rest)),
        DAMAGED, UNSAFE,
    )  # fmt: skip
    yield either("a sheet whose link is missing", books(links_xml(*rest)), {}, DAMAGED, STRANGER)
    yield refused(
        "a workbook linked to itself by the root",
        with_part("_rels/.rels", ROOT_LINKS.replace("xl/workbook.xml", "_rels/.rels")),
        DAMAGED,
        STRANGER,
    )
    yield refused(
        "a workbook outside the file",
        with_part("_rels/.rels", ROOT_LINKS.replace("xl/workbook.xml", "http://127.0.0.1:9/w.xml")),
        DAMAGED,
        STRANGER,
        UNSAFE,
    )
    yield either(
        "a workbook without sheets",
        with_part(
            "xl/workbook.xml", WORKBOOK.replace('<sheet name="Plan" sheetId="1" r:id="rId1"/>', "")
        ),
        {},
        DAMAGED,
        STRANGER,
    )
    twice = WORKBOOK.replace("</sheets>", '<sheet name="PLAN" sheetId="2" r:id="rId1"/></sheets>')
    yield either("two sheets of one name and one part", with_part("xl/workbook.xml", twice),
                 HONEST_CELLS, DAMAGED, UNSAFE)  # fmt: skip
    yield either(
        "a macro sheet in the place of the sheet",
        books(BOOK_LINKS.replace('/worksheet"', '/xlMacrosheet"')),
        {},
        DAMAGED,
        STRANGER,
    )
    yield refused(
        "shared strings that are a sheet",
        books(BOOK_LINKS.replace('Target="sharedStrings.xml"', 'Target="worksheets/sheet1.xml"')),
        DAMAGED,
        "bad cells",
    )


STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def _strict(text: str) -> str:
    for usual, strict in STRICT.items():
        text = text.replace(usual, strict)
    return text


def _prefixed() -> bytes:
    text = PARTS[SHEET]
    for tag in ("worksheet", "sheetData", "row", "c", "v", "f", "is", "t"):
        for old, new in ((f"<{tag} ", f"<x:{tag} "), (f"<{tag}>", f"<x:{tag}>"),
                         (f"</{tag}>", f"</x:{tag}>")):  # fmt: skip
            text = text.replace(old, new)
    return workbook({SHEET: text.replace('xmlns="', 'xmlns:x="')})


def _honest() -> Iterator[Hostile]:
    yield reads("strict Open XML", lambda: workbook({k: _strict(v) for k, v in PARTS.items()}),
                HONEST_CELLS)  # fmt: skip
    yield reads("every element prefixed", _prefixed, HONEST_CELLS)
    yield reads(
        "absolute targets",
        with_part("xl/_rels/workbook.xml.rels", BOOK_LINKS.replace('Target="', 'Target="/xl/')),
        HONEST_CELLS,
    )
    yield reads(
        "text in CDATA",
        with_part(SHEET, PARTS[SHEET].replace(">two<", "><![CDATA[two]]><")),
        HONEST_CELLS,
    )
    yield reads(
        "comments between cells",
        with_part(SHEET, PARTS[SHEET].replace("<c ", "<!-- <c r='Z9'/> --><c ")),
        HONEST_CELLS,
        absent=("Z9",),
    )
    yield reads(
        "single quotes and odd spaces",
        with_part(SHEET, PARTS[SHEET].replace('r="A1" t="s"', "\n r = 'A1'\t t  =\n's' ")),
        HONEST_CELLS,
    )
    fake = '<x:row xmlns:x="urn:other" r="1"><x:c r="B1"><x:v>666</x:v></x:c></x:row>'
    yield reads("cells of another namespace beside ours",
                with_part(SHEET, PARTS[SHEET].replace("</sheetData>", f"</sheetData>{fake}")),
                HONEST_CELLS)  # fmt: skip
    yield reads(
        "an extension list behind the cells",
        with_part(
            SHEET,
            sheet_xml(
                HONEST_ROWS,
                after='<extLst><ext uri="{1}"><row><c r="A1"><v>9</v></c></row></ext></extLst>',
            ),
        ),
        HONEST_CELLS,
    )
    yield reads(
        "content types that call it a template",
        with_part(
            "[Content_Types].xml",
            CONTENT_TYPES.replace(f"{TYPE}.sheet.main", f"{TYPE}.template.main"),
        ),
        HONEST_CELLS,
    )

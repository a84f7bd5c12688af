"""Workbooks of writers that do things their own way: the same cells are read, and changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from tests.xlsx.books import MAIN, PACKAGE, RELATIONS, members, package, parts, sheet
from toolkit.errors import FileRefused
from toolkit.xlsx import SetCell, change_book, compare_cells, open_book

Parts = dict[str, str | bytes]
SHEET, STRINGS, BOOK = "xl/worksheets/s1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
LINKS, TYPES, STYLES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml"
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>46023</v></c></row>'
)
READ = {(1, 1): "one", (1, 2): 5, (2, 1): "Zürich", (2, 2): date(2026, 1, 1)}


def usual(rows: str = ROWS) -> Parts:
    return parts({"Plan": sheet(rows)}, strings="<si><t>one</t></si><si><t>Zürich</t></si>")


def replaced(*changes: tuple[str, str, str]) -> Parts:
    """The usual workbook with texts replaced in its parts."""
    found = usual()
    for name, old, new in changes:
        text = str(found[name])
        assert old in text
        found[name] = text.replace(old, new)
    return found


def renamed(rename: Callable[[str], str]) -> Parts:
    """The usual workbook with its members called otherwise."""
    return {rename(name): content for name, content in usual().items()}


def encoded(name: str, codec: str, *, mark: bytes = b"", rows: str = ROWS) -> Parts:
    """The usual workbook with one part in another encoding."""
    found = usual(rows)
    bare = re.sub(r"^<\?xml[^>]*\?>\s*", "", str(found[name]))
    found[name] = mark + f'<?xml version="1.0" encoding="{codec}"?>{bare}'.encode(codec)
    return found


def prefixed(name: str) -> Parts:
    """The usual workbook with a prefix before every element of one part."""
    found = usual()
    text = re.sub(r"<(/?)(\w)", r"<\1x:\2", re.sub(r"<\?xml[^>]*\?>", "", str(found[name])))
    found[name] = text.replace("xmlns=", "xmlns:x=")
    return found


def at_the_root() -> Parts:
    """The usual workbook without its folder."""
    found = {name.replace("xl/", ""): str(content) for name, content in usual().items()}
    found["_rels/.rels"] = found["_rels/.rels"].replace("xl/workbook", "workbook")
    found[TYPES] = found[TYPES].replace("/xl/", "/")
    return dict(found)


def unlisted() -> Parts:
    """The usual workbook whose list of types names the workbook alone."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{BOOK}" ContentType="{kind}"/></Types>'
    )
    return {**usual(), TYPES: types}


ODD: dict[str, Callable[[], Parts]] = {
    "members in capitals": lambda: renamed(lambda n: n if n == TYPES else n.upper()),
    "members with backslashes": lambda: renamed(lambda n: n.replace("/", "\\")),
    "members with a leading slash": lambda: renamed(lambda n: "/" + n),
    "targets with a leading dot": lambda: replaced((LINKS, 'Target="', 'Target="./')),
    "targets from the parent": lambda: replaced((LINKS, 'Target="', 'Target="../xl/')),
    "targets with backslashes": lambda: replaced((LINKS, "worksheets/", "worksheets\\")),
    "a target with an escaped blank": lambda: {
        name.replace("s1", "my sheet"): content
        for name, content in replaced(
            (LINKS, "s1.xml", "my%20sheet.xml"), (TYPES, "s1.xml", "my%20sheet.xml")
        ).items()
    },
    "no folder": at_the_root,
    "no types of sheets": unlisted,
    "another prefix of relations": lambda: {
        **usual(),
        BOOK: f'<workbook xmlns="{MAIN}"><sheets><sheet name="Plan" sheetId="1" d3p1:id="rId1" '
        f'xmlns:d3p1="{RELATIONS}"/></sheets></workbook>',
    },
    "prefixed texts": lambda: prefixed(STRINGS),
    "prefixed formats": lambda: prefixed(STYLES),
    "texts in Latin-1": lambda: encoded(STRINGS, "iso-8859-1"),
    "texts in UTF-16": lambda: encoded(STRINGS, "utf-16"),
    "a sheet in windows-1252": lambda: encoded(SHEET, "windows-1252"),
    "a sheet with a mark": lambda: encoded(SHEET, "utf-8", mark=b"\xef\xbb\xbf"),
    "an extension in a cell": lambda: replaced(
        (SHEET, "<v>5</v></c>", '<v>5</v><extLst><ext uri="{0}"/></extLst></c>')
    ),
    "blanks around numbers": lambda: replaced((SHEET, "<v>5</v>", "<v>\n 5 </v>")),
    "attributes in another order": lambda: replaced(
        (SHEET, '<c r="A1" t="s">', '<c t="s" r="A1">')
    ),
    "a style that is not there": lambda: replaced((SHEET, '<c r="B1">', '<c s="77" r="B1">')),
    "single quotes": lambda: {**usual(), SHEET: sheet(ROWS.replace('"', "'"))},
    "a bracket too many": lambda: usual(ROWS.replace("</row>", "</row>>")),
    "rows begun anew for each cell": lambda: usual(
        ROWS.replace('</c><c r="B1"', '</c></row><row r="1"><c r="B1"')
    ),
}


def values(data: bytes, name: str = "Plan") -> dict[tuple[int, int], object]:
    return {at: cell.value for at, cell in open_book(data).read(name).cells.items()}


@pytest.mark.parametrize("odd", ODD)
def test_the_usual_cells_are_read(odd: str) -> None:
    assert values(package(ODD[odd]())) == READ


@pytest.mark.parametrize("odd", sorted(ODD.keys() - {"rows begun anew for each cell"}))
def test_a_cell_changes_and_every_other_part_stays(odd: str) -> None:
    before = package(ODD[odd]())
    changed = change_book(before, [SetCell("Plan", 1, 1, "new"), SetCell("Plan", 3, 4, 0.5)])
    assert values(changed.data) == {**READ, (1, 1): "new", (3, 4): 0.5}
    old, new = members(before), members(changed.data)
    assert list(new) == list(old)
    assert {name for name in old if old[name] != new[name]} == set(changed.parts_changed)
    assert len(changed.parts_changed) == 1


def test_a_change_in_a_row_begun_anew_is_noticed() -> None:
    pieces = ROWS.replace('</c><c r="B1"', '</c></row><row r="1"><c r="B1"')
    before, after = package(usual(pieces)), package(usual(pieces.replace("<v>5<", "<v>6<")))
    (difference,) = compare_cells(before, after)["Plan"]
    assert (difference.row, difference.column) == (1, 2)


def test_a_long_sheet_of_two_bytes_a_letter_is_not_taken_for_a_deep_one() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 301))
    data = package(encoded(SHEET, "utf-16", rows=rows))
    assert values(data) == {(n, 1): n for n in range(1, 301)}
    changed = change_book(data, [SetCell("Plan", 300, 1, "last")])
    assert values(changed.data)[300, 1] == "last"


@pytest.mark.parametrize("between", ["text", "&amp;", "]]>", "<b/>", "<c r='A9'/>", "</row>"])
def test_anything_else_between_rows_is_refused(between: str) -> None:
    with pytest.raises(FileRefused):
        values(package(usual(ROWS.replace("</row>", "</row>" + between, 1))))


def test_a_cell_in_two_pieces_of_a_row_is_refused() -> None:
    twice = ROWS + '<row r="1"><c r="B1"><v>6</v></c></row>'
    with pytest.raises(FileRefused) as refusal:
        values(package(usual(twice)))
    assert refusal.value.code == "duplicate-cell"


@pytest.mark.parametrize("padding", [b"\r\n", b"\0" * 512, b"  \n"])
def test_padding_behind_the_end_of_a_file_is_kept(padding: bytes) -> None:
    before = package(usual()) + padding
    after = change_book(before, [SetCell("Plan", 1, 2, 6)]).data
    assert values(after) == {**READ, (1, 2): 6}
    assert after.endswith(padding)


def test_anything_else_behind_the_end_of_a_file_is_refused() -> None:
    with pytest.raises(FileRefused) as refusal:
        open_book(package(usual()) + b"\nPK")
    assert refusal.value.code == "odd-zip"


@pytest.mark.parametrize("empty", ["<row/>", "<row />", '<row ht="15"/>', "<row></row>"])
def test_cells_keep_their_places_around_a_thousand_empty_rows(empty: str) -> None:
    one = "<row><c><v>{}</v></c></row>"
    hidden = '<row hidden="1"/>'
    data = package(usual(one.format(1) + empty * 1000 + hidden + empty * 2000 + one.format(2)))
    assert values(data) == {(1, 1): 1, (3003, 1): 2}
    assert open_book(data).read("Plan").hidden_rows == {1002}
    changed = change_book(data, [SetCell("Plan", 700, 1, "a"), SetCell("Plan", 3004, 1, "b")])
    assert values(changed.data) == {(1, 1): 1, (700, 1): "a", (3003, 1): 2, (3004, 1): "b"}

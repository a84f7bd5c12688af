"""Workbooks whose XML is a trap: entities, depth, floods, foreign encodings, broken links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tests.xlsx.hostile_case import Hostile, Plain, either, reads, refused
from tests.xlsx.hostile_package import (
    BOOK_LINKS,
    CONTENT_TYPES,
    DECLARATION,
    HONEST_CELLS,
    HONEST_ROWS,
    LINKS,
    MAIN,
    PARTS,
    SHEET,
    WORKBOOK,
    links_xml,
    sheet_xml,
    strings_xml,
    workbook,
)

DAMAGED, UNSAFE, TOO_BIG, STRANGER = "damaged", "unsafe", "too big", "not a workbook"
ODD = "encoding"
READ_PARTS = ("xl/workbook.xml", SHEET, "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
ENTITIES = {
    "billion laughs": (LAUGHS, "&l9;"),
    "quadratic blow-up": (f'<!ENTITY a "{"A" * 50_000}">', "&a;" * 5_000),
    "an outside file": ('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
    "an outside address": ('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">', "&x;"),
    "a parameter entity": ('<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;', ""),
    "a harmless entity": ('<!ENTITY x "one">', "&x;"),
    "an entity that names itself": ('<!ENTITY x "&x;">', "&x;"),
}


def hostile_xml() -> Iterator[Hostile]:
    """Every file of this family."""
    yield from _entities()
    yield from _floods()
    yield from _encodings()
    yield from _broken()


def with_part(name: str, content: str | bytes) -> Callable[[], bytes]:
    return lambda: workbook({name: content})


def _with_doctype(part: str, declared: str) -> str:
    head, body = PARTS[part].split("?>\n", 1)
    return f"{head}?>\n<!DOCTYPE root [{declared}]>{body}"


def _entities() -> Iterator[Hostile]:
    for name, (declared, used) in ENTITIES.items():
        strings = _with_doctype("xl/sharedStrings.xml", declared).replace(">one<", f">{used}one<")
        yield refused(f"{name} in the strings", with_part("xl/sharedStrings.xml", strings), UNSAFE)
        sheet = _with_doctype(SHEET, declared).replace(">two<", f">{used}two<")
        yield refused(f"{name} in the sheet", with_part(SHEET, sheet), UNSAFE)
    for part in (*READ_PARTS, "[Content_Types].xml", "_rels/.rels", "xl/styles.xml"):
        yield refused(
            f"a bare DOCTYPE in {part}",
            with_part(part, PARTS[part].replace("?>\n", "?>\n<!DOCTYPE root>", 1)),
            UNSAFE,
        )
    yield refused(
        "a DOCTYPE from outside in the sheet",
        with_part(
            SHEET, PARTS[SHEET].replace("?>\n", '?>\n<!DOCTYPE w SYSTEM "http://127.0.0.1/">')
        ),
        UNSAFE,
    )
    for pad in (9_000, 2_000_000):
        hidden = f"<!-- <worksheet> {'p' * pad} --><!DOCTYPE x [<!ENTITY e '666'>]>"
        body = PARTS[SHEET].split("?>\n", 1)[1].replace("<v>5<", "<v>&e;<")
        yield refused(
            f"a DOCTYPE behind a comment of {pad:,} letters",
            with_part(SHEET, DECLARATION + hidden + body + f"<!-- {'q' * 2_000_000} -->"),
            UNSAFE,
            DAMAGED,
        )
    yield refused(
        "an entity nobody declared",
        with_part(SHEET, PARTS[SHEET].replace(">two<", ">&nobody;<")),
        DAMAGED,
        UNSAFE,
    )
    yield either(
        "a DOCTYPE in a part nobody reads",
        with_part("docProps/custom.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
        HONEST_CELLS,
        UNSAFE,
    )


def _floods() -> Iterator[Hostile]:
    deep = "<a>" * 200_000 + "</a>" * 200_000
    yield refused(
        "200,000 elements deep in the sheet", with_part(SHEET, sheet_xml(deep)), TOO_BIG, DAMAGED
    )
    yield refused(
        "200,000 elements deep in a string",
        with_part("xl/sharedStrings.xml", strings_xml(deep)),
        TOO_BIG,
    )
    yield refused(
        "200,000 elements deep in the workbook",
        with_part("xl/workbook.xml", WORKBOOK.replace("</workbook>", f"{deep}</workbook>")),
        TOO_BIG,
    )
    yield refused(
        "200,000 elements deep in the links",
        with_part("xl/_rels/workbook.xml.rels", links_xml(more=deep)),
        TOO_BIG,
        DAMAGED,
    )
    many = " ".join(f'a{n}="1"' for n in range(100_000))
    cells = dict(HONEST_CELLS)
    flooded = HONEST_ROWS.replace('<row r="1">', f'<row r="1" {many}>')
    yield either(
        "100,000 attributes on a row", with_part(SHEET, sheet_xml(flooded)), cells, TOO_BIG
    )
    spaces = " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(30_000))
    yield either(
        "30,000 namespaces on the sheet",
        with_part(SHEET, sheet_xml(HONEST_ROWS, attributes=" " + spaces)),
        cells,
        TOO_BIG,
    )
    long_value = HONEST_ROWS.replace('<row r="1">', f'<row r="1" spans="{"1" * 5_000_000}">')
    yield either(
        "an attribute of 5 MB", with_part(SHEET, sheet_xml(long_value)), cells, TOO_BIG, DAMAGED
    )
    yield either(
        "an element name of 1 MB",
        with_part(SHEET, sheet_xml(HONEST_ROWS, after=f"<{'e' * 1_000_000}/>")),
        cells,
        TOO_BIG,
        DAMAGED,
    )
    yield either(
        "a comment of 10 MB",
        with_part(SHEET, sheet_xml(f"<!--{'c' * 10_000_000}-->" + HONEST_ROWS)),
        cells,
        TOO_BIG,
    )
    yield either(
        "300,000 processing instructions",
        with_part(SHEET, sheet_xml("<?p q?>" * 300_000 + HONEST_ROWS)),
        cells,
        TOO_BIG,
    )
    yield either(
        "200,000 relationships",
        with_part("xl/_rels/workbook.xml.rels", _many_links(200_000)),
        cells,
        TOO_BIG,
    )
    yield either("20,000 sheets named, one there", _many_sheets, cells, TOO_BIG, DAMAGED)
    yield either(
        "100,000 content types",
        with_part(
            "[Content_Types].xml",
            CONTENT_TYPES.replace(
                "</Types>",
                "".join(f'<Default Extension="x{n}" ContentType="a/b"/>' for n in range(100_000))
                + "</Types>",
            ),
        ),
        cells,
        TOO_BIG,
    )


def _many_links(count: int) -> str:
    more = "".join(
        f'<Relationship Id="m{n}" Type="{LINKS}/image" Target="media/{n}.png"/>'
        for n in range(count)
    )
    return BOOK_LINKS.replace("</Relationships>", f"{more}</Relationships>")


def _many_sheets() -> bytes:
    more = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(2, 20_000))
    return workbook({"xl/workbook.xml": WORKBOOK.replace("</sheets>", f"{more}</sheets>")})


def _encodings() -> Iterator[Hostile]:
    text = PARTS[SHEET]
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        yield reads(
            f"a whole workbook in {encoding}",
            lambda encoding=encoding: workbook(
                {
                    name: content.replace("UTF-8", "UTF-16").encode(encoding)
                    for name, content in PARTS.items()
                }
            ),
            HONEST_CELLS,
        )
    for encoding in ("ISO-8859-1", "windows-1252"):
        yield reads(
            f"a sheet in {encoding}",
            with_part(
                SHEET, text.replace("UTF-8", encoding).replace("two", "für").encode("latin1")
            ),
            {**HONEST_CELLS, "A2": "für"},
        )
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield either(
            f"a sheet in {encoding}",
            with_part(SHEET, text.replace("UTF-8", "UTF-16").encode(encoding)),
            HONEST_CELLS,
            ODD,
            DAMAGED,
        )
    yield either(
        "strings in UTF-16",
        with_part("xl/sharedStrings.xml", PARTS["xl/sharedStrings.xml"].encode("utf-16")),
        HONEST_CELLS,
        ODD,
        DAMAGED,
    )
    for claimed in ("UTF-7", "ISO-8859-1", "EBCDIC-CP-US", "utf-16", "no-such-thing", "A" * 5_000):
        yield either(
            f"a sheet that says it is {claimed[:20]}",
            with_part(SHEET, text.replace("UTF-8", claimed)),
            HONEST_CELLS,
            ODD,
            DAMAGED,
        )
    for name, found in {
        "a byte that is not UTF-8": b"\xff",
        "an overlong slash": b"\xc0\xaf",
        "a surrogate in raw bytes": b"\xed\xa0\xbd",
        "a NUL": b"\0",
        "a control character": b"\x01",
        "U+FFFF": "\uffff".encode(),
        "a byte above the last code point": b"\xf4\x90\x80\x80",
    }.items():
        yield refused(
            f"{name} in a cell",
            with_part(SHEET, text.encode().replace(b">two<", b">" + found + b"<")),
            DAMAGED,
            ODD,
        )
    for name, found in {
        "a surrogate by number": "&#xD83D;",
        "a NUL by number": "&#0;",
        "a character beyond Unicode": "&#x110000;",
        "a number of a thousand digits": f"&#{'9' * 1000};",
    }.items():
        yield refused(
            f"{name} in a cell", with_part(SHEET, text.replace(">two<", f">{found}<")), DAMAGED, ODD
        )
    for place in ("A1", "A2"):
        lone = "_xD83D_"
        changed = (
            {"xl/sharedStrings.xml": strings_xml(f"<t>{lone}</t>")}
            if place == "A1"
            else {SHEET: text.replace(">two<", f">{lone}<")}
        )
        yield reads(
            f"a lone surrogate by escape in {place}",
            lambda changed=changed: workbook(changed),
            {**HONEST_CELLS, place: "\ufffd"},
        )
    yield reads(
        "a byte-order mark",
        with_part(SHEET, b"\xef\xbb\xbf" + text.encode()),
        HONEST_CELLS,
    )


def _refused_unread(
    name: str, make: Callable[[], bytes], _: Mapping[str, Plain], *families: str
) -> Hostile:
    return refused(name, make, *families)


def _broken() -> Iterator[Hostile]:
    for part in READ_PARTS:
        whole = PARTS[part]
        missing = either if part.endswith(".rels") else _refused_unread
        yield missing(f"{part} missing", with_part(part, ""), {}, DAMAGED, STRANGER)
        yield refused(
            f"{part} cut in the middle", with_part(part, whole[: len(whole) // 2]), DAMAGED
        )
        yield refused(f"{part} full of noise", with_part(part, b"\x80noise" * 50), DAMAGED, ODD)
        yield refused(f"{part} blank", with_part(part, " "), DAMAGED, STRANGER)
        yield refused(f"{part} with an end too many", with_part(part, whole + "</x>"), DAMAGED)
        yield refused(
            f"{part} with an element left open",
            with_part(part, whole.rsplit("</", 1)[0]),
            DAMAGED,
        )
    yield either(
        "no content types", with_part("[Content_Types].xml", ""), HONEST_CELLS, DAMAGED, STRANGER
    )
    yield either("no styles", with_part("xl/styles.xml", ""), HONEST_CELLS, DAMAGED)
    yield refused("no root links", with_part("_rels/.rels", ""), DAMAGED, STRANGER)
    yield refused(
        "the same attribute twice",
        with_part(SHEET, PARTS[SHEET].replace('r="A1"', 'r="A1" r="B9"')),
        DAMAGED,
    )
    yield refused(
        "a prefix nobody declared",
        with_part(SHEET, PARTS[SHEET].replace("<sheetData>", "<q:sheetData>")),
        DAMAGED,
    )
    yield refused(
        "a sheet that is a chart sheet's XML",
        with_part(SHEET, f'<chartsheet xmlns="{MAIN}"/>'),
        DAMAGED,
        STRANGER,
    )
    yield either(
        "a sheet without cells' home",
        with_part(SHEET, f'{DECLARATION}<worksheet xmlns="{MAIN}"/>'),
        {},
        DAMAGED,
    )
    yield refused(
        "a sheet in a namespace of its own",
        with_part(SHEET, PARTS[SHEET].replace(MAIN, "urn:mine")),
        DAMAGED,
        STRANGER,
    )
    yield refused(
        "two homes for cells",
        with_part(SHEET, PARTS[SHEET].replace("</sheetData>", "</sheetData><sheetData/>")),
        DAMAGED,
        "bad cells",
    )

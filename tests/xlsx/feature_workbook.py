"""A workbook its people have made their own: everything a careless save would lose is in it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime

import xlsxwriter

MS = "http://schemas.microsoft.com/office"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
HEADINGS = ("Ref", "Action", "Status", "Progress", "My column")
ROWS = (
    ("1.1", "Write the volunteer handbook", "Done", 1.0, "mine"),
    ("1.2", "Open the second depot", "On track", 0.4, "also mine"),
    ("1.3", "Ask the council for the lease", "Delayed", 0.2, "note to self"),
    ("2.1", "Train twelve drivers", "Not started", 0.0, ""),
)
SHEET, TABLE = "Actions", "Actions"


def feature_workbook() -> bytes:
    """The workbook as bytes, the same on every call."""
    plain = io.BytesIO()
    book = xlsxwriter.Workbook(plain, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})
    _actions(book)
    _own_sheet(book)
    book.close()
    return _with_newer_features(plain.getvalue())


def _actions(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet(SHEET)
    percent = book.add_format({"num_format": "0%"})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.set_column("A:E", 16)
    sheet.add_table(
        2,
        0,
        2 + len(ROWS),
        len(HEADINGS) - 1,
        {
            "name": TABLE,
            "columns": [
                {"header": name, "format": percent} if name == "Progress" else {"header": name}
                for name in HEADINGS
            ],
            "data": [list(row) for row in ROWS],
        },
    )
    sheet.write("A1", "Our actions")
    sheet.write_formula("D1", "=AVERAGE(D4:D7)", percent, 0.4)
    sheet.data_validation("C4:C7", {"validate": "list", "source": ["Done", "On track", "Delayed"]})
    bar = {"type": "data_bar", "data_bar_2010": True, "bar_color": "#2E75B6"}
    sheet.conditional_format("D4:D7", bar)
    sheet.add_sparkline("G1", {"range": f"{SHEET}!D4:D7", "type": "column"})
    sheet.insert_textbox("G3", "Ask Ama before changing dates", {"width": 220, "height": 60})
    sheet.insert_image("G8", "flag.png", {"image_data": io.BytesIO(_flag())})
    sheet.insert_button("G12", {"caption": "Sort my rows", "width": 110, "height": 30})
    sheet.write_comment("B5", "Which depot?", {"author": "Ben"})
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"categories": "='Phone list'!$A$8:$A$9", "values": "='Phone list'!$B$8:$B$9"})
    chart.set_title({"name": "My own chart"})
    sheet.insert_chart("G15", chart, {"x_scale": 0.8, "y_scale": 0.8})


def _own_sheet(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Phone list")
    sheet.fit_to_pages(1, 1)
    bold = book.add_format({"bold": True, "font_color": "#C00000"})
    sheet.write_row("A1", ("Name", "Phone"), bold)
    sheet.write_row("A2", ("Ama", "555 0101"))
    sheet.write_rich_string("A3", "B", bold, "en", " (driver)")
    sheet.write_formula("B5", f"=COUNTA({SHEET}!B4:B7)", None, 4)
    sheet.write_column("A8", ["Calls in May", "Calls in June"])
    sheet.write_column("B8", [31, 45])
    sheet.insert_textbox("D2", "Do not print", {"fill": {"color": "#FFF2CC"}})


def _flag() -> bytes:
    """A PNG of two colours, 60 pixels by 40."""
    line = b"\0" + b"\x1f\x77\xb4" * 30 + b"\xff\x7f\x0e" * 30

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", 60, 40, 8, 2, 0, 0, 0)
    pixels = zlib.compress(line * 40)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


PERSON = "{1A2B3C4D-0000-4000-8000-000000000001}"
NEWER_PARTS = {
    "xl/persons/person.xml": (
        f'{DECLARATION}<personList xmlns="{MS}/spreadsheetml/2018/threadedcomments">'
        f'<person displayName="Ama" id="{PERSON}" userId="ama@example.org" providerId="None"/>'
        "</personList>"
    ),
    "xl/threadedComments/threadedComment1.xml": (
        f'{DECLARATION}<ThreadedComments xmlns="{MS}/spreadsheetml/2018/threadedcomments">'
        f'<threadedComment ref="B5" dT="2026-03-01T10:00:00.00" personId="{PERSON}" '
        'id="{1A2B3C4D-0000-4000-8000-000000000002}"><text>Which depot?</text></threadedComment>'
        f'<threadedComment ref="B5" dT="2026-03-02T10:00:00.00" personId="{PERSON}" '
        'id="{1A2B3C4D-0000-4000-8000-000000000003}" '
        'parentId="{1A2B3C4D-0000-4000-8000-000000000002}"><text>The north one.</text>'
        "</threadedComment></ThreadedComments>"
    ),
    "xl/slicerCaches/slicerCache1.xml": (
        f'{DECLARATION}<slicerCacheDefinition xmlns="{MS}/spreadsheetml/2009/9/main" '
        'name="Slicer_Status" sourceName="Status"><extLst>'
        f'<x:ext xmlns:x="{MAIN}" xmlns:x15="{MS}/spreadsheetml/2010/11/main" '
        'uri="{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}">'
        '<x15:tableSlicerCache tableId="1" column="3"/></x:ext></extLst></slicerCacheDefinition>'
    ),
    "xl/slicers/slicer1.xml": (
        f'{DECLARATION}<slicers xmlns="{MS}/spreadsheetml/2009/9/main">'
        '<slicer name="Status" cache="Slicer_Status" caption="Status" rowHeight="241300"/>'
        "</slicers>"
    ),
}
CONTENT_TYPES = {
    "xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
    "xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
    "xl/slicerCaches/slicerCache1.xml": "application/vnd.ms-excel.slicerCache+xml",
    "xl/slicers/slicer1.xml": "application/vnd.ms-excel.slicer+xml",
}
BOOK_LINKS = (
    f'<Relationship Id="rId101" Type="{MS}/2017/10/relationships/person" '
    'Target="persons/person.xml"/>'
    f'<Relationship Id="rId102" Type="{MS}/2007/relationships/slicerCache" '
    'Target="slicerCaches/slicerCache1.xml"/>'
)
SHEET_LINKS = (
    f'<Relationship Id="rId101" Type="{MS}/2017/10/relationships/threadedComment" '
    'Target="../threadedComments/threadedComment1.xml"/>'
    f'<Relationship Id="rId102" Type="{MS}/2007/relationships/slicer" '
    'Target="../slicers/slicer1.xml"/>'
)
BOOK_EXTENSIONS = (
    f'<extLst><ext uri="{{46BE6895-7355-4a93-B00E-2C351335B9C9}}" '
    f'xmlns:x15="{MS}/spreadsheetml/2010/11/main"><x15:slicerCaches '
    f'xmlns:x14="{MS}/spreadsheetml/2009/9/main"><x14:slicerCache r:id="rId102"/>'
    "</x15:slicerCaches></ext></extLst>"
)
SHEET_EXTENSIONS = (
    f'<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" '
    f'xmlns:x14="{MS}/spreadsheetml/2009/9/main" xmlns:xm="{MS}/excel/2006/main">'
    '<x14:dataValidations count="1"><x14:dataValidation type="list" allowBlank="1">'
    "<x14:formula1><xm:f>'Phone list'!$A$2:$A$3</xm:f></x14:formula1>"
    "<xm:sqref>E4:E7</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    f'<ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" '
    f'xmlns:x14="{MS}/spreadsheetml/2009/9/main"><x14:slicerList>'
    '<x14:slicer r:id="rId102"/></x14:slicerList></ext>'
)
COLOUR_FILTER = '<filterColumn colId="2"><colorFilter dxfId="1"/></filterColumn></autoFilter>'
COLOUR = '<dxf><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf></dxfs>'


def _with_newer_features(data: bytes) -> bytes:
    """Threaded comments, a slicer, a colour filter and an x14 drop-down, in parts of their own."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, content in NEWER_PARTS.items():
        parts[name] = content.encode()
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in CONTENT_TYPES.items()
    )
    sheet, table = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"
    _into(parts, "[Content_Types].xml", "</Types>", f"{overrides}</Types>")
    end = "</Relationships>"
    _into(parts, "xl/_rels/workbook.xml.rels", end, BOOK_LINKS + end)
    _into(parts, "xl/worksheets/_rels/sheet1.xml.rels", end, SHEET_LINKS + end)
    _into(parts, "xl/workbook.xml", "</workbook>", f"{BOOK_EXTENSIONS}</workbook>")
    _into(parts, sheet, "</extLst></worksheet>", f"{SHEET_EXTENSIONS}</extLst></worksheet>")
    _into(parts, table, '<autoFilter ref="A3:E7"/>', f'<autoFilter ref="A3:E7">{COLOUR_FILTER}')
    _into(parts, "xl/styles.xml", '<dxfs count="1">', '<dxfs count="2">')
    _into(parts, "xl/styles.xml", "</dxfs>", COLOUR)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, 8)
    return made.getvalue()


def _into(parts: dict[str, bytes], name: str, old: str, new: str) -> None:
    assert parts[name].count(old.encode()) == 1, (name, old, parts[name][-300:])
    parts[name] = parts[name].replace(old.encode(), new.encode())

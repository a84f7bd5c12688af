"""Small workbooks to test with, written by hand or by XlsxWriter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/>'
    '<xf numFmtId="20"/><xf numFmtId="0" quotePrefix="1"/></cellXfs></styleSheet>'
)
DATE, PERCENT, CLOCK, QUOTED = 1, 2, 3, 4


def sheet(rows: str, *, before: str = "", after: str = "", space: str = MAIN) -> str:
    """A worksheet part around its rows."""
    return (
        f'{DECLARATION}<worksheet xmlns="{space}" xmlns:r="{RELATIONS}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of the parts, in order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _types(sheets: int, *, strings: bool) -> str:
    kinds = {"workbook": "sheet.main", "styles": "styles"}
    kinds.update({f"worksheets/s{n}": "worksheet" for n in range(1, sheets + 1)})
    if strings:
        kinds["sharedStrings"] = "sharedStrings"
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.spreadsheetml.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>'
    )


def parts(
    sheets: Mapping[str, str],
    *,
    strings: str = "",
    styles: str = STYLES,
    properties: str = "",
    after_sheets: str = "",
) -> dict[str, str | bytes]:
    """The parts of a workbook with these worksheets by name."""
    tabs = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    links += f'<Relationship Id="rIdS" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    if strings:
        links += (
            f'<Relationship Id="rIdT" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        )
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(len(sheets), strings=bool(strings)),
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}'
        f"<sheets>{tabs}</sheets>{after_sheets}</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}'
        "</Relationships>",
        "xl/styles.xml": styles,
    }
    for n, xml in enumerate(sheets.values(), 1):
        found[f"xl/worksheets/s{n}.xml"] = xml
    if strings:
        found["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    return found


def book(rows: str, *, strings: str = "", properties: str = "", **frame: str) -> bytes:
    """A workbook with one worksheet, named Plan, around its rows."""
    return package(parts({"Plan": sheet(rows, **frame)}, strings=strings, properties=properties))


def members(data: bytes) -> dict[str, bytes]:
    """The unpacked members of a package, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str = "xl/worksheets/s1.xml") -> str:
    """One unpacked member as text."""
    return members(data)[name].decode()


def actions_book() -> bytes:
    """A table of three actions with rules on it, and a sheet of formulas about them."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        workbook.set_properties({"created": datetime(2026, 1, 1)})
        grid, total = workbook.add_worksheet("Grid"), workbook.add_worksheet("Totals")
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        share = workbook.add_format({"num_format": "0%", "bg_color": "#ffcc00"})
        grid.write("A1", "Actions of the year")
        columns = ["Id", "Status", "By When", "Share", "Twice"]
        grid.add_table(
            "A3:E6", {"name": "Actions", "columns": [{"header": name} for name in columns]}
        )
        for n, status in enumerate(("Open", "Done", "Open"), 4):
            grid.write(f"A{n}", f"a{n}")
            grid.write(f"B{n}", status)
            grid.write_datetime(f"C{n}", datetime(2026, 5, n), day)
            grid.write_number(f"D{n}", 0.5, share)
            grid.write_formula(f"E{n}", f"=D{n}*2", None, 1)
        grid.data_validation("B4:B6", {"validate": "list", "source": ["Open", "Done"]})
        grid.data_validation("A4:A6", {"validate": "list", "source": "=Totals!$A$1:$A$2"})
        done = {"type": "cell", "criteria": "==", "value": '"Done"', "format": share}
        grid.conditional_format("B4:B6", done)
        grid.conditional_format("D4:D6", {"type": "data_bar", "data_bar_2010": True})
        total.write_formula("A1", '=COUNTIF(Actions[Status],"Done")', None, 1)
        total.write_formula("A2", "=A1*100", None, 100)
        total.write_formula("A3", "=Grid!A1", None, "Actions of the year")
    return buffer.getvalue()

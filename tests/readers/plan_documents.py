"""Building blocks for test documents: Word through python-docx, workbooks through XlsxWriter."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def saved(document: Any) -> bytes:
    """A Word document's bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def table(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    """A table; lines become paragraphs; "^" merges with the cell above, "<" with the left."""
    made = document.add_table(len(rows), max(map(len, rows)))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text not in ("^", "<"):
                fill_cell(made.cell(at, column), text)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text == "<" and (column + 1 == len(row) or row[column + 1] != "<"):
                start = max(c for c in range(column) if row[c] != "<")
                made.cell(at, start).merge(made.cell(at, column))
    for column in range(len(rows[0])):
        merge_down(made, rows, column)
    return made


def merge_down(made: Any, rows: Sequence[Sequence[str]], column: int) -> None:
    at = 0
    while at < len(rows):
        stop = at
        while (
            stop + 1 < len(rows) and column < len(rows[stop + 1]) and rows[stop + 1][column] == "^"
        ):
            stop += 1
        if stop > at:
            first = made.cell(at, column)
            text = first.text
            joined = first.merge(made.cell(stop, column))
            for extra in joined.paragraphs[len(text.split("\n")) :]:
                extra._p.getparent().remove(extra._p)
        at = stop + 1


def fill_cell(cell: Any, text: str) -> None:
    """Write lines into a cell as paragraphs; "• " makes a bullet of Word's own."""
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        if line.startswith("• "):
            paragraph.style = "List Bullet"
            line = line[2:]
        paragraph.add_run(line)


def numbered_list(document: Any, levels: Sequence[tuple[str, str]]) -> int:
    """A multi-level automatic list: (format, text) a level; returns its number."""
    root = document.part.numbering_part.element
    key = 900 + len(root)
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    root.insert(
        0,
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{inner}</w:abstractNum>'),
    )
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>')
    )
    return key


def numbered(document: Any, key: int, level: int, text: str) -> None:
    """A paragraph of that list."""
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'
        )
    )


def insert_change(paragraph: Any, text: str) -> None:
    """Add words as a tracked insertion."""
    paragraph._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="1" w:author="A"><w:r><w:t>{text}</w:t></w:r></w:ins>'
        )
    )


def delete_change(paragraph: Any, text: str) -> None:
    """Add words as a tracked deletion."""
    paragraph._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="2" w:author="A"><w:r><w:delText>{text}</w:delText></w:r>'
            "</w:del>"
        )
    )


def text_box(paragraph: Any, *lines: str) -> None:
    """Hang a text box on a paragraph, with the fallback copy Word writes."""
    inner = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} "
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
            'xmlns:v="urn:schemas-microsoft-com:vml">'
            f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx>'
            f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


def shade(cell: Any, fill: str) -> None:
    """Colour a cell."""
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>')
    )


def new_document() -> Any:
    """An empty Word document."""
    return docx.Document()


def workbook(sheets: dict[str, Any]) -> bytes:
    """A workbook: sheet → function that writes into (sheet, book)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, write in sheets.items():
        write(book.add_worksheet(name), book)
    book.close()
    return out.getvalue()


def rows(values: Sequence[Sequence[Any]]) -> Any:
    """A writer of plain rows."""

    def write(sheet: Any, _: Any) -> None:
        for at, row in enumerate(values):
            for column, value in enumerate(row):
                if value not in ("", None):
                    sheet.write(at, column, value)

    return write

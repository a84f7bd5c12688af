"""Tables of the report as Word tables: a header row that repeats, rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from toolkit.report.blocks import Callout, KeyFigure, KeyFigures, Table, TableRow, Tone
from toolkit.report_formats.colours import BRAND, EDGE, LINE, SOFT, TONE, WASH
from toolkit.report_formats.columns import shares
from toolkit.report_formats.word_text import Links, line_runs, look, paragraph, run, xml_text

_SIDES = ("top", "left", "bottom", "right")


def table(block: Table, links: Links, width: int) -> str:
    """A table as wide as the text (``width`` in twentieths of a point)."""
    widths = whole(shares(block), width)
    head = row(
        (
            cell(
                paragraph(run(column.heading), "TableHeading", _right(column.number)),
                size,
                edges={"bottom": (12, "AAB4BF")},
            )
            for column, size in zip(block.columns, widths, strict=True)
        ),
        header=True,
    )
    numbers = [column.number for column in block.columns]
    rows = "".join(_row(found, numbers, widths, links) for found in block.rows)
    return framed(head + rows, widths, title=block.caption)


def _row(found: TableRow, numbers: Sequence[bool], widths: Sequence[int], links: Links) -> str:
    return row(
        cell(
            paragraph(line_runs(line, links, found.tone), "TableText", _right(number)),
            size,
            edges={"bottom": (4, LINE)},
        )
        for line, number, size in zip(found.cells, numbers, widths, strict=True)
    )


def key_figures(block: KeyFigures, links: Links, width: int) -> str:
    """Large figures side by side."""
    widths = whole((1 / len(block.figures),) * len(block.figures), width)
    cells = (
        cell(
            _figure(figure, links),
            size,
            ground=WASH,
            edges={"top": (18, EDGE.get(figure.tone, "9AA5B1")), "right": (36, "FFFFFF")},
        )
        for figure, size in zip(block.figures, widths, strict=True)
    )
    return framed(row(cells), widths, title="Key figures", words=block.words)


def _figure(figure: KeyFigure, links: Links) -> str:
    ink = TONE[Tone.BAD] if figure.tone is Tone.BAD else ""
    value = links.to_cell(figure.cell, run(figure.value, look(ink=ink)))
    small = look(ink=SOFT, size=18)
    of = links.to_cell(figure.of_cell, run(figure.of, small))
    of = run(" of ", small) + of if of else ""
    label = run(figure.label, look(ink=SOFT))
    return paragraph(value + of, "KeyFigure") + paragraph(label, "ChartText")


def callout(block: Callout, links: Links, width: int) -> str:
    """A boxed remark."""
    title = run(block.title, look(bold=True))
    inner = paragraph(f"{title}{run(' ')}{line_runs(block.line, links)}", "TableText")
    edge = EDGE.get(block.tone, BRAND)
    box = cell(inner, width, ground=WASH, edges={"left": (36, edge)})
    return framed(row((box,)), (width,), title=block.title)


def framed(rows: str, widths: Sequence[int], *, title: str, words: str = "") -> str:
    """A table around rows; ``title`` and ``words`` are what a screen reader says of it."""
    described = f'<w:tblDescription w:val="{xml_text(words)}"/>' if words else ""
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{xml_text(title)}"/>'
        f"{described}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def row(cells: Iterable[str], *, header: bool = False, height: int = 0) -> str:
    """A row that no sheet's end cuts in two."""
    high = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    head = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{high}{head}</w:trPr>{''.join(cells)}</w:tr>"


def cell(
    inner: str,
    width: int,
    *,
    span: int = 1,
    ground: str = "",
    edges: dict[str, tuple[int, str]] | None = None,
    tight: bool = False,
    middle: bool = False,
) -> str:
    """A cell around paragraphs.

    Args:
        width: in twentieths of a point.
        span: columns of the grid it covers.
        ground: its background.
        edges: side → thickness in eighths of a point, and colour.
        tight: no space inside.
        middle: its text stands halfway down.
    """
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    drawn = "".join(
        f'<w:{side} w:val="single" w:sz="{edges[side][0]}" w:space="0" w:color="{edges[side][1]}"/>'
        for side in _SIDES
        if edges and side in edges
    )
    lines = f"<w:tcBorders>{drawn}</w:tcBorders>" if drawn else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in _SIDES) if tight else ""
    space = f"<w:tcMar>{margins}</w:tcMar>" if margins else ""
    centred = '<w:vAlign w:val="center"/>' if middle else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{lines}{shade}{space}{centred}'
        f"</w:tcPr>{inner}</w:tc>"
    )


def whole(parts: Sequence[float], width: int) -> tuple[int, ...]:
    """Whole widths that add up exactly."""
    ends = [0]
    so_far = 0.0
    for part in parts:
        so_far += part
        ends.append(round(width * so_far))
    return tuple(after - before for before, after in pairwise(ends))


def _right(number: bool) -> str:
    return '<w:jc w:val="right"/>' if number else ""

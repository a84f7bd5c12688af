"""The report as Markdown: plain to read, and nothing typed in a cell becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from toolkit.report.address import cell_address, safe_link
from toolkit.report.blocks import (
    Block,
    Bullets,
    Callout,
    CellRef,
    Figure,
    Heading,
    KeyFigures,
    Line,
    Means,
    Paragraph,
    Piece,
    Quote,
    Report,
    Section,
    StackedBars,
    Table,
    Timeline,
    Tone,
)

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&$:@^=])")
_SPACES = re.compile(r"[^\S\n]+")


class MarkdownWriter(Struct, frozen=True):
    """Writes the report as Markdown (``ports.report_writer``)."""

    name: str = "md"
    suffix: str = ".md"

    def write(self, report: Report) -> bytes:
        """The whole report, UTF-8."""
        parts = [f"# {escaped(report.title)}", f"**{escaped(report.subtitle)}**"]
        parts += [escaped(fact) for fact in report.facts]
        for section in (*report.page_one, *report.sections):
            parts += _section(section)
        parts += ["---", escaped(report.footer)] if report.footer else []
        return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    """Text on one line in which no sign means anything to Markdown or HTML."""
    plain = _SPACES.sub(" ", " ".join(text.split()))
    return _MARKUP.sub(r"\\\1", plain)


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}"
    for block in section.blocks:
        yield "\n\n".join(_block(block))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {escaped(block.text)}"
        case Paragraph():
            yield _line(block.line)
        case Quote():
            yield from _quote(block)
        case Bullets():
            yield "\n".join(f"- {_line(item)}" for item in block.items)
        case Callout():
            yield f"> **{escaped(block.title)}** {_line(block.line)}"
        case KeyFigures():
            yield "\n".join(_figures(block))
        case Timeline():
            yield f"**{escaped(block.title)}:** {_linked(block.cell, escaped(block.finding))}"
        case StackedBars():
            yield f"**{escaped(block.title)}**"
            yield "\n".join(_bars(block))
        case Means():
            yield f"**{escaped(block.title)}**"
            yield "\n".join(_means(block))
        case Table():
            yield "\n".join(_table(block))


def _quote(quote: Quote) -> Iterator[str]:
    parts = [part for part in re.split(r"\n\s*\n", quote.text) if part.strip()]
    yield "\n>\n".join(f"> {escaped(part)}" for part in parts)
    if quote.by:
        yield f"> {escaped(quote.by)}"


def _figures(block: KeyFigures) -> Iterator[str]:
    for figure in block.figures:
        value = _linked(figure.cell, f"**{escaped(figure.value)}**")
        of = f" of {_linked(figure.of_cell, escaped(figure.of))}" if figure.of else ""
        yield f"- {value}{of} {escaped(figure.label)}"


def _bars(chart: StackedBars) -> Iterator[str]:
    """The counts as a table: Markdown has no charts."""
    labels = [part.label for part in chart.legend]
    yield _cells(("", *map(escaped, labels), "Total"))
    yield _cells(("---", *("---:" for _ in labels), "---:"))
    for bar in chart.bars:
        parts = {part.label: part for part in bar.parts}
        counts = (
            _linked(p.cell, str(p.count)) if (p := parts.get(name)) else "" for name in labels
        )
        yield _cells((escaped(bar.label), *counts, _linked(bar.cell, str(bar.total))))


def _means(chart: Means) -> Iterator[str]:
    yield _cells(("", "Mean", "95 % interval", "Target", "Answers"))
    yield _cells(("---", "---:", "---:", "---:", "---"))
    for mark in chart.marks:
        mean, low, high = (_figure(each) for each in (mark.mean, mark.low, mark.high))
        interval = f"{low} to {high}" if low and high else ""
        target = _figure(mark.target, "g")
        yield _cells((escaped(mark.label), mean, interval, target, _line(mark.note)))


def _figure(figure: Figure | None, form: str = ".2f") -> str:
    return _linked(figure.cell, escaped(f"{figure.value:{form}}")) if figure else ""


def _table(table: Table) -> Iterator[str]:
    yield _cells(escaped(column.heading) for column in table.columns)
    yield _cells("---:" if column.number else "---" for column in table.columns)
    for row in table.rows:
        yield _cells(_line(cell) for cell in row.cells)


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(line: Line) -> str:
    return "".join(_piece(piece) for piece in line)


def _piece(piece: Piece) -> str:
    parts = [escaped(part) for part in piece.text.split("\n")]
    shown = "<br>".join(parts)
    # Spaces at a piece's ends part it from its neighbours.
    lead, tail = piece.text[:1].isspace(), piece.text[-1:].isspace()
    if piece.tone is Tone.STRONG and shown:
        shown = f"**{shown}**"
    address = safe_link(piece.link)
    shown = _link(shown, address) if address else _linked(piece.cell, shown)
    starts_line = piece.text.startswith("\n")
    return f"{' ' if lead and not starts_line else ''}{shown}{' ' if tail else ''}"


def _linked(cell: CellRef | None, shown: str) -> str:
    if cell is None or not shown:
        return shown
    address = cell_address(cell)
    return _link(shown, address) if address else shown


def _link(shown: str, address: str) -> str:
    return f"[{shown}](<{address}>)" if shown else ""

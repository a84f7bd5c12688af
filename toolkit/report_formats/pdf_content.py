"""The report as the plain values the printed page is set from; nothing in them is markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from toolkit.report.address import cell_address, safe_link
from toolkit.report.blocks import (
    Bar,
    Block,
    Bullets,
    Callout,
    CellRef,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Line,
    Mark,
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
    plain,
)
from toolkit.report_formats.colours import (
    BRAND,
    EDGE,
    FILL,
    INK,
    TONE,
    chip_of,
    fill_of,
    letters_on,
)
from toolkit.report_formats.columns import shares, turned
from toolkit.report_formats.xml_signs import allowed

_NARROW, _TINY = 0.07, 0.035
"""Share of a bar below which a count stands without its sign, and below which it does not fit."""

_BOLD = frozenset({Tone.STRONG, Tone.GOOD, Tone.BAD, Tone.CAUTION})
_MEANS_LEGEND = (
    "Bar: where the mean of all members likely lies. Red line: target. Scale {:g} to {:g}."
)


def printed_report(report: Report) -> Mapping[str, Any]:
    """Everything the template needs."""
    day = date.fromisoformat(report.dated)
    sections = (*report.page_one, *report.sections)
    anchors = Counter(anchor for section in sections for anchor in _anchors(section))
    once = {anchor for anchor, count in anchors.items() if anchor and count == 1}
    lying = zip(turned(report.sections), report.sections, strict=True)
    runs = [
        {"sideways": sideways, "sections": [_section(s, once) for _, s in group]}
        for sideways, group in groupby(lying, key=lambda pair: pair[0])
    ]
    return {
        "title": _text(report.title),
        "subtitle": _text(report.subtitle),
        "author": "Action Grid Toolkit",
        "facts": [_text(fact) for fact in report.facts],
        "footer": _text(report.footer),
        "day": [day.year, day.month, day.day],
        "anchors": sorted(_label(anchor) for anchor in once),
        "page_one": [_section(section, once) for section in report.page_one],
        "runs": runs,
        "contents": len(report.sections) > 2 and all(s.anchor in once for s in report.sections),
    }


def _anchors(section: Section) -> Iterator[str]:
    yield section.anchor
    yield from (block.anchor for block in section.blocks if isinstance(block, Heading))


def _label(anchor: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "-", anchor)


def _section(section: Section, once: set[str]) -> dict[str, Any]:
    return {
        "title": _text(section.title) or " ",
        "anchor": _label(section.anchor) if section.anchor in once else "",
        "blocks": [_block(block, once) for block in section.blocks],
    }


def _block(block: Block, once: set[str]) -> dict[str, Any]:
    match block:
        case Heading():
            anchor = _label(block.anchor) if block.anchor in once else ""
            return {"kind": "heading", "text": _text(block.text) or " ", "anchor": anchor}
        case Paragraph():
            return {"kind": "paragraph", "line": _line(block.line, block.tone)}
        case Quote():
            parts = [part.strip() for part in re.split(r"\n\s*\n", block.text) if part.strip()]
            said = [_text(part) for part in parts]
            return {"kind": "quote", "parts": said, "by": _text(block.by)}
        case Bullets():
            return {"kind": "bullets", "items": [_line(item) for item in block.items]}
        case Callout():
            edge = EDGE.get(block.tone, BRAND)
            title = _text(block.title)
            return {"kind": "callout", "title": title, "edge": edge, "line": _line(block.line)}
        case Table():
            return _table(block)
        case _:
            return _drawn(block)


def _drawn(block: Block) -> dict[str, Any]:
    match block:
        case KeyFigures():
            figures = [_figure(figure) for figure in block.figures]
            return {"kind": "figures", "words": _text(block.words), "figures": figures}
        case StackedBars():
            return _bars(block)
        case Means():
            return _means(block)
        case Timeline():
            return {
                "kind": "timeline",
                "title": _text(block.title),
                "words": _text(block.finding),
                "link": _place(block.cell),
                "start": _text(block.start),
                "end": _text(block.end),
                "share": min(max(block.share, 0.0), 1.0),
            }
        case _:
            return {"kind": ""}


def _figure(figure: KeyFigure) -> dict[str, Any]:
    return {
        "value": _text(figure.value),
        "of": _text(figure.of),
        "label": _text(figure.label),
        "edge": EDGE.get(figure.tone, "9AA5B1"),
        "ink": TONE[Tone.BAD] if figure.tone is Tone.BAD else INK,
        "link": _place(figure.cell),
        "of_link": _place(figure.of_cell),
    }


def _bars(chart: StackedBars) -> dict[str, Any]:
    widest = chart.widest or 1
    return {
        "kind": "bars",
        "words": _text(f"{chart.title}. {plain(chart.finding)}"),
        "bars": [_bar(bar, widest) for bar in chart.bars],
        "legend": [
            {"fill": fill_of(part.colour), "text": _text(f"{part.symbol} {part.label}".strip())}
            for part in chart.legend
        ],
    }


def _bar(bar: Bar, widest: int) -> dict[str, Any]:
    parts = [
        {
            "share": part.count / widest,
            "fill": fill_of(part.colour),
            "ink": letters_on(part.colour),
            "text": _text(_count(part.symbol, part.count, part.count / widest)),
            "link": _place(part.cell),
        }
        for part in bar.drawn
    ]
    if bar.total < widest:
        rest = 1 - bar.total / widest
        parts.append({"share": rest, "fill": "", "ink": INK, "text": "", "link": ""})
    label = _text(bar.label)
    return {"label": label, "total": str(bar.total), "link": _place(bar.cell), "parts": parts}


def _count(symbol: str, count: int, share: float) -> str:
    if share < _TINY:
        return ""
    return f"{symbol} {count}" if symbol and share >= _NARROW else str(count)


def _means(chart: Means) -> dict[str, Any]:
    low, high = chart.scale
    return {
        "kind": "means",
        "words": _text(f"{chart.title}. {plain(chart.finding)}"),
        "low": low,
        "high": high if high > low else low + 1,
        "legend": _MEANS_LEGEND.format(low, high),
        "marks": [_mark(mark, low, high) for mark in chart.marks],
    }


def _mark(mark: Mark, low: float, high: float) -> dict[str, Any]:
    def within(figure: Figure | None) -> float | None:
        return min(max(figure.value, low), high) if figure else None

    known = mark.low and mark.high
    return {
        "label": _text(mark.label),
        "mean": within(mark.mean),
        "low": within(mark.low) if known else None,
        "high": within(mark.high) if known else None,
        "target": within(mark.target),
        "fill": FILL["green"] if mark.reached else FILL["red"],
        "value": f"{mark.mean.value:.2f}",
        "note": _line(mark.note, Tone.MUTED),
        "link": _place(mark.mean.cell),
    }


def _table(block: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "headings": [_text(column.heading) for column in block.columns],
        "numbers": [column.number for column in block.columns],
        "shares": list(shares(block)),
        # A cell is wrapped, since the template flattens rows of cells into one list.
        "rows": [[{"line": _line(cell, row.tone)} for cell in row.cells] for row in block.rows],
    }


def _line(line: Line, around: Tone = Tone.PLAIN) -> list[dict[str, Any]]:
    return [_piece(piece, around) for piece in line]


def _piece(piece: Piece, around: Tone) -> dict[str, Any]:
    tone = piece.tone if piece.tone is not Tone.PLAIN else around
    address = safe_link(piece.link)
    inside = _label(address[1:]) if address.startswith("#") else ""
    return {
        "text": _text(piece.text),
        "chip": list(chip_of(piece.chip)) if piece.chip else None,
        "ink": TONE.get(tone),
        "bold": tone in _BOLD,
        "inside": inside,
        "link": "" if inside else address or (_place(piece.cell) if piece.text.strip() else ""),
        "typed": bool(address),
    }


def _place(cell: CellRef | None) -> str:
    return "" if cell is None else cell_address(cell)


def _text(text: str) -> str:
    return allowed(text)

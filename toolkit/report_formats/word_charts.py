"""Charts of the report drawn as Word tables: sharp in print, editable, and read out as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from toolkit.report.blocks import Bar, BarPart, Mark, Means, StackedBars, Timeline, Tone, plain
from toolkit.report_formats.colours import (
    FILL,
    INTERVAL,
    PASSED,
    SOFT,
    TARGET,
    TRACK,
    fill_of,
    letters_on,
)
from toolkit.report_formats.word_tables import cell, framed, row, whole
from toolkit.report_formats.word_text import Links, line_runs, look, paragraph, run

_STEPS = 200
"""Columns of the grid a bar is drawn on."""

_GAP = (24, "FFFFFF")
_SCALE_HEIGHT = 240
_NARROW, _TINY = 16, 7
"""Steps below which a count stands without its sign, and below which it does not fit."""


def stacked_bars(chart: StackedBars, links: Links, width: int, height: int) -> str:
    """One bar an area, each stretch with its count, and what the colours mean."""
    sizes = _grid(width, 0.31, 0.06)
    rows = "".join(_bar(bar, chart.widest, sizes, links, height) for bar in chart.bars)
    drawn = framed(rows, sizes, title=chart.title, words=plain(chart.finding))
    return drawn + paragraph("".join(_legend(chart)), "ChartText")


def _bar(bar: Bar, widest: int, sizes: Sequence[int], links: Links, height: int) -> str:
    steps = whole([part.count / widest for part in bar.drawn], _STEPS) if widest else ()
    name = paragraph(run(bar.label), "ChartText")
    drawn = _cells(
        [
            (step, fill_of(part.colour), links.to_cell(part.cell, _count(part, step)))
            for part, step in zip(bar.drawn, steps, strict=True)
        ],
        sizes,
        edges={"top": _GAP, "bottom": _GAP, "right": (6, "FFFFFF")},
    )
    total = links.to_cell(bar.cell, run(str(bar.total)))
    number = paragraph(total, "ChartText", '<w:jc w:val="right"/>')
    return row(
        (cell(name, sizes[0], middle=True), drawn, cell(number, sizes[-1], middle=True)),
        height=height,
    )


def _count(part: BarPart, steps: int) -> str:
    if steps < _TINY:
        return ""
    sign = f"{part.symbol} " if part.symbol and steps >= _NARROW else ""
    return run(f"{sign}{part.count}", look(bold=True, ink=letters_on(part.colour)))


def _legend(chart: StackedBars) -> Iterator[str]:
    for part in chart.legend:
        yield run("■ ", look(ink=fill_of(part.colour)))
        sign = f"{part.symbol} " if part.symbol else ""
        yield run(f"{sign}{part.label}".replace(" ", "\u00a0"), look(ink=SOFT)) + run("   ")


def means(chart: Means, links: Links, width: int) -> str:
    """Means on their scale, with interval and target, and the answers behind them."""
    sizes = _grid(width, 0.26, 0.30)
    rows = "".join(_scale(mark, chart.scale, sizes, links) for mark in chart.marks)
    low, high = chart.scale
    words = f"Scale {low:g} to {high:g}. "
    legend = (
        run(words, look(ink=SOFT))
        + run("■ ", look(ink=FILL["green"]))
        + run("mean   ", look(ink=SOFT))
        + run("■ ", look(ink=INTERVAL))
        + run("where the mean of all members likely lies   ", look(ink=SOFT))
        + run("■ ", look(ink=TARGET))
        + run("target", look(ink=SOFT))
    )
    return framed(rows, sizes, title=chart.title, words=plain(chart.finding)) + paragraph(
        legend, "ChartText"
    )


def _scale(mark: Mark, scale: tuple[float, float], sizes: Sequence[int], links: Links) -> str:
    low, high = scale

    def place(value: float) -> int:
        share = (min(max(value, low), high) - low) / ((high - low) or 1)
        return round(share * _STEPS)

    colours = [TRACK] * _STEPS
    if mark.low and mark.high:
        start, end = place(mark.low.value), place(mark.high.value)
        colours[start:end] = [INTERVAL] * (end - start)
    _put(colours, place(mark.mean.value), 3, FILL["green"] if mark.reached else FILL["red"])
    if mark.target:
        _put(colours, place(mark.target.value), 1, TARGET)
    stretches = [(length, shade, "") for shade, length in _stretches(colours)]
    mean = links.to_cell(mark.mean.cell, run(f"{mark.mean.value:.2f}", look(bold=True)))
    said = mean + run("  ") + line_runs(mark.note, links, Tone.MUTED)
    return row(
        (
            cell(paragraph(run(mark.label), "ChartText"), sizes[0], middle=True),
            _cells(stretches, sizes, edges={"top": (48, "FFFFFF"), "bottom": (48, "FFFFFF")}),
            cell(paragraph(said, "ChartText"), sizes[-1], middle=True),
        ),
        height=_SCALE_HEIGHT,
    )


def _put(colours: list[str], place: int, half: int, shade: str) -> None:
    for step in range(max(place - half, 0), min(place + half, _STEPS)):
        colours[step] = shade


def _stretches(colours: Sequence[str]) -> Iterator[tuple[str, int]]:
    turns = [n for n, (a, b) in enumerate(pairwise(colours), start=1) if a != b]
    for start, end in pairwise((0, *turns, len(colours))):
        yield colours[start], end - start


def timeline(block: Timeline, links: Links, width: int) -> str:
    """How far a period has run, said and drawn."""
    sizes = _grid(width, 0.16, 0.16)
    passed = min(max(round(block.share * _STEPS), 0), _STEPS)
    drawn = _cells(
        [(passed, PASSED, ""), (_STEPS - passed, TRACK, "")],
        sizes,
        edges={"top": (36, "FFFFFF"), "bottom": (36, "FFFFFF")},
    )
    ends = [
        cell(paragraph(run(words, look(ink=SOFT)), "ChartText", facts), size, middle=True)
        for words, size, facts in (
            (block.start, sizes[0], ""),
            (block.end, sizes[-1], '<w:jc w:val="right"/>'),
        )
    ]
    said = paragraph(links.to_cell(block.cell, run(block.finding)) + run("."), "ChartText")
    return said + framed(
        row((ends[0], drawn, ends[1]), height=_SCALE_HEIGHT),
        sizes,
        title=block.title,
        words=block.finding,
    )


def _grid(width: int, left: float, right: float) -> tuple[int, ...]:
    step = (1 - left - right) / _STEPS
    return whole((left, *((step,) * _STEPS), right), width)


def _cells(
    parts: Sequence[tuple[int, str, str]],
    sizes: Sequence[int],
    *,
    edges: dict[str, tuple[int, str]],
) -> str:
    """Stretches of a bar as cells that together cover its whole grid."""
    found, start = "", 1
    rest = _STEPS - sum(length for length, _, _ in parts)
    for length, shade, runs in (*parts, (rest, "", "")):
        if length:
            inner = paragraph(runs, "ChartText", '<w:jc w:val="center"/>')
            wide = sum(sizes[start : start + length])
            found += cell(
                inner, wide, span=length, ground=shade, edges=edges, tight=True, middle=True
            )
            start += length
    return found

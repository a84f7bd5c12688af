"""Small charts as inline SVG that grows with the page: positions are shares, text stays upright.

Every colour is a class, so that the style sheet alone knows colours and no inline style is needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from toolkit.report.address import cell_address
from toolkit.report.blocks import Bar, BarPart, Mark, Means, Timeline

_NARROW = 7.0  # percent of the bar's width below which a count stands without its sign
_TINY = 3.5  # below which not even the count fits
_GAP = 0.3  # percent left between two stretches


def stacked_bar(bar: Bar, widest: int) -> Markup:
    """One bar, as long as its count against the widest one."""
    if not bar.drawn or not widest:
        return Markup("")
    drawn = Markup("").join(_stretches(bar.drawn, widest))
    words = f"{bar.label}: {bar.words}"
    return _svg("bar", drawn, words, role="group" if "<a " in drawn else "img")


def _stretches(parts: tuple[BarPart, ...], widest: int) -> Iterator[Markup]:
    start = 0.0
    for part in parts:
        width = 100.0 * part.count / widest
        yield _opened(part, width, Markup("").join(_drawn(part, start, width)))
        start += width


def _drawn(part: BarPart, start: float, width: float) -> Iterator[Markup]:
    yield Markup('<rect class="c-{}" x="{}%" y="0" width="{}%" height="100%"></rect>').format(
        part.colour, _share(start), _share(max(width - _GAP, 0.2))
    )
    if width >= _TINY:
        yield Markup('<text class="t-{}" x="{}%" y="50%">{}</text>').format(
            part.colour, _share(start + (width - _GAP) / 2), _count(part, width)
        )


def _count(part: BarPart, width: float) -> str:
    return f"{part.symbol} {part.count}" if part.symbol and width >= _NARROW else str(part.count)


def _opened(part: BarPart, width: float, drawn: Markup) -> Markup:
    """A stretch that opens the cell its count stands in."""
    address = cell_address(part.cell) if part.cell else ""
    words = f"{_count(part, width)} {part.label.casefold()}"
    opened = Markup('<a href="{}" aria-label="{}">{}</a>').format(address, words, drawn)
    return opened if address else drawn


def mean_line(mark: Mark, chart: Means) -> Markup:
    """One mean on its scale: interval, target and dot."""
    low, high = chart.scale

    def place(value: float) -> str:
        return _share(100 * (min(max(value, low), high) - low) / ((high - low) or 1))

    parts = [Markup('<line class="axis" x1="0%" x2="100%" y1="50%" y2="50%"></line>')]
    ticks = range(round(low), round(high) + 1)
    parts += [
        Markup('<line class="tick" x1="{0}%" x2="{0}%" y1="38%" y2="62%"></line>').format(
            place(float(tick))
        )
        for tick in ticks
    ]
    if mark.low and mark.high:
        parts.append(
            Markup('<line class="interval" x1="{}%" x2="{}%" y1="50%" y2="50%"></line>').format(
                place(mark.low.value), place(mark.high.value)
            )
        )
    if mark.target:
        parts.append(
            Markup('<line class="target" x1="{0}%" x2="{0}%" y1="8%" y2="92%"></line>').format(
                place(mark.target.value)
            )
        )
    parts.append(
        Markup('<circle class="{}" cx="{}%" cy="50%" r="6"></circle>').format(
            "dot met" if mark.reached else "dot unmet", place(mark.mean.value)
        )
    )
    return _svg("mean", Markup("").join(parts), mark.words)


def timeline_bar(timeline: Timeline) -> Markup:
    """How far a period has run."""
    passed = _share(100 * min(max(timeline.share, 0.0), 1.0))
    parts = Markup(
        '<rect class="run" x="0" y="25%" width="100%" height="50%" rx="4"></rect>'
        '<rect class="passed" x="0" y="25%" width="{0}%" height="50%" rx="4"></rect>'
        '<circle class="now" cx="{0}%" cy="50%" r="7"></circle>'
    ).format(passed)
    return _svg("timeline", parts, timeline.finding)


def _svg(kind: str, inner: Markup, words: str, role: str = "img") -> Markup:
    return Markup('<svg class="{}" role="{}" aria-label="{}" focusable="false">{}</svg>').format(
        kind, role, words, inner
    )


def _share(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")

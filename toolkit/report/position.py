"""Where we are: the plan's period, and the large figures of page one."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.report.blocks import (
    Block,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Piece,
    Timeline,
    Tone,
)
from toolkit.report.cell_line import day_words, plural
from toolkit.report.material import Material
from toolkit.rollup.figures import Item


def position(material: Material) -> Iterator[Block]:
    """The timeline, the key figures, and whether files changed since the last sync."""
    if timeline := _timeline(material):
        yield timeline
    if material.rollup.overall.actions:
        yield KeyFigures(tuple(_key_figures(material)))
    if material.files_changed:
        words = plural(material.files_changed, "file")
        yield Paragraph(
            (Piece(f"{words} changed since the last sync: run sync for newer figures."),),
            Tone.MUTED,
        )


def _timeline(material: Material) -> Timeline | None:
    start, end = material.moment.plan_start, material.moment.plan_end
    if not start or not end or end <= start:
        return None
    today = min(max(material.moment.today, start), end)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    passed = (today.year - start.year) * 12 + today.month - start.month + 1
    years = (months + 11) // 12
    year = min((passed - 1) // 12 + 1, years)
    finding = f"Month {min(passed, months)} of {months} of the plan, year {year} of {years}"
    return Timeline(
        "Plan period",
        finding,
        day_words(start),
        day_words(end),
        (today - start).days / (end - start).days,
    )


def _key_figures(material: Material) -> Iterator[KeyFigure]:
    item, figures = material.rollup.overall, material.places.figures
    statuses = material.statuses
    done = item.completion
    yield KeyFigure(
        str(done.n), "complete", f"of {done.of}", Tone.GOOD, figures.get("overall.completion")
    )
    for word in _open_words(material, item):
        tone = {"red": Tone.BAD, "amber": Tone.CAUTION, "green": Tone.GOOD}
        yield KeyFigure(
            str(item.by_status[word]),
            word.casefold(),
            f"of {item.in_play}",
            tone.get(statuses.colour(word), Tone.PLAIN),
            figures.get(f"overall.by_status.{word}"),
        )
    yield KeyFigure(
        str(item.overdue),
        "overdue",
        f"of {done.of}",
        Tone.BAD if item.overdue else Tone.PLAIN,
        figures.get("overall.overdue"),
    )
    yield KeyFigure(
        str(item.checked),
        "checked this period",
        f"of {item.in_play}",
        Tone.PLAIN,
        figures.get("overall.checked"),
    )


def _open_words(material: Material, item: Item) -> list[str]:
    """The words for work that is going well or badly; the rest is in the chart."""
    wanted = ("green", "amber", "red")
    by_colour = {material.statuses.colour(word): word for word in reversed(list(item.by_status))}
    return [by_colour[colour] for colour in wanted if colour in by_colour]

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
from toolkit.report.cell_line import day_words
from toolkit.report.item_figures import ItemFigures
from toolkit.report.material import Material
from toolkit.rollup.figures import Item
from toolkit.tables.counted import counted


def position(material: Material) -> Iterator[Block]:
    """The timeline, the key figures, and whether files changed since the last sync."""
    if timeline := _timeline(material):
        yield timeline
    if material.rollup.overall.actions:
        yield KeyFigures(tuple(_key_figures(material)))
        yield Paragraph(tuple(_with_an_end(material.overall)), Tone.MUTED)
    if material.files_changed:
        files = counted(len(material.files_changed), "workbook has", "workbooks have")
        words = Piece(f"{files} been edited since these figures were agreed.", link="#completeness")
        yield Paragraph((words,), Tone.MUTED)


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
        material.places.figures.get("plan period"),
    )


def _key_figures(material: Material) -> Iterator[KeyFigure]:
    told, statuses = material.overall, material.statuses

    def key_figure(name: str, whole: str, label: str, tone: Tone) -> KeyFigure:
        value, of = told.value(name), str(told.value(whole))
        shown = tone if value else Tone.PLAIN
        return KeyFigure(str(value), label, of, shown, told.cell(name), told.cell(whole))

    yield key_figure("completion.n", "completion.of", "complete", Tone.GOOD)
    for word in _open_words(material, told.item):
        tone = _TONES.get(statuses.colour(word), Tone.PLAIN)
        yield key_figure(f"by_status.{word}", "owned.of", word.casefold(), tone)
    yield key_figure("overdue", "completion.of", "overdue", Tone.BAD)
    yield key_figure("checked", "owned.of", "checked this period", Tone.PLAIN)


def _with_an_end(told: ItemFigures) -> Iterator[Piece]:
    """Why two of the figures are out of fewer actions than the others."""
    if not told.value("ongoing.of"):
        return
    yield Piece("Complete and overdue count the ")
    yield told.count("completion.of")
    yield Piece(" actions that have an end; ")
    yield told.count("ongoing.of")
    yield Piece(" are ongoing or as needed, and ")
    yield told.count("ongoing.n")
    yield Piece(" of those were checked.")


_TONES = {"red": Tone.BAD, "amber": Tone.CAUTION, "green": Tone.GOOD}


def _open_words(material: Material, item: Item) -> list[str]:
    """The words for work that is going well or badly; the rest is in the chart."""
    wanted = ("green", "amber", "red")
    by_colour = {material.statuses.colour(word): word for word in reversed(list(item.by_status))}
    return [by_colour[colour] for colour in wanted if colour in by_colour]

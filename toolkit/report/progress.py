"""Progress by area: a chart and its words; for a plan in the making, how far that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.report.blocks import (
    Bar,
    BarPart,
    Block,
    Bullets,
    Line,
    Paragraph,
    Piece,
    StackedBars,
    Tone,
)
from toolkit.report.cell_line import plural
from toolkit.report.item_figures import ItemFigures
from toolkit.report.material import Material


def progress(material: Material) -> Iterator[Block]:
    """Counts by status, one bar an area, and the coverage behind them."""
    if not material.rollup.overall.actions:
        yield Paragraph((Piece("The plan has no actions yet."),), Tone.MUTED)
        yield from _standing(material)
        return
    areas = [material.figures_of("areas", item) for item in material.rollup.areas]
    bars = tuple(
        Bar(_area_name(told), tuple(_parts(material, told)), told.cell("actions")) for told in areas
    )
    yield StackedBars("Actions by status", _in_words(areas), bars, _order(material))
    yield Paragraph(tuple(_coverage(material)), Tone.MUTED)


def _area_name(told: ItemFigures) -> str:
    return f"{told.item.ref}  {told.item.name}".strip()


def _standing(material: Material) -> Iterator[Block]:
    """Where a plan in the making stands: its wording, its approval, its process."""
    counts = []
    for table, column, done, words in _MAKING:
        records = list(material.snapshot[table].live())
        if records:
            count = sum(1 for record in records if record[column] == done)
            counts.append((Piece(f"{count} of {len(records)} {words}", link="#wording"),))
    if counts:
        yield Bullets(tuple(counts))


_MAKING = (
    ("statements", "state", "pending", "statements have wording pending"),
    ("approvals", "done", True, "approval steps are done"),
    ("process_steps", "done", True, "steps of the planning process are done"),
)


def _parts(material: Material, told: ItemFigures) -> Iterator[BarPart]:
    statuses = material.statuses
    for word in _ranked(material):
        name = f"by_status.{word}"
        if count := told.value(name):
            symbol = statuses.by_word[word].symbol
            yield BarPart(word, count, statuses.colour(word), symbol, told.cell(name))
    if count := told.value("not_reported"):
        yield BarPart(_BLANK, count, "blank", cell=told.cell("not_reported"))


_BLANK = "Not reported"


def _ranked(material: Material) -> list[str]:
    """The status words, the best first."""
    words = material.rollup.overall.by_status
    return sorted(words, key=lambda word: -material.statuses.rank(word))


def _order(material: Material) -> tuple[str, ...]:
    return (*_ranked(material), _BLANK)


def _in_words(areas: Sequence[ItemFigures]) -> Line:
    pieces: list[Piece] = []
    for told in areas:
        pieces += [Piece(f"{' ' if pieces else ''}{told.item.name}: "), *told.sentence()]
    return tuple(pieces)


def _coverage(material: Material) -> Iterator[Piece]:
    told = material.overall
    yield from told.out_of("owned.n", "owned.of")
    yield Piece(" actions have an owner")
    if told.item.freshness_days is not None:
        days = round(told.item.freshness_days)
        when = f"{plural(days, 'day')} ago" if days else "today"
        yield Piece("; the typical live action was last checked ")
        yield Piece(when, cell=told.cell("freshness_days"))
    yield Piece(".")

"""Progress by area: a chart and its words; for a plan in the making, how far that is."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.report.blocks import (
    Bar,
    BarPart,
    Block,
    Bullets,
    Paragraph,
    Piece,
    StackedBars,
    Tone,
)
from toolkit.report.cell_line import plural
from toolkit.report.material import Material
from toolkit.rollup.figures import Item


def progress(material: Material) -> Iterator[Block]:
    """Counts by status, one bar an area, and the coverage behind them."""
    if not material.rollup.overall.actions:
        yield Paragraph((Piece("The plan has no actions yet."),), Tone.MUTED)
        yield from _standing(material)
        return
    bars = tuple(
        Bar(
            f"{item.ref}  {item.name}".strip(),
            tuple(_parts(material, item)),
            material.places.figures.get(f"areas[{number}].actions"),
        )
        for number, item in enumerate(material.rollup.areas)
    )
    yield StackedBars("Actions by status", _progress_words(material), bars)
    yield Paragraph(tuple(_coverage(material)), Tone.MUTED)


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


def _parts(material: Material, item: Item) -> Iterator[BarPart]:
    statuses = material.statuses
    ranked = sorted(item.by_status, key=lambda word: -statuses.rank(word))
    for word in ranked:
        if item.by_status[word]:
            symbol = statuses.by_word[word].symbol
            yield BarPart(word, item.by_status[word], statuses.colour(word), symbol)
    if item.not_reported:
        yield BarPart("Not reported", item.not_reported, "blank")


def _progress_words(material: Material) -> str:
    areas = [f"{item.name}: {counts_words(item)}" for item in material.rollup.areas]
    return ". ".join(areas)


def counts_words(item: Item) -> str:
    """Counts as words: ``4 on track, 1 at risk, 1 not reported; 7 of 12 checked this period``."""
    counts = [f"{count} {word.casefold()}" for word, count in item.by_status.items() if count]
    if item.not_reported:
        counts.append(f"{item.not_reported} not reported")
    return (
        f"{', '.join(counts) or 'no actions'}; {item.checked} of {item.in_play} checked this period"
    )


def _coverage(material: Material) -> Iterator[Piece]:
    item = material.rollup.overall
    figures = material.places.figures
    yield Piece(f"{item.owned.n} of {item.owned.of}", cell=figures.get("overall.owned"))
    yield Piece(" actions have an owner")
    if item.freshness_days is not None:
        days = plural(round(item.freshness_days), "day")
        yield Piece("; the typical live action was last checked ")
        yield Piece(days, cell=figures.get("overall.freshness_days"))
        yield Piece(" ago")
    if item.ongoing.of:
        yield Piece("; of the ongoing and as-needed ones ")
        share = f"{item.ongoing.n} of {item.ongoing.of}"
        yield Piece(share, cell=figures.get("overall.ongoing"))
        yield Piece(" were checked")
    yield Piece(".")

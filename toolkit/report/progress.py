"""Progress by area: a chart and its words; for a plan in the making, how far that is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

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
from toolkit.report.cell_line import shortened
from toolkit.report.item_figures import ItemFigures
from toolkit.report.material import Material
from toolkit.tables.counted import counted


def progress(material: Material) -> Iterator[Block]:
    """Counts by status, one bar an area, and the coverage behind them."""
    if not material.rollup.overall.actions:
        yield Paragraph((Piece("The plan has no actions yet."),), Tone.MUTED)
        yield from _standing(material)
        return
    areas = [material.figures_of("areas", item) for item in material.rollup.areas]
    drawn = areas if len(areas) <= _MOST_AREAS else areas[:_FIRST_AREAS]
    used = {word for word in _order(material) if any(told.value(_path(word)) for told in areas)}
    bars = tuple(
        Bar(_area_name(told, len(areas)), tuple(_parts(material, told, used)), told.cell("actions"))
        for told in drawn
    )
    yield StackedBars("Actions by status", _in_words(areas), bars, _order(material))
    if len(drawn) < len(areas):
        rest = Piece(f"{len(areas) - len(drawn)} more stand further back.", link="#area-1")
        yield Paragraph((rest,), Tone.MUTED)
    yield Paragraph(tuple(_coverage(material)), Tone.MUTED)


_MOST_AREAS, _FIRST_AREAS = 20, 15
"""Areas the chart of page one has room for, and how many it shows of more than that."""

_MANY = 8
"""Areas above which a name has one line."""

_LONGEST_NAME, _LONGEST_OF_MANY = 60, 30


def _area_name(told: ItemFigures, areas: int) -> str:
    longest = _LONGEST_NAME if areas <= _MANY else _LONGEST_OF_MANY
    return f"{told.item.ref}  {shortened(told.item.name, longest)}".strip()


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


def _parts(material: Material, told: ItemFigures, used: Collection[str]) -> Iterator[BarPart]:
    """Every word some area uses, those this one does not use with a 0."""
    statuses = material.statuses
    for word in filter(used.__contains__, _order(material)):
        known = statuses.by_word.get(word)
        colour, symbol = (statuses.colour(word), known.symbol) if known else ("blank", "")
        yield BarPart(word, told.value(_path(word)), colour, symbol, told.cell(_path(word)))


def _path(word: str) -> str:
    """The figure that counts a word."""
    return "not_reported" if word == _BLANK else f"by_status.{word}"


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
        when = f"{counted(days, 'day')} ago" if days else "today"
        yield Piece("; the typical live action was last checked ")
        yield Piece(when, cell=told.cell("freshness_days"))
    yield Piece(".")

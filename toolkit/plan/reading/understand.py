"""A document → its plan and the questions it leaves open."""

from __future__ import annotations

from collections import Counter

from toolkit.plan.reading.completeness import left_out
from toolkit.plan.reading.document import PlanDocument
from toolkit.plan.reading.doubts import Pending
from toolkit.plan.reading.facts import read_facts, read_titles
from toolkit.plan.reading.frame_sections import is_statement
from toolkit.plan.reading.grids import Grids
from toolkit.plan.reading.imported import Imported, Question
from toolkit.plan.reading.legend import colour_name, legend_of, word_for
from toolkit.plan.reading.levels import Levels, find_levels
from toolkit.plan.reading.node import Node
from toolkit.plan.reading.outline import Outline
from toolkit.plan.reading.source import Aside, Grid, Line, Source
from toolkit.plan.reading.surroundings import Surroundings


def understand(source: Source, around: Surroundings) -> Imported:
    """Read a document: areas, goals, actions, their cells, the key; whatever else as notes."""
    titles = read_titles(source)
    for eager in (False, True):
        outline = Outline(is_statement, eager=eager)
        grids = Grids(outline, around)
        _take_blocks(source, titles, outline, grids)
        levels = find_levels(outline.root)
        if levels.areas:
            break
    _status_by_colour(source, grids)
    facts = read_facts(source, titles or _framing(levels, source))
    made = PlanDocument(source, facts, outline, grids, levels, around)
    plan, questions = made.build()
    for line in left_out(source, plan):
        sign = f"{line.mark} " if line.mark and line.mark != "•" else ""
        made.note(Aside(line.place, f"{sign}{line.text.strip()}"))
    found = tuple(dict.fromkeys(questions))
    plan["questions"] = [question.document() for question in found]
    return Imported(plan, found)


def _framing(levels: Levels, source: Source) -> tuple[str, ...]:
    """The one heading around everything, unless it is only a sheet's name."""
    return (levels.title,) if levels.title and levels.title not in source.sheets else ()


def _take_blocks(source: Source, titles: tuple[str, ...], outline: Outline, grids: Grids) -> None:
    blocks = [b for b in source.blocks if not (isinstance(b, Line) and b.blank)]
    titled: set[str] = set()
    for place, block in enumerate(blocks):
        if isinstance(block, Grid):
            grids.read(block)
            continue
        text = block.text.strip()
        if text in titles and (text not in titled or not block.mark):
            titled.add(text)
            continue
        if block.text in source.sheets and block.heading:
            outline.enter([])
            outline.open(Node("sheet", block.text, place=block.place))
            continue
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        outline.line(
            block,
            following if isinstance(following, Line) else None,
            before_grid=isinstance(following, Grid) and not _is_frame_table(following),
        )


def _is_frame_table(grid: Grid) -> bool:
    return grid.width <= 1


def _status_by_colour(source: Source, grids: Grids) -> None:
    """Give coloured rows the legend's word; without a legend ask, and read nothing into it."""
    coloured = [(fill, node) for fill, node in grids.fills if colour_name(fill) != "white"]
    if len({fill for fill, _ in coloured}) == 0:
        return
    legend = legend_of(source.blocks)
    told = [(word_for(fill, legend), node) for fill, node in coloured]
    name = grids.own.status(grids.own.status_heading) if any(word for word, _ in told) else ""
    for word, node in told:
        if word:
            node.cells[name] = word
    open_ones = Counter(colour_name(fill) for fill, _ in coloured if not word_for(fill, legend))
    varied = len({fill for fill, _ in coloured}) > 1
    if open_ones and (varied or legend):
        said = ", ".join(f"{colour} ({count} rows)" for colour, count in open_ones.items())
        grids.pending.append(
            Pending(
                None, "", said,
                "Rows are coloured and no legend says what the colours mean: no status is read "
                "from them.", ("The colours are statuses: add a legend and import again",),
                "Colours",
            )
        )  # fmt: skip


__all__ = ["Question", "understand"]

"""Nothing is dropped: every line of the document is in the plan, or it becomes a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from toolkit.plan.reading.marks import mark_of
from toolkit.plan.reading.source import Block, Grid, Line, Source
from toolkit.plan.reading.vocabulary import NUMBER_WORDS
from toolkit.plan.reading.wordings import squeezed, words_of

_SAID_OTHERWISE = {"statement", *NUMBER_WORDS}
"""Words of marks that the plan says in another form: "Goal One" is number 1."""


def left_out(source: Source, plan: dict[str, Any]) -> list[Line]:
    """The lines of the document whose words are not all in the plan, in reading order."""
    texts = list(texts_of(plan))
    pool = "\0".join(squeezed(text) for text in texts)
    words = {word for text in texts for word in words_of(text)}
    missing: dict[str, Line] = {}
    for line in _lines(source.blocks):
        mark = mark_of(line)
        sign_missing = bool(
            {word for word in words_of(f"{line.mark} {mark.label} {mark.skipped}") if len(word) > 2}
            - words
            - _SAID_OTHERWISE
        )
        rest = squeezed(mark.rest)
        there = not rest or rest in pool or (rest_words(mark.rest) <= words)
        if (not there or sign_missing) and squeezed(line.text):
            missing.setdefault(squeezed(line.text), line)
    return list(missing.values())


def rest_words(text: str) -> set[str]:
    """The words of a text."""
    return set(words_of(text))


def texts_of(node: Any) -> Iterator[str]:
    """Every text of a plan document; names of columns and codes of the key included."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for name, value in node.items():
            if name != "questions":
                yield str(name)
                yield from texts_of(value)
    elif isinstance(node, Iterable):
        for item in node:
            yield from texts_of(item)


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from _grid_lines(block)


def _grid_lines(grid: Grid) -> Iterator[Line]:
    for row in grid.rows:
        for cell in row:
            yield from (line for line in cell.lines if not line.blank)
            for inner in cell.grids:
                yield from _grid_lines(inner)

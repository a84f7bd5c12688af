"""A cell that may hold several actions: whether it does."""

from __future__ import annotations

import itertools

from toolkit.plan.reading.entries import Entry, Split
from toolkit.plan.reading.grid_shapes import groups_of
from toolkit.plan.reading.marks import mark_of
from toolkit.plan.reading.source import Cell, Line


def one_or_several(split: Split, text: Cell, beside: dict[str, tuple[Line, ...]]) -> Split:
    """Several bullets in one of many rows are parts of one action unless cells say otherwise."""
    entries = split.entries
    if len(entries) > 1 and all(not entry.number for entry in entries) and split.lead:
        parts = [part for entry in entries for part in (entry.text, *entry.parts)]
        whole = Entry("", "", "\n".join(split.lead), tuple(parts), 0, entries[0].sizes)
        return Split((), (whole,))
    if len(entries) == 1 and not entries[0].number and not entries[0].parts:
        parted = _by_blank_lines(split, text, beside)
        return parted if len(parted.entries) > 1 else _by_lines(split, text, beside)
    return split


def is_in_doubt(entry: Entry, text: Cell) -> bool:
    """Whether a single action is written in lines that could be actions of their own."""
    return not entry.number and not entry.parts and len(_own_lines(text)) > 1


def _by_lines(split: Split, text: Cell, beside: dict[str, tuple[Line, ...]]) -> Split:
    """Unmarked lines, when as many lines say when, or who, beside them."""
    lines = _own_lines(text)
    counts = {
        len([line for line in beside[name] if not line.blank])
        for name in ("by_when", "who")
        if name in beside
    }
    if len(lines) < 2 or len(lines) not in counts:
        return split
    starts = [place for place, line in enumerate(text.lines) if not line.blank]
    entries = tuple(
        Entry("", "", line.text.strip(), (), start, (len(line.text.strip()),))
        for start, line in zip(starts, lines, strict=True)
    )
    return Split((), entries)


def _own_lines(text: Cell) -> list[Line]:
    """The cell's lines when none goes on with the one before it, else none."""
    lines = [line for line in text.lines if not line.blank]
    goes_on = any(
        after.text.strip()[:1].islower()
        or before.text.rstrip().endswith((",", ":", "-", "–", "("))
        or len(after.text.split()) < 2
        for before, after in itertools.pairwise(lines)
    )
    return [] if goes_on or any(mark_of(line).kind for line in lines) else lines


def _by_blank_lines(split: Split, text: Cell, beside: dict[str, tuple[Line, ...]]) -> Split:
    """Unmarked actions with blank lines between them, when the cells beside count the same."""
    groups = groups_of(text.lines)
    counts = {len(groups_of(beside[name])) for name in ("by_when", "who") if name in beside}
    lines = {
        len([line for line in beside[name] if not line.blank])
        for name in ("by_when", "who")
        if name in beside
    }
    if len(groups) < 2 or len(groups) not in counts | lines:
        return split
    entries = tuple(
        Entry("", "", "\n".join(line.text.strip() for line in lines), (), start, ())
        for start, lines in groups
    )
    return Split((), entries)

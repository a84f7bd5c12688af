"""A cell that may hold several actions: whether it does."""

from __future__ import annotations

from toolkit.plan.reading.entries import Entry, Split
from toolkit.plan.reading.grid_shapes import groups_of
from toolkit.plan.reading.source import Cell, Line


def one_or_several(split: Split, text: Cell, beside: dict[str, tuple[Line, ...]]) -> Split:
    """Several bullets in one of many rows are parts of one action unless cells say otherwise."""
    entries = split.entries
    if len(entries) > 1 and all(not entry.number for entry in entries) and split.lead:
        parts = [part for entry in entries for part in (entry.text, *entry.parts)]
        whole = Entry("", "", "\n".join(split.lead), tuple(parts), 0, entries[0].sizes)
        return Split((), (whole,))
    if len(entries) == 1 and not entries[0].number and not entries[0].parts:
        return _by_blank_lines(split, text, beside)
    return split


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

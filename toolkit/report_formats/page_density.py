"""How small the printed page's letters must be for page one to fit one sheet."""

from __future__ import annotations

from toolkit.report.blocks import Block, Bullets, Quote, Report, StackedBars, plain

LETTERS = 105
"""Letters on a printed line of page one."""

ROOMY, FULL = 33, 40
"""Printed lines of texts and bars that fit page one in ordinary and in smaller letters."""


def density(report: Report) -> str:
    """``""`` for ordinary letters, else ``dense`` or ``packed``."""
    lines = sum(_lines(block) for section in report.page_one for block in section.blocks)
    return "" if lines <= ROOMY else "dense" if lines <= FULL else "packed"


def _lines(block: Block) -> int:
    """About how many printed lines a text takes."""
    match block:
        case Quote():
            return len(block.text) // LETTERS + block.text.count("\n") + 1
        case Bullets():
            return sum(len(plain(item)) // LETTERS + 1 for item in block.items)
        case StackedBars():
            return 2 * len(block.bars)
        case _:
            return 1

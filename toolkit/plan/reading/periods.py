"""Columns headed by years, quarters or months, and the marks below that say when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.plan.reading.marks import BULLETS
from toolkit.plan.reading.source import Cell
from toolkit.plan.reading.wordings import plain

_PERIOD = re.compile(
    r"(?:(?:school |fiscal |plan )?(?:year|yr) (?:\d|one|two|three|four|five)\b.*"
    r"|(?:fy )?(?:19|20)?\d\d (?:20)?\d\d|fy ?\d\d(?:\d\d)?|(?:19|20)\d\d"
    r"|y[1-5]|q[1-4]\b.*|quarter [1-4]"
    r"|(?:1st|2nd|3rd|4th|first|second|third|fourth) (?:quarter|year).*"
    r"|(?:short|mid|medium|long|near|intermediate) ?(?:term|range)\b.*"
    r"|(?:spring|summer|fall|autumn|winter)(?: (?:20)?\d\d)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: (?:20)?\d\d)?"
    r"|(?:[a-z]{3,9} )?(?:fy ?\d\d(?:\d\d)? )?q[1-4](?: (?:fy ?)?\d\d(?:\d\d)?)?)"
)
_MARK = re.compile(rf"[xX×✗✘*√+{BULLETS}]{{1,3}}\ufe0f?")


def is_period(heading: str) -> bool:
    """Whether a heading is a stretch of time: "FY27", "Q1", "Jan", "Year 2", "Fall"."""
    return bool(_PERIOD.fullmatch(plain(heading)))


def is_marked(cell: Cell, *, coloured: bool) -> bool:
    """Whether a cell is crossed or ticked, or coloured in where nothing is written."""
    return bool(_MARK.fullmatch(cell.text)) if cell.text else bool(coloured and cell.fill)


def marked_time(headings: Sequence[str], marked: Sequence[int], columns: Sequence[int]) -> str:
    """The marked columns in words: neighbours as a range ("Q1 – Q3"), others with commas.

    Args:
        headings: of all columns.
        marked, columns: the marked ones, and all that are headed by a period.
    """
    runs: list[list[int]] = []
    for place in marked:
        at = columns.index(place)
        if runs and columns.index(runs[-1][-1]) == at - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    spans = (
        headings[run[0]] if len(run) == 1 else f"{headings[run[0]]} – {headings[run[-1]]}"
        for run in runs
    )
    return ", ".join(spans)

"""Names of the workbooks of a plan: readable, and legal on every system."""

from __future__ import annotations

import re

PLAN_FILE = "Plan.xlsx"

_LONGEST = 60
_ILLEGAL = re.compile(r'[\\/:*?"<>|\x00-\x1f#%&{}$!\'@+`=~^\[\];]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
_SMALL = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"})


def plain_title(title: str) -> str:
    """A title for people: capitals throughout become an ordinary title."""
    words = title.split()
    if title != title.upper() or title == title.lower():
        return " ".join(words)
    small = (
        word.casefold() if place and word.casefold() in _SMALL else word.capitalize()
        for place, word in enumerate(words)
    )
    return " ".join(small)


def summary_file(buttons: str = "summary") -> str:
    """File name of the summary; only one with the Refresh button may end in ``.xlsm``."""
    return "Summary.xlsx" if buttons == "none" else "Summary.xlsm"


def area_file(number: str, title: str, suffix: str = ".xlsx") -> str:
    """File name of a focus area's workbook: ``1 Relevance.xlsx``."""
    plain = " ".join(_ILLEGAL.sub(" ", plain_title(title)).split())
    if len(plain) > _LONGEST:
        plain = plain[:_LONGEST].rsplit(" ", 1)[0]
    name = f"{number} {plain}".strip(" .") or "area"
    if _RESERVED.fullmatch(name):
        name += " area"
    return f"{name}{suffix}"

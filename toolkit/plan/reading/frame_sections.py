"""Sections that stand around a plan: mission, values, introduction, SWOT, appendix and the like."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.plan.reading.vocabulary import FRAME_HEADINGS, FRAME_SECTIONS, STATEMENTS
from toolkit.plan.reading.wordings import plain

_LONGEST = 8  # words
_ANYWHERE = tuple(plain(name) for name in FRAME_SECTIONS)
_WHOLE = frozenset(plain(name) for name in FRAME_HEADINGS)
_KINDS = {plain(name): kind for name, kind in STATEMENTS.items()}
_FILLING = frozenset(
    ("our", "the", "of", "and", "a", "statement", "shared", "core", "de", "la", "y", "et",
     "nuestra", "nuestro", "nuestros", "notre", "nos", "organizational", "district", "is")
)  # fmt: skip
_LEADING = re.compile(r"^(?:our|the|a|la|el|nuestra|nuestro|notre)\s+")


@lru_cache(maxsize=4096)
def is_statement(text: str) -> bool:
    """Whether a heading names a section that is no focus area (mission, SWOT, key, …)."""
    said = _said(text)
    if not said or len(said.split()) > _LONGEST:
        return False
    if statement_kind(text) or _LEADING.sub("", said) in _WHOLE:
        return True
    return any(f" {name} " in f" {said} " for name in _ANYWHERE)


@lru_cache(maxsize=4096)
def statement_kind(text: str) -> str:
    """Which statement a heading names (mission, vision, values …); "" when it names none.

    "MASS Mission Statement" and "Mission and Vision" do, "Mission-driven staff" does not.
    """
    said = [word for word in _said(text).split() if word not in _FILLING]
    if not said or len(said) > 6:
        return ""
    joined = " ".join(said)
    if all(word in _KINDS for word in said):
        return _KINDS[said[0]]
    known = sorted(_KINDS, key=len, reverse=True)
    return next((_KINDS[name] for name in known if joined.endswith(f" {name}")), "")


def _said(text: str) -> str:
    before = re.split(r"[(:?]", text, maxsplit=1)[0]
    return re.sub(r"\s*\b\d+\b", "", plain(before)).strip()

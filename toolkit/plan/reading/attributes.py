"""What is said of an entry in a line of its own or inside its words: "Who: ED"."""

from __future__ import annotations

import re

from toolkit.plan.reading.headings import Meaning, meaning_of

_ATTRIBUTE = re.compile(r"^\s*([^:–—=?]{2,45}?)\s*(?::|\?:?|\s[–—]\s)\s*(\S.*)?$", re.DOTALL)
_ATTRIBUTES = frozenset(("by_when", "who", "resources", "measures", "reporting", "status"))
_NEXT = re.compile(r"(?:[.;,|]\s+|\s{2,})(?=([A-Z][^:.;,|]{1,40}?)\s*:\s)")
_COLUMNS = re.compile(r"\s*[|\t]\s*|\s{3,}")
_SURE, _CLEAR = 8.5, 7.5
_WORDY = 6


def attribute_of(text: str) -> tuple[Meaning, str] | None:
    """What a line "heading: words" says, when the heading surely is one of the grid's."""
    found = _ATTRIBUTE.match(text)
    if not found:
        return None
    meaning = meaning_of(found[1])
    if meaning.kind not in _ATTRIBUTES:
        return None
    whole = meaning.whole and meaning.weight >= _SURE
    clear = meaning.weight >= _CLEAR and len(found[1].split()) <= _WORDY
    if not (whole or (clear and ":" in text[len(found[1]) :][:2])):
        return None
    return meaning, (found[2] or "").strip()


def labelled_pieces(text: str) -> list[str]:
    """A line cut before every heading it names: "Lead: ED, Due: May" as two pieces."""
    pieces, start = [], 0
    for found in _NEXT.finditer(text):
        if attribute_of(f"{found[1]}: -"):
            pieces.append(text[start : found.start()])
            start = found.end()
    return [part for piece in (*pieces, text[start:]) for part in _COLUMNS.split(piece.strip())]


def said_inside(text: str) -> dict[str, str]:
    """Column → words, for what a sentence says in the form "Lead: Director; Due: May"."""
    found: dict[str, str] = {}
    bracket = re.search(r"\(([^()]*:[^()]*)\)\s*\.?\s*$", text)
    tail = re.split(r"(?<=[.!?])\s+(?=[A-Z][^.:]{2,40}:\s)", text)[1:]
    said_there = [bracket[1]] if bracket else tail
    for part in (piece for said in said_there for piece in labelled_pieces(said)):
        said = attribute_of(part.strip())
        if said and said[1] and said[0].kind != "status":
            found.setdefault(said[0].kind, said[1].rstrip(" ."))
    return found


def is_note(text: str) -> bool:
    """Whether an entry says of itself that it is a note."""
    return bool(re.match(r"^\W*note\b\s*[:\-–—]", text, re.IGNORECASE))

"""The words of an answer to choose from, whole and in its parts: two languages, an explanation."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.survey.wording import plain

_PARTS = re.compile(r"\s*[/|()\[\]:;\n]\s*|\s+[-–—]\s+|,\s+")
_NOUNS = re.compile(
    r" (?:quality|relevance|importance|value|satisfaction|priority|usefulness|interest|impact"
    r"|confidence|agreement|calidad|relevancia|importancia|utilidad)$"
)
_FACES = (
    "😡😠😢😭😞😖😩🤬", "🙁☹😟😕😔😒", "😐😑😶", "🙂😊☺😌", "😀😃😄😁😍🤩😆🥰",
)  # fmt: skip


@lru_cache(maxsize=65536)
def readings_of(text: str) -> tuple[str, ...]:
    """What a text may say, the most literal first; "" is never among them."""
    whole = plain(text)
    if not whole:
        return tuple(f"face {step + 1}" for step, signs in enumerate(_FACES) if _only(text, signs))
    ways = [whole, whole.replace("/", " ").replace("  ", " ")]
    ways += [plain(part) for part in _PARTS.split(text)]
    ways += [_NOUNS.sub("", way) for way in ways]
    return tuple(dict.fromkeys(way for way in ways if way))


def _only(text: str, signs: str) -> bool:
    bare = text.replace("\ufe0f", "").strip()
    return bool(bare) and all(sign in signs for sign in bare)

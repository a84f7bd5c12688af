"""Texts of a survey brought into one form, and the few words every survey knows."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_UNSEEN = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f\u20e3\xad")
)
"""Signs that take no room, and what makes a digit a keycap."""
_TEST = re.compile(
    r"(?:this is (?:just )?(?:a )?|just (?:a )?|esto es una |una )?(?:test|tests|testing|prueba"
    r"|pruebas|asdf+|qwerty"
    r"|dummy|sample response)(?: ?(?:response|row|entry|answer|user|only|respuesta|do not count"
    r"|please ignore|ignore|please delete|delete|test|\d+))*"
)
_TEST_MAIL = re.compile(r"(?:test(?:er|ing)?|prueba)\d*@.*")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """A text without case, accents, punctuation and double spaces."""
    flat = unicodedata.normalize("NFKD", text.casefold().translate(_UNSEEN))
    letters = (sign for sign in flat if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w/+]+|_+", " ", "".join(letters)).split())


def number_in(text: str) -> float | None:
    """The number a text is, with a decimal point or comma; None when it is none."""
    found = text.translate(_UNSEEN).strip()
    return float(found.replace(",", ".")) if _NUMBER.fullmatch(found) else None


def is_test(text: str) -> bool:
    """Whether an answer was typed to try the form out."""
    bare = text.strip().casefold()
    return bool(_TEST.fullmatch(plain(bare)) or _TEST_MAIL.fullmatch(bare))


def one_line(text: str) -> str:
    """A heading without line breaks, tags and double spaces."""
    seen = re.sub(r"<[^<>]{1,80}>", " ", text.translate(_UNSEEN))
    return " ".join(seen.replace("&nbsp;", " ").replace("&amp;", "&").split())

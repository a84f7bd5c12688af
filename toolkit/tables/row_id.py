"""Row ids: identity, always. Short, mistypings noticed, never mistaken for a number or a word."""

from __future__ import annotations

import hashlib
from collections.abc import Container

ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXYZ"
"""29 signs, no vowels (no words, no month names); 29 is prime, which the check sign needs."""

_LETTERS = ALPHABET[8:]
_LENGTH = 6


def check_sign(body: str) -> str:
    """The sign that ends an id: notices every single mistyped sign and every swap of neighbours."""
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]


def is_row_id(text: str) -> bool:
    """Whether a text is a well-formed id with the right check sign."""
    body, dash, check = text.partition("-")
    if not dash or len(body) != _LENGTH or len(check) != 1 or body[0] not in _LETTERS:
        return False
    return all(sign in ALPHABET for sign in body) and check_sign(body) == check


def adopted_row_id(plan_id: str, table: str, ref: str, taken: Container[str] = ()) -> str:
    """The id of a row of the adopted plan: the same plan always gives the same id."""
    return _from_digest(f"{plan_id}\n{table}\n{ref}", taken)


def new_row_id(chance: bytes, taken: Container[str]) -> str:
    """The id of a row added later, made from random bytes, never one already taken."""
    return _from_digest(chance.hex(), taken)


def _from_digest(seed: str, taken: Container[str]) -> str:
    for attempt in range(1000):
        digest = int.from_bytes(hashlib.sha256(f"{seed}\n{attempt}".encode()).digest()[:12])
        digest, first = divmod(digest, len(_LETTERS))
        body = _LETTERS[first]
        for _ in range(_LENGTH - 1):
            digest, place = divmod(digest, len(ALPHABET))
            body += ALPHABET[place]
        row_id = f"{body}-{check_sign(body)}"
        if row_id not in taken:
            return row_id
    raise AssertionError("a thousand ids in a row were taken")

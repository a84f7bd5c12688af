"""Spelling mistakes in long time words: "Septmber", "Quaterly", "Anually"."""

from __future__ import annotations

from functools import cache

from toolkit.schedule.wordlist import word_list

# Long words only: a slip in a short one ("match", "sprint") is too often another word.
_MENDABLE = word_list(
    "january february august september october november december annually quarterly "
    "monthly ongoing semiannually biannually continuous continuously conference symposium "
    "semester tuesday wednesday thursday"
)


@cache
def near_word(text: str) -> str:
    """The time word a text is one slip away from; empty when there is none."""
    if len(text) < 6:
        return ""
    return next((word for word in _MENDABLE if one_slip(text, word)), "")


def one_slip(text: str, word: str) -> bool:
    """Whether one letter was left out, added, changed, or two neighbours swapped."""
    if abs(len(text) - len(word)) > 1:
        return False
    same = next(
        (at for at, pair in enumerate(zip(text, word, strict=False)) if len({*pair}) > 1),
        min(len(text), len(word)),
    )
    rest, wanted = text[same:], word[same:]
    swapped = rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
    return swapped or rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]

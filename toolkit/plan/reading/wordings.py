"""Words made comparable: what two spellings of the same heading have in common."""

from __future__ import annotations

import re
import unicodedata

from toolkit.tables.one_line import one_line

_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Lower-case words with single spaces, plurals and accents cut: ``Person(s)`` → ``person``."""
    text = (
        unaccented(text.casefold())
        .replace("(s)", "")
        .replace("(ies)", "")
        .replace("%", " percent ")
    )
    text = text.replace("#", " no ").replace("’", "'").replace("'s", " s")
    return " ".join(singular(word) for word in _WORD.findall(text))


def unaccented(text: str) -> str:
    """Letters without their accents: headings are often typed without them."""
    split = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def singular(word: str) -> str:
    """A noun without its plural ending, roughly."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def squeezed(text: str) -> str:
    """Letters and digits only: what "the same words" is judged on."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.casefold())


def is_title_case(text: str) -> bool:
    """Whether every word of some length begins with a capital: a heading, not a sentence."""
    long_words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(long_words) and all(word[0].isupper() for word in long_words)


def shortened(text: str, limit: int = 60) -> str:
    """A text short enough to stand in a sentence."""
    return one_line(text, limit)


def listed(items: list[str]) -> str:
    """a, b and c."""
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1] if items else "")))


_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def counted(number: int, noun: str) -> str:
    """three letters, one letter, 14 letters."""
    word = _COUNTS[number] if number < len(_COUNTS) else str(number)
    if number == 1:
        return f"{word} {noun}"
    return f"{word} {noun[:-1]}ies" if noun.endswith("y") else f"{word} {noun}s"

"""By When text cut into words, numbers and signs, each with its meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from toolkit.schedule.sayings import SAYINGS
from toolkit.schedule.spelling import near_word
from toolkit.schedule.vocabulary import WORDS, Sense
from toolkit.schedule.wordlist import word_list

_TOKEN = re.compile(
    r"(?P<dotted>[0-9]{1,4}(?:\.[0-9]{1,4})+)"
    r"|(?P<ordinal>[0-9]{1,3}(?:st|nd|rd|th)(?![^\W_]))"
    r"|(?P<number>[0-9]+)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<line>\n)"
    r"|(?P<sign>\S)",
    re.IGNORECASE,
)
_TOO_LONG = 8  # digits: no date, year or count is longer
_SAME_SIGN = str.maketrans(
    dict.fromkeys("’‘`´", "'")
    | dict.fromkeys("‐‑−→⁃", "-")
    | dict.fromkeys("\r\x0b\x0c\u2028\u2029", "\n")
    | {"•": ";", "·": ";"}
)
_MODAL = frozenset(word_list("be vary need change include have take depend require continue not"))
_TUMBLE = frozenset(word_list("behind short within under into apart below off through"))


class Token(Struct, frozen=True):
    """One word, number or sign.

    Attributes:
        text: in lower case.
        written: as people wrote it.
        sense: the part it plays.
        value: its meaning (a month's number, a count, …).
        glued: whether it touches the token before it.
        mended: whether a spelling mistake was put right to understand it.
    """

    text: str
    written: str
    sense: Sense
    value: object
    glued: bool
    mended: bool = False

    @property
    def number(self) -> int:
        """Its value as a number; 0 for anything else."""
        return self.value if isinstance(self.value, int) else 0


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text; expressions such as "no later than" become one token."""
    clean = unicodedata.normalize("NFKC", text).translate(_SAME_SIGN)
    found: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(clean):
        if match.group() != ".":
            found.append(_token(match, glued=match.start() == end))
        end = match.end()
    return _without_verbs(_joined(found))


def _token(match: re.Match[str], *, glued: bool) -> Token:
    written = match.group()
    text = written.casefold()
    if match.lastgroup == "word":
        return _word(text, written, glued=glued)
    if match.lastgroup == "number" and len(text) <= _TOO_LONG:
        return Token(text, written, Sense.NUMBER, int(text), glued)
    if match.lastgroup == "ordinal":
        return Token(text, written, Sense.ORDINAL, int(text[:-2]), glued)
    if match.lastgroup == "dotted":
        return Token(text, written, Sense.DOTTED, text, glued)
    if match.lastgroup == "line" or text == ";":
        return Token(text, written, Sense.BREAK, text, glued)
    if text == "&":
        return Token(text, written, Sense.AND, text, glued)
    if match.lastgroup == "number":
        return Token(text, written, Sense.UNKNOWN, text, glued)
    return Token(text, written, Sense.SIGN, text, glued)


def _word(text: str, written: str, *, glued: bool) -> Token:
    known = WORDS.get(text)
    if known is None and text.endswith("'s"):
        known = WORDS.get(text[:-2])
    if known:
        return Token(text, written, known[0], known[1], glued)
    meant = near_word(text)
    if meant:
        sense, value = WORDS[meant]
        return Token(meant, written, sense, value, glued, mended=True)
    return Token(text, written, Sense.UNKNOWN, text, glued)


def _joined(found: Sequence[Token]) -> list[Token]:
    """Replace each known expression by one token, reading over hyphens inside it."""
    out: list[Token] = []
    at = 0
    while at < len(found):
        merged, after = _saying(found, at)
        out.append(merged)
        at = after
    return out


def _saying(found: Sequence[Token], at: int) -> tuple[Token, int]:
    for words, (sense, value) in SAYINGS.get(found[at].text, ()):
        end = _end_of(found, at, words)
        if end:
            written = _written(found[at:end])
            return Token(" ".join(words), written, sense, value, found[at].glued), end
    return found[at], at + 1


def _written(found: Sequence[Token]) -> str:
    return "".join(f"{'' if token.glued else ' '}{token.written}" for token in found).strip()


def _end_of(found: Sequence[Token], at: int, words: Sequence[str]) -> int:
    """Where an expression that begins here ends; 0 when it does not stand here."""
    for word in words:
        if at < len(found) and word != "/" and found[at].text in ("-", "–") and found[at].glued:
            at += 1
        if at >= len(found) or found[at].text != word:
            return 0
        at += 1
    return at


def _without_verbs(found: list[Token]) -> tuple[Token, ...]:
    """ "May vary" names no month, "fall behind" no season."""
    for at, (token, after) in enumerate(pairwise(tuple(found))):
        month_verb = token.text == "may" and after.text in _MODAL
        season_verb = token.text == "fall" and after.text in _TUMBLE
        if month_verb or season_verb:
            found[at] = replace(token, sense=Sense.UNKNOWN, value=token.text)
    return tuple(found)

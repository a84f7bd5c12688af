"""What stands before a text and says where it belongs: "GOAL #1:", "1.2", "a)", "•"."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from toolkit.plan.reading.source import Line
from toolkit.plan.reading.vocabulary import (
    LEVEL_WORDS,
    MODIFIERS,
    NUMBER_WORDS,
    NUMBERED_ONLY,
    PREFIXES,
)
from toolkit.plan.reading.wordings import plain, unaccented, words_of

BOXES = "☐☑☒✅⬜◻❏❑"
"""Tick boxes: what stands behind one is an entry, and whether it is ticked is said of it."""

BULLETS = f"•·▪●○◦‣⁃∙■□➢➤✓✔❖►▶»{BOXES}"
_BULLET = re.compile(rf"\s*(?:[{BULLETS}]\s*|[-–—*+]\s+|o(?:\t+|\s{{2,}}))(?=\S)")
_BOX = re.compile(rf"\s*(?:([{BOXES}])\ufe0f?|(\[(?:\s?|[xX✓✔])\])(?=\s))\s*(?=\S)")
_DOTTED = re.compile(
    r"\s*[(\[]?(\d{1,3}(?:\.\d{1,3})*(?:\.?[A-Za-z])?)(?:(\.|\)|\]|:)(?=\s|$)|(\s[-–—](?=\s+[^\s\d]))|(?=\s|$))\s*"
)
_LETTER = re.compile(r"\s*[(\[]?([A-Za-z])[.)\]](?:\s+|$)")
_ROMAN = re.compile(r"\s*[(\[]?([ivxlcdm]{1,7}|[IVXLCDM]{1,7})[.)\]](?:\s+|$)")
_IS_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_HEIGHTS = {plain(name): height for name, height in {**NUMBERED_ONLY, **LEVEL_WORDS}.items()}
_ALONE = frozenset(plain(name) for name in LEVEL_WORDS)
_ALL_NAMES = {*LEVEL_WORDS, *NUMBERED_ONLY, *map(unaccented, LEVEL_WORDS)}
_NAMES = "|".join(
    re.escape(name).replace(r"\ ", r"\s+") for name in sorted(_ALL_NAMES, key=len, reverse=True)
)
_WORDS_BEFORE = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in MODIFIERS)
_SKIPPED = "|".join(PREFIXES)
_NUMBERED = (
    r"(?P<number>[IVXLC]{1,5}[.\-](?:[A-Z]|\d{1,2})(?:[.\-]\d{1,2})?(?!\w)"
    r"|\d{1,3}(?:[.\-]\d{1,3})*(?:[.\-]?[A-Za-z])?(?:[.\-]\d{1,3}){0,3}(?![\w%])"
    r"|[A-Z]{1,3}[.\-]?\d{1,3}(?:[.\-]?(?:\d{1,3}|[A-Za-z]))*(?![\w%])"
    r"|[IVXLC]{1,6}(?!\w)|[A-Z](?![\w'’])"
    + "|(?:" + "|".join(NUMBER_WORDS) + r")(?!\w))"
)  # fmt: skip
_LABEL = re.compile(
    rf"\s*(?P<skipped>(?:{_SKIPPED})\s+)?"
    rf"(?P<label>(?:(?:{_WORDS_BEFORE})\s+){{0,3}}(?:{_NAMES}))"
    rf"(?:(?:\s*(?:\#|no\.|number)\s*|\s+|(?=\d)){_NUMBERED})?"
    r"(?P<end>\s*[:.)]+(?=\s|$)|\s*[–—|]\s*|\s+-\s+|\s+|$)",
    re.IGNORECASE,
)


class Mark(Struct, frozen=True):
    """The sign before a text.

    Attributes:
        kind: label, dotted, letter, roman, bullet; "" when there is none.
        value: number or letter as printed, "" when there is none.
        label: the level's name as printed ("GOAL STATEMENT").
        rest: the text after the sign.
        upper: letters or Roman numerals in capitals.
        skipped: a word before the label that is no part of it ("SAMPLE").
        box: a tick box before the text.
    """

    kind: str
    value: str = ""
    label: str = ""
    rest: str = ""
    upper: bool = False
    skipped: str = ""
    box: str = ""

    @property
    def shown(self) -> str:
        """The text with its tick box."""
        return f"{self.box} {self.rest}".strip()

    @property
    def depth(self) -> int:
        """How many numbers a dotted number has; the "0" of "1.0" is none."""
        return len([part for part in re.split(r"[.\-]", self.value.removesuffix(".0")) if part])


def mark_of(line: Line) -> Mark:
    """The mark of a line: the automatic one, else the one typed into its text."""
    if line.mark:
        if line.mark.strip() in BULLETS or not line.mark.strip(" .()"):
            inner = parse_mark(line.text)
            if inner.kind == "label" or inner.box:
                return inner
            return Mark("bullet", rest=line.text.strip())
        found = parse_mark(f"{line.mark} {line.text}")
        if found.kind:
            return found
        return Mark("bullet", value=line.mark.strip(), rest=line.text.strip())
    return parse_mark(line.text)


@lru_cache(maxsize=8192)
def parse_mark(text: str) -> Mark:
    """The mark typed before a text."""
    label = _label(text)
    if label:
        return label
    if box := _BOX.match(text):
        return Mark("bullet", rest=text[box.end() :].strip(), box=box[1] or box[2])
    if bullet := _BULLET.match(text):
        rest = text[bullet.end() :].strip()
        inner = _label(rest)
        if inner and inner.value:
            return inner
        box = _BOX.match(rest)
        return parse_mark(rest) if box else Mark("bullet", rest=rest)
    if dotted := _dotted(text):
        return dotted
    roman = _ROMAN.match(text)
    letter = _LETTER.match(text)
    if letter:
        value = letter[1]
        return Mark("letter", value, rest=text[letter.end() :].strip(), upper=value.isupper())
    if roman and _IS_ROMAN.fullmatch(roman[1]):
        value = roman[1]
        return Mark("roman", value, rest=text[roman.end() :].strip(), upper=value.isupper())
    return Mark("", rest=text.strip())


def _dotted(text: str) -> Mark | None:
    found = _DOTTED.match(text)
    if not found:
        return None
    value, rest = found[1], text[found.end() :].strip()
    bracketed = text.lstrip()[:1] in "(["
    if not found[2] and not found[3] and not bracketed and ("." not in value or rest[:1].islower()):
        return None
    if found[2] is None and not rest:
        return None
    return Mark("dotted", value.rstrip("."), rest=rest)


def _label(text: str) -> Mark | None:
    found = _LABEL.match(text)
    if not found:
        return None
    number, end = found["number"] or "", found["end"]
    rest = text[found.end() :].strip()
    separated = bool(end.strip()) or not rest
    if number:
        written = number.casefold()
        if written in NUMBER_WORDS and not separated:
            return None
        if not separated and rest[:1].islower():
            return None
        if number.isalpha() and not separated and not number.isupper():
            return None
        if number.isalpha() and number.islower() and written not in NUMBER_WORDS:
            number = number.upper() if _IS_ROMAN.fullmatch(number) else number
    elif not end.strip().startswith(":"):
        return None
    label = " ".join(found["label"].split())
    if not number and not _stands_alone(label):
        return None
    value = NUMBER_WORDS.get(number.casefold(), number)
    skipped = " ".join(filter(None, ((found["skipped"] or "").strip(), _word_number(number))))
    return Mark("label", value, label, rest, skipped=skipped)


def _stands_alone(label: str) -> bool:
    """Whether the word names a level without a number after it ("Goal:", not "Outcome:")."""
    words = plain(label).split()
    return any(" ".join(words[start:]) in _ALONE for start in range(len(words)))


def _word_number(number: str) -> str:
    return number if number.casefold() in NUMBER_WORDS else ""


def height_of(label: str) -> int:
    """The usual height of a level by its name, 1 the highest; 0 unknown."""
    words = plain(label).split()
    for start in range(len(words)):
        if (height := _HEIGHTS.get(" ".join(words[start:]))) is not None:
            return height
    return 0


_JOINERS = frozenset(("and", "with", "the", "our", "of", "for", "to", "be", "these", "following"))


_TITLES_TOO = frozenset(
    ("program", "programme", "project", "standard", "issue", "direction", "commitment", "challenge",
     "domain", "perspective", "work", "area", "focus", "theme", "programa", "proyecto")
)  # fmt: skip
"""Words for a level that are as often the title of a focus area."""


@lru_cache(maxsize=4096)
def section_labels(text: str) -> tuple[str, ...]:
    """Levels named by a line that names nothing else: "Strategic Objectives with Actions:".

    At most one strange word may stand before them (the organisation's name).
    """
    said = text.strip().rstrip(":").strip()
    if plain(said) in _TITLES_TOO and ":" not in text:
        return ()
    if not said or len(said) > 70 or any(sign.isdigit() for sign in said) or "." in said:
        return ()
    names = [name.strip() for name in re.split(r"\s+(?:and|with)\s+|\s*[&/,+]\s*", said)]
    found = []
    for place, name in enumerate(names):
        words = [word for word in words_of(name) if word not in _JOINERS]
        singulars = plain(" ".join(words))
        for skip in (0, 1) if place == 0 else (0,):
            label = " ".join(singulars.split()[skip:])
            strange = [w for w in label.split() if w not in MODIFIERS and not _in_names(w)]
            if label and height_of(label) and not strange:
                found.append(" ".join(words[skip:]))
                break
        else:
            return ()
    return tuple(found)


def _in_names(word: str) -> bool:
    return any(word in name.split() for name in LEVEL_WORDS)


def roman_value(text: str) -> int:
    """1 for I, 14 for XIV; 0 when it is no Roman numeral."""
    if not text or not _IS_ROMAN.fullmatch(text):
        return 0
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    numbers = [values[sign] for sign in text.casefold()]
    following = [*numbers[1:], 0]
    return sum(-n if n < after else n for n, after in zip(numbers, following, strict=True))

"""Automatic numbers: what Word prints before a paragraph of a list."""

from __future__ import annotations

import re

from msgspec import Struct

from toolkit.readers.word.xml import Element, child, name, value

BULLET = "•"


class _Level(Struct, frozen=True):
    form: str
    text: str
    start: int
    indent: str = ""


class Numbering:
    """Counts the lists of one document as Word does."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def mark(self, list_id: str, level: int) -> str:
        """The number or bullet of the next paragraph of that list; "" when it prints none."""
        abstract = self._lists.get(list_id, "")
        facts = self._levels.get(abstract, {}).get(level)
        if facts is None or list_id == "0":
            return ""
        counts = self._counts.setdefault(abstract, {})
        fresh = (list_id, level) not in self._started
        if fresh and (list_id, level) in self._overrides:
            counts[level] = self._overrides[(list_id, level)]
        else:
            counts[level] = counts[level] + 1 if level in counts else facts.start
        self._started.add((list_id, level))
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        if facts.form == "bullet":
            return BULLET
        if facts.form == "none":
            return facts.text.strip() if "%" not in facts.text else ""
        return self._shown(abstract, facts)

    def indent(self, list_id: str, level: int) -> str:
        """How far that level of that list is indented, in twips; "" when it does not say."""
        facts = self._levels.get(self._lists.get(list_id, ""), {}).get(level)
        return facts.indent if facts else ""

    def _shown(self, abstract: str, facts: _Level) -> str:
        counts = self._counts[abstract]

        def number(found: re.Match[str]) -> str:
            wanted = int(found[1]) - 1
            known = self._levels[abstract].get(wanted)
            if known is None:
                return ""
            return _written(counts.get(wanted, known.start), known.form)

        return re.sub(r"%([1-9])", number, facts.text).strip()

    def _read(self, root: Element) -> None:
        for abstract in root.findall(name("w:abstractNum")):
            key = value(abstract, "w:abstractNumId")
            self._levels[key] = {
                int(value(level, "w:ilvl", "0")): _level(level)
                for level in abstract.findall(name("w:lvl"))
            }
        for number in root.findall(name("w:num")):
            key = value(number, "w:numId")
            self._lists[key] = value(child(number, "w:abstractNumId"))
            for override in number.findall(name("w:lvlOverride")):
                at = int(value(override, "w:ilvl", "0"))
                start = value(child(override, "w:startOverride"))
                if start.isdigit():
                    self._overrides[(key, at)] = int(start)


def _level(element: Element) -> _Level:
    start = value(child(element, "w:start"), default="1")
    return _Level(
        value(child(element, "w:numFmt"), default="decimal"),
        value(child(element, "w:lvlText")),
        int(start) if start.isdigit() else 1,
        value(child(element, "w:pPr", "w:ind"), "w:left"),
    )


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.casefold()
    if form == "decimalZero":
        return f"{number:02}"
    return str(number)


def _roman(number: int) -> str:
    shown = ""
    for worth, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        while number >= worth:
            shown += sign
            number -= worth
    return shown

"""The list of texts that cells of a workbook share."""

from __future__ import annotations

import re
from array import array

from toolkit.xlsx.encoding import require_utf8
from toolkit.xlsx.escapes import characters, rich_text, unescape
from toolkit.xlsx.limits import Limits
from toolkit.xlsx.markup import ATTRIBUTES
from toolkit.xlsx.masking import masked
from toolkit.xlsx.refused import damaged, too_large

_USUAL_HEAD = re.compile(r"(?:<\?xml [^<>]*>\s*)?<sst(?:\s[^<>]*)?>")
_USUAL_ENTRY = re.compile(r"<si>([^<]*+(?:<(?!/si>)[^<]*+)*+)</si>")
_ROOT = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)sst" + ATTRIBUTES + rb"\s*(/?)>")


class SharedStrings:
    """The shared texts, each decoded only when a cell asks for it.

    Attributes:
        part: the part's name, for messages.
    """

    def __init__(self, xml: bytes, part: str, limits: Limits) -> None:
        self.part = part
        self._xml = xml
        self._starts = array("L")
        self._stops = array("L")
        self._texts: dict[int, str] = {}
        self._entries: list[str] = []
        if xml:
            require_utf8(xml, part)
            self._entries = _usual(xml, limits)
            if not self._entries:
                self._index(limits)

    def __len__(self) -> int:
        return len(self._entries or self._starts)

    def text(self, number: int) -> str:
        """The text of that number, as a person reads it.

        Raises:
            IndexError: when the list has no such entry.
        """
        text = self._texts.get(number)
        if text is None:
            if number < 0:
                raise IndexError(number)
            if self._entries:
                return _entry_text(self._entries[number], self.part)
            raw = self._xml[self._starts[number] : self._stops[number]]
            text = rich_text(raw, self.part)
            self._texts[number] = text
        return text

    def _index(self, limits: Limits) -> None:
        xml = masked(self._xml)
        root = _ROOT.search(xml)
        if root is None:
            raise damaged("it holds no list of texts", code="bad-xml", where=self.part)
        if root[2]:
            return
        name = b"<" + root[1] + b"si"
        entry = re.compile(name + ATTRIBUTES + rb"\s*(/?)>")
        closing = re.compile(b"</" + root[1] + rb"si\s*>")
        at = xml.find(name, root.end())
        while at >= 0:
            match = entry.match(xml, at)
            if match is None:
                raise damaged("its list of texts is broken", code="bad-xml", where=self.part)
            start = stop = match.end()
            if not match[1]:
                end = closing.search(xml, start)
                if end is None:
                    raise damaged("its list of texts is broken", code="bad-xml", where=self.part)
                stop = end.start()
            self._starts.append(start)
            self._stops.append(stop)
            if len(self._starts) > limits.strings:
                raise too_large(
                    f"it has more than {limits.strings:,} texts",
                    code="too-many-texts",
                    where=self.part,
                )
            at = xml.find(name, stop)


def _usual(xml: bytes, limits: Limits) -> list[str]:
    """What stands in each entry of a list written as nearly all are; nothing for any other.

    One sweep takes a fraction of the time.
    """
    if xml.count(b"<si") > limits.strings or b"<!" in xml:
        return []
    try:
        text = xml.decode()
    except UnicodeDecodeError:
        return []
    head = _USUAL_HEAD.match(text)
    if head is None or text.find("<?", head.end()) >= 0:
        return []
    found = _USUAL_ENTRY.findall(text, head.end())
    return found if text.count("<si") == len(found) == text.count("</si") else []


def _entry_text(entry: str, part: str) -> str:
    """The text of an entry: nearly always one run without letters of its own."""
    inside = entry[3:-4]
    if entry.startswith("<t>") and entry.endswith("</t>") and "<" not in inside:
        return unescape(characters(inside, part))
    return rich_text(entry.encode(), part)

"""The small XML parts of a workbook, with the byte offsets of every element in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from xml.parsers import expat

from toolkit.errors import FileRefused
from toolkit.xlsx.encoding import require_utf8
from toolkit.xlsx.refused import damaged, too_large

SPREADSHEET = frozenset(
    (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
)
ATTRIBUTES = rb"(?:\s+[^\s=<>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*+"
_TAG = re.compile(rb"<[^\s<>/]+" + ATTRIBUTES + rb"\s*(/?)>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=<>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_LEAF = rb'(?: [\w:.-]+="[^"<&\x00-\x1f]*")++/>'
_LEAVES = re.compile(rb"((<[\w:.-]+)" + _LEAF + rb")(?:\2" + _LEAF + rb")*+")
_LEAF_ATTRIBUTE = re.compile(rb' ([\w:.-]+)="([^"]*)"')
_decoded = bytes.decode
_WORTH_IT = 2_000
"""Bytes of elements alike on end that are filed without the parser: ten thousand links, relations,
merged areas. With it, they take nearly twice as long."""
_DEEPEST = 100
UNREADABLE = (expat.ExpatError, ValueError, LookupError)


class Element:
    """One element of a part.

    Attributes:
        name: local name; ``space`` its namespace.
        attributes: values by local name; those of another namespace as ``namespace name``.
        depth: 0 for the root.
        parent: the element around it; None for the root.
        text: its own characters, without those of its children.
        start: offset of ``<``.
        inside: offset just behind its start tag.
        stop: offset just behind its end.
    """

    __slots__ = (
        "attributes",
        "depth",
        "inside",
        "name",
        "parent",
        "space",
        "start",
        "stop",
        "text",
    )

    def __init__(self, tag: str, attributes: dict[str, str], parent: Element | None) -> None:
        self.space, self.name = _space_and_name(tag)
        self.attributes = attributes
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.text = ""
        self.start = self.inside = self.stop = 0

    def get(self, name: str, otherwise: str = "") -> str:
        """An attribute's value."""
        return self.attributes.get(name, otherwise)

    @property
    def path(self) -> str:
        """The local names from the root down, joined by slashes."""
        return f"{self.parent.path}/{self.name}" if self.parent else self.name


def _leaf(like: bytes) -> re.Pattern[bytes]:
    """The tags that have the name and the attributes of another, in its order."""
    name = re.escape(like[: like.index(b" ")])
    values = (
        b" " + re.escape(attribute) + b'="([^"<&\\x00-\\x1f]*)"'
        for attribute, _ in _LEAF_ATTRIBUTE.findall(like)
    )
    return re.compile(name + b"".join(values) + b"/>")


@lru_cache(maxsize=256)
def _space_and_name(tag: str) -> tuple[str, str]:
    space, _, name = tag.rpartition(" ")
    return space, name


def elements(
    xml: bytes,
    part: str,
    *,
    skip: tuple[int, int] = (0, 0),
    limit: int = 1_000_000,
    lists: frozenset[str] | None = None,
) -> list[Element]:
    """All elements of a part in document order.

    Args:
        xml: the part.
        part: its name, for messages.
        skip: a stretch between two tags that is left unread, as offsets.
        limit: how many elements are taken in.
        lists: when given, only the root, its children, and the children of those so named are
            told; the rest is read all the same.

    Raises:
        FileRefused: when it is not well-formed or not UTF-8.
    """
    require_utf8(xml, part)
    collector = _Collector(xml, part, skip, limit, lists)
    try:
        collector.run()
    except UNREADABLE as error:
        raise damaged(f"it is not well-formed ({error})", code="bad-xml", where=part) from error
    finally:
        collector.let_go()
    return collector.found


class _Collector:
    def __init__(
        self,
        xml: bytes,
        part: str,
        skip: tuple[int, int],
        limit: int,
        lists: frozenset[str] | None,
    ) -> None:
        self.found: list[Element] = []
        self._lists = lists
        self._passed_over = 0
        self._xml = xml
        self._skip = skip
        self._part = part
        self._limit = limit
        self._base = self._fed = 0
        self._open: list[Element] = []
        self._texts: dict[int, list[str]] = {}
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype

    def run(self) -> None:
        first, second = self._skip
        if second:
            self._stretch(0, first)
            self._stretch(second, len(self._xml))
        else:
            self._stretch(0, len(self._xml))
        self._parser.Parse(b"", True)

    def _stretch(self, start: int, stop: int) -> None:
        """Take in the text between two offsets; of elements alike on end the parser gets one."""
        if self._lists is None:
            for leaves in _LEAVES.finditer(self._xml, start, stop):
                if leaves.end() - leaves.end(1) > _WORTH_IT:
                    self._feed(start, leaves.end(1))
                    start = self._alike(leaves.start(), leaves.end(1), leaves.end())
        self._feed(start, stop)

    def _feed(self, start: int, stop: int) -> None:
        self._base = start - self._fed
        self._fed += stop - start
        self._parser.Parse(memoryview(self._xml)[start:stop], False)

    def _alike(self, first: int, start: int, stop: int) -> int:
        """File the elements that follow one of their kind; tells where the parser goes on.

        Args:
            first: where the parser should have found the one of their kind: not so in a comment.
            start: where the others begin.
            stop: where they end.
        """
        like, found = self.found[-1], self.found
        written = _LEAF_ATTRIBUTE.findall(self._xml, first, start)
        usual = like.start == first and like.parent is not None
        if not usual or len(written) != len(like.attributes):
            return start
        names, at, kind = tuple(like.attributes), start, f"{like.space} {like.name}"
        for tag in _leaf(self._xml[first:start]).finditer(self._xml, start, stop):
            if tag.start() != at:
                return at
            facts = dict(zip(names, map(_decoded, tag.groups()), strict=True))
            element = Element(kind, facts, like.parent)
            element.start, at = tag.span()
            element.inside = element.stop = at
            found.append(element)
            if len(found) > self._limit:
                raise self._too_many()
        return at

    def let_go(self) -> None:
        """Part from the parser: each holding the other, they would keep every element for long."""
        del self._parser

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._lists is not None and (self._passed_over or self._is_inside(self._lists)):
            self._passed_over += 1
            if self._passed_over > _DEEPEST:
                raise self._too_many()
            return
        element = Element(tag, attributes, self._open[-1] if self._open else None)
        start = element.start = self._parser.CurrentByteIndex + self._base
        match = _TAG.match(self._xml, start)
        element.inside = match.end() if match else start
        self._open.append(element)
        self.found.append(element)
        if len(self.found) > self._limit or element.depth > _DEEPEST:
            raise self._too_many()

    def _is_inside(self, lists: frozenset[str]) -> bool:
        """Whether what begins now is neither the root, a child of it, nor an entry of a list."""
        depth = len(self._open)
        return depth > 2 or (depth == 2 and self._open[-1].name not in lists)

    def _too_many(self) -> FileRefused:
        return too_large("it has too many elements", code="too-many-elements", where=self._part)

    def _end(self, _: str) -> None:
        if self._passed_over:
            self._passed_over -= 1
            return
        element = self._open.pop()
        if self._texts:
            element.text = "".join(self._texts.pop(element.depth, ()))
        if self._xml[element.inside - 2 : element.inside] == b"/>":
            element.stop = element.inside
        else:
            at = self._parser.CurrentByteIndex + self._base
            element.stop = self._xml.find(b">", at) + 1

    def _doctype(self, *_: object) -> None:
        raise damaged("it declares a document type", code="doctype", where=self._part)

    def _text(self, text: str) -> None:
        if self._open and not self._passed_over:
            self._texts.setdefault(self._open[-1].depth, []).append(text)


def attributes_of(raw: bytes) -> dict[bytes, bytes]:
    """The attributes of a start tag, as written."""
    return {
        match[1]: match[2] if match[2] is not None else match[3]
        for match in _ATTRIBUTE.finditer(raw)
    }


def tag_attributes(tag: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The attributes of a start tag as written, in order."""
    for match in _ATTRIBUTE.finditer(tag):
        yield match[1], match[2] if match[2] is not None else match[3]


def with_attribute(tag: bytes, name: bytes, value: bytes) -> bytes:
    """A start tag with one attribute set, everything else as written."""
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name:
            group = 2 if match[2] is not None else 3
            return tag[: match.start(group)] + value + tag[match.end(group) :]
    end = -2 if tag.endswith(b"/>") else -1
    return tag[:end].rstrip() + b" " + name + b'="' + value + b'"' + tag[end:]


def without_attribute(tag: bytes, name: bytes) -> bytes:
    """A start tag without one attribute, everything else as written."""
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name:
            return tag[: match.start()] + tag[match.end() :]
    return tag


def escape_attribute(text: str) -> bytes:
    """Text as it is written between double quotes."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return escaped.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;").encode()

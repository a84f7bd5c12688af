"""A YAML document as text scalars that remember their line, and the mistakes found in one.

All scalars are text; the schema types them. (A YAML reader that types scalars itself turns ``1.10``
into 1.1 and ``NO`` into false.)
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct


class LinedText(str):
    """A scalar and the line it stands on (1-based; 0 when unknown)."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, text: str, line: int = 0) -> LinedText:
        made = super().__new__(cls, text)
        made.line = line
        return made


class LinedMap(dict[str, "Node"]):
    """A mapping and the line it begins on; its keys are lined too."""

    line: int = 0


class LinedList(list["Node"]):
    """A list and the line it begins on."""

    line: int = 0


Node = LinedText | LinedMap | LinedList


class Mistake(Struct, frozen=True):
    """Something wrong in a document.

    Attributes:
        line: 1-based line, 0 when unknown.
        key: path such as ``areas[0].goals[1].who``.
        message: what was found, quoted, and what to do.
    """

    line: int
    key: str
    message: str

    def __str__(self) -> str:
        place = f"line {self.line}, " if self.line else ""
        return f"{place}{self.key}: {self.message}" if self.key else f"{place}{self.message}"


_YES = frozenset({"yes", "true", "on"})
_NO = frozenset({"no", "false", "off", ""})


class Inspector:
    """Reads a document part by part and collects every mistake instead of stopping at the first."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def report(self, node: object, key: str, message: str) -> None:
        """Note one mistake at a node."""
        self.mistakes.append(Mistake(getattr(node, "line", 0), key, message))

    def text(self, parent: LinedMap, name: str, key: str) -> str:
        """The text under a name, "" when absent or blank."""
        node = parent.get(name)
        if node is None:
            return ""
        if isinstance(node, LinedText):
            return str(node).strip()
        self.report(node, f"{key}.{name}".lstrip("."), "is a list or a group; write one text")
        return ""

    def flag(self, parent: LinedMap, name: str, key: str, *, default: bool = False) -> bool:
        """The yes or no under a name, the default when absent."""
        if name not in parent:
            return default
        word = self.text(parent, name, key).casefold()
        if word not in _YES | _NO:
            self.report(parent[name], f"{key}.{name}".lstrip("."), f'"{word}" should be yes or no')
        return word in _YES

    def mapping(self, node: Node | None, key: str) -> LinedMap:
        """A group of keys; an absent or blank one is empty."""
        if isinstance(node, LinedMap):
            return node
        if node is not None and not (isinstance(node, LinedText) and not node.strip()):
            self.report(node, key, "should be a group of `key: value` lines")
        return LinedMap()

    def items(self, node: Node | None, key: str) -> Iterator[tuple[Node, str]]:
        """The items of a list with their keys; an absent or blank one has none."""
        if isinstance(node, LinedList):
            for place, item in enumerate(node):
                yield item, f"{key}[{place}]"
        elif node is not None and not (isinstance(node, LinedText) and not node.strip()):
            self.report(node, key, "should be a list, each entry beginning with `- `")

    def texts(self, node: Node | None, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone counts as a list of one."""
        if isinstance(node, LinedText):
            return (str(node).strip(),) if node.strip() else ()
        found = []
        for item, place in self.items(node, key):
            if isinstance(item, LinedText):
                found.append(str(item).strip())
            else:
                self.report(item, place, "should be one text")
        return tuple(found)

    def only(self, parent: LinedMap, allowed: frozenset[str], key: str) -> None:
        """Report keys nobody reads, with the nearest one that is read."""
        from difflib import get_close_matches

        for name in parent:
            if name not in allowed:
                close = get_close_matches(name, sorted(allowed), n=1)
                hint = f"; did you mean `{close[0]}`?" if close else ""
                known = ", ".join(sorted(allowed))
                self.report(
                    name, f"{key}.{name}".lstrip("."), f"is not a known key{hint or f' ({known})'}"
                )

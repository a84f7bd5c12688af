"""What stands inside a stored cell, before it means anything."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from toolkit.xlsx.escapes import escape
from toolkit.xlsx.markup import ATTRIBUTES, UNREADABLE, attributes_of
from toolkit.xlsx.refused import damaged
from toolkit.xlsx.sheet_layout import CellSpan, SheetLayout

_PLAIN_NUMBER = re.compile(rb"-?[0-9]{1,15}(?:\.[0-9]{1,17})?")


class StoredCell(NamedTuple):
    """What stands inside a stored cell, as written.

    Attributes:
        formula: attributes and text of ``<f>``; None without one.
        raw: what stands in ``<v>``; None without one.
        inline: what stands in ``<is>``; None without one.
    """

    formula: tuple[dict[bytes, bytes], bytes] | None
    raw: bytes | None
    inline: bytes | None


def stored_cell(layout: SheetLayout, span: CellSpan) -> StoredCell:
    """The formula and value stored in a cell."""
    inner = layout.xml[span.inside : span.close]
    if not inner:
        return StoredCell(None, None, None)
    if layout.plain is layout.xml or inner == layout.plain[span.inside : span.close]:
        match = _inner_pattern(layout.prefix).fullmatch(inner)
        if match:
            formula = None
            if match["f"] is not None:
                formula = (attributes_of(match["fa"]), match["ft"] or b"")
            raw = (match["vt"] or b"") if match["v"] is not None else None
            inline = (match["it"] or b"") if match["i"] is not None else None
            return StoredCell(formula, raw, inline)
    return _walked(inner, layout)


@lru_cache(maxsize=16)
def _inner_pattern(prefix: bytes) -> re.Pattern[bytes]:
    p = re.escape(prefix)
    return re.compile(
        rb"\s*" + _piece(p, b"f", b"[^<]*") + rb"\s*" + _piece(p, b"v", b"[^<]*")
        + rb"\s*" + _piece(p, b"is", b".*?") + rb"\s*(?:<" + p + rb"extLst[\s>/].*)?",
        re.DOTALL,
    )  # fmt: skip


def _piece(prefix: bytes, tag: bytes, text: bytes) -> bytes:
    name, short = prefix + tag, tag[:1]
    return (
        b"(?P<" + short + b"><" + name + b"(?P<" + short + b"a>" + ATTRIBUTES + rb")\s*"
        b"(?:/>|>(?P<" + short + b"t>" + text + b")</" + name + rb"\s*>))?"
    )


def _walked(inner: bytes, layout: SheetLayout) -> StoredCell:
    """The same by a full parser, for comments, CDATA and anything unusual inside a cell."""
    found = _Walk(layout.part)
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    parser.CharacterDataHandler = found.text
    try:
        parser.Parse(b"<c>" + inner + b"</c>", True)
    except UNREADABLE as error:
        raise damaged(f"a cell is broken ({error})", code="bad-xml", where=layout.part) from error
    texts = {name: _as_xml("".join(pieces)) for name, pieces in found.texts.items()}
    inline = b"<t>" + texts["is"] + b"</t>" if "is" in texts else None
    formula = (found.formula, texts["f"]) if "f" in texts else None
    return StoredCell(formula, texts.get("v"), inline)


class _Walk:
    """Collects formula, value and inline text of one cell, each at most once."""

    def __init__(self, part: str) -> None:
        self.texts: dict[str, list[str]] = {}
        self.formula: dict[bytes, bytes] = {}
        self._path: list[str] = []
        self._part = part

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, path = tag.rpartition(":")[2], self._path
        plain = path[1:2] in (["f"], ["v"]) or (path[1:2] == ["is"] and path[-1] == "t")
        if len(path) > 20:
            raise damaged("a cell is nested too deeply", code="too-deep", where=self._part)
        if plain or (len(path) == 1 and name in self.texts):
            raise damaged("a cell holds more than one value", code="bad-cell", where=self._part)
        path.append(name)
        if len(path) == 2 and name in ("f", "v", "is"):
            self.texts[name] = []
            if name == "f":
                self.formula.update((k.encode(), v.encode()) for k, v in attributes.items())

    def end(self, _: str) -> None:
        self._path.pop()

    def text(self, characters: str) -> None:
        path = self._path
        if path[1:] in (["f"], ["v"], ["is", "t"], ["is", "r", "t"]):
            self.texts[path[1]].append(characters)


def _as_xml(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def keeps_result(layout: SheetLayout, span: CellSpan, value: str | float | bool | None) -> bool:
    """Whether a cell holds a formula and is seen at a glance to store this result of it."""
    if layout.prefix or layout.plain is not layout.xml:
        return False
    inner = layout.xml[span.inside : span.close]
    start = inner.rfind(b"</f><v>")
    if start < 0 or not inner.startswith(b"<f") or not inner.endswith(b"</v>"):
        return False
    kind, raw = span.attributes.get(b"t", b""), inner[start + 7 : -4]
    if isinstance(value, str):
        return kind == b"str" and raw == escape(value) != b""
    if value is None or isinstance(value, bool):
        return False
    return kind == b"" and _PLAIN_NUMBER.fullmatch(raw) is not None and float(raw) == value


def formula_bytes(layout: SheetLayout, span: CellSpan) -> bytes:
    """A cell's ``<f>`` element exactly as written; empty without one."""
    inner = layout.plain[span.inside : span.close]
    match = _inner_pattern(layout.prefix).fullmatch(inner)
    if match is None:
        raise damaged("a formula cell is written oddly", code="odd-markup", where=layout.part)
    if match["f"] is None:
        return b""
    start, stop = match.span("f")
    return layout.xml[span.inside + start : span.inside + stop]


def style_number(raw: bytes) -> int:
    """The style a cell names; 0 when it names none."""
    return int(raw) if raw.isdigit() and len(raw) < 7 else 0

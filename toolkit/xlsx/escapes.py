"""Text as a workbook stores it and as a person reads it: entities, ``_xHHHH_`` escapes, runs."""

from __future__ import annotations

import re
from xml.parsers import expat

from toolkit.xlsx.refused import damaged

_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}  # amp last
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|([A-Za-z]{1,5}));|&")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TO_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_SPECIAL = re.compile(r"[&<>]")
_AS_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_PLAIN_TEXT = re.compile(rb"<(?:[\w.-]+:)?t(?:\s[^<>]*)?(?:/>|>([^<]*)</(?:[\w.-]+:)?t\s*>)")


def xml_text(raw: bytes, where: str) -> str:
    """The characters of a stretch of XML without tags.

    Raises:
        FileRefused: for entities that need a document type, and characters XML forbids.
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise damaged("a text in it is not UTF-8", code="bad-text", where=where) from error
    return characters(text, where)


def characters(text: str, where: str) -> str:
    """The characters that a stretch of decoded XML without tags stands for.

    Raises FileRefused like ``xml_text``.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable() and _NOT_XML.search(text):
        raise damaged("a text in it holds forbidden characters", code="bad-text", where=where)
    if "&" not in text:
        return text
    if "&#" not in text:
        # Nearly always: only named ones, and replacing them in turn is many times faster.
        signs = text.count("&")
        if signs == sum(text.count(f"&{name};") for name in _NAMED):
            for name, sign in _NAMED.items():
                text = text.replace(f"&{name};", sign)
            return text
    return _ENTITY.sub(lambda match: _entity(match, where), text)


def _entity(match: re.Match[str], where: str) -> str:
    hexadecimal, decimal, name = match.groups()
    if name in _NAMED:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal or "0")
    character = chr(code) if 0 < code < 0x110000 else "\0"
    if _NOT_XML.match(character):
        raise damaged(f"it uses the entity {match[0]!r}", code="bad-entity", where=where)
    return character


def unescape(text: str) -> str:
    """A stored text with its ``_xHHHH_`` escapes resolved.

    Half a surrogate pair, which no file or database can hold, becomes the sign for an unreadable
    character.
    """
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if any("\ud800" <= character <= "\udfff" for character in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def escape(text: str) -> bytes:
    """Text as it is stored: control characters as ``_xHHHH_``, signs as entities."""
    text = _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return _SPECIAL.sub(lambda match: _AS_ENTITY[match[0]], text).encode()


def is_writable(text: str) -> bool:
    """Whether the text can be stored at all: no half surrogate pairs."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def rich_text(raw: bytes, where: str) -> str:
    """The characters of a ``<si>`` or ``<is>``: all runs joined, phonetic hints left out.

    Args:
        raw: the XML between its tags.
        where: the part, for messages.
    """
    match = _PLAIN_TEXT.fullmatch(raw.strip())
    if match:
        return unescape(xml_text(match[1] or b"", where))
    if not raw.strip():
        return ""
    return unescape(_walked(raw, where))


def _walked(raw: bytes, where: str) -> str:
    pieces: list[str] = []
    path: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        if len(path) > 20:
            raise damaged("a text in it is nested too deeply", code="too-deep", where=where)
        if "t" in path:
            raise damaged("a text in it holds more than text", code="bad-cell", where=where)
        path.append(tag.rpartition(":")[2])

    def end(_: str) -> None:
        path.pop()

    def text(characters: str) -> None:
        if path in (["si", "t"], ["si", "r", "t"]):
            pieces.append(characters)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(b"<si>" + raw + b"</si>", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise damaged(f"a text in it is broken ({error})", code="bad-xml", where=where) from error
    return "".join(pieces)

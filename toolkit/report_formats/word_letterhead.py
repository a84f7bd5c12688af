"""An organisation's letterhead as the sheet page one is written on, whatever kind of file it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from toolkit.errors import UsageError
from toolkit.report_formats.word_parts import zipped

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KINDS = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
"""A template and files with macros: each is a document with another name on it."""

_LOCKED = b"\xd0\xcf\x11\xe0"
"""How a file locked with a password begins, and a .doc of long ago."""

_NOT_OURS = ("documentProtection", "writeProtection", "mailMerge", "attachedTemplate",
             "trackRevisions", "docVars")  # fmt: skip
"""Settings of a letterhead that would lock the report, or ask its reader for data."""

_EMU, _LINE = 12_700, 17.0


def letterhead_document(content: bytes, opened: Callable[[io.BytesIO], Any]) -> Any:
    """The letterhead without its text: head, foot, page and styles. Raises UsageError.

    Args:
        opened: opens a Word document.
    """
    if content.startswith(_LOCKED):
        raise _refused("is locked with a password, or a .doc of an old Word")
    try:
        document: Any = opened(io.BytesIO(_plain_document(content)))
        _emptied(document.element.body)
        _unlocked(document)
        _ = document.sections[0].header
    except (ValueError, KeyError, IndexError, SyntaxError, OSError, zipfile.BadZipFile) as problem:
        raise _refused("is not a Word document (.docx or .dotx)") from problem
    return document


def _refused(what: str) -> UsageError:
    return UsageError(
        f"the letterhead {what}.",
        where="settings.yaml, report.letterhead",
        next_step="Save it in Word as .docx, without a password, and name that file.",
    )


def _plain_document(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        parts = {name: found.read(name) for name in found.namelist()}
    kinds = parts.get("[Content_Types].xml", b"")
    for kind in _KINDS:
        kinds = kinds.replace(kind, _MAIN)
    parts["[Content_Types].xml"] = kinds
    return zipped(parts)


def _emptied(body: Any) -> None:
    """Its text goes; of several sections the first stays: that is the sheet with the letterhead."""
    pages = list(body.iter(f"{_W}sectPr"))
    for old in list(body):
        body.remove(old)
    body.append(pages[0] if pages else body.makeelement(f"{_W}sectPr"))


def _unlocked(document: Any) -> None:
    settings = document.settings.element
    for old in [each for name in _NOT_OURS for each in settings.findall(f"{_W}{name}")]:
        settings.remove(old)
    kept = [each.target_part for each in document.part.rels.values() if not each.is_external]
    for part in (document.part, *kept):
        for known, relation in list(part.rels.items()):
            if relation.reltype.endswith(("/vbaProject", "/attachedTemplate", "/mailMergeSource")):
                part.rels.pop(known)


def edges(section: Any) -> tuple[float, float]:
    """Room the head and the foot of the first sheet really take, in points from the edges."""
    first = section.different_first_page_header_footer
    head = section.first_page_header if first else section.header
    foot = section.first_page_footer if first else section.footer
    return (
        max(_points(section.top_margin), _points(section.header_distance) + _height(head)),
        max(_points(section.bottom_margin), _points(section.footer_distance) + _height(foot)),
    )


def _points(length: int | None) -> float:
    return abs(length or 0) / _EMU


def _height(part: Any) -> float:
    """Height of a head or foot: one line a paragraph, or its tallest picture in the text."""
    if part.is_linked_to_previous:
        return 0.0
    return sum(_paragraph(each) for each in _outer(part._element))


def _outer(element: Any) -> Iterable[Any]:
    """Its paragraphs; of a row of a table the tallest cell alone counts."""
    for child in element:
        if child.tag == f"{_W}p":
            yield [child]
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = [list(cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc")]
                yield max(cells, key=len, default=[])


def _paragraph(paragraphs: list[Any]) -> float:
    pictures = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    total = 0.0
    for paragraph in paragraphs:
        found = [
            int(extent.get("cy", "0")) / _EMU
            for inline in paragraph.iter(f"{pictures}inline")
            for extent in inline.iter(f"{pictures}extent")
        ]
        lines = 1 + sum(1 for _ in paragraph.iter(f"{_W}br"))
        total += max([lines * _LINE, *found])
    return total

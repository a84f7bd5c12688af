"""The gate a Word document passes before anything reads it."""

from __future__ import annotations

import re

from toolkit.errors import FileRefused
from toolkit.readers.refusals import refuse_by_content
from toolkit.xlsx import STANDARD, Package
from toolkit.xlsx.package import open_package, unpack_chunks

_DOCTYPE = re.compile(
    rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.IGNORECASE
)
_XML = (".xml", ".rels", ".vml")
_DEEPEST = 200
_STEP = "Open it in Word, save it as a new Word document (.docx), and import that one."


def check_word_package(data: bytes) -> Package:
    """The document's members, each unpacked within limits, none with a document type.

    Raises:
        FileRefused: with the reason and what to do.
    """
    refuse_by_content(data, word=True)
    try:
        package = open_package(data, STANDARD)
        for member in package.members:
            if member.key.endswith(_XML):
                _check_part(package.read(member), member.name)
            else:
                for _ in unpack_chunks(data, member):
                    pass
    except FileRefused as refused:
        raise FileRefused(
            refused.code, refused.found, where=refused.where, next_step=_STEP
        ) from refused
    if package.find("word/document.xml") is None:
        if package.find("xl/workbook.xml") is not None:
            step = "Give it the ending .xlsx and import it again."
            raise FileRefused(
                "not-word", "is an Excel workbook, not a Word document", next_step=step
            )
        raise FileRefused("not-word", "holds no Word document", next_step=_STEP)
    return package


def _check_part(content: bytes, name: str) -> None:
    if _DOCTYPE.search(content):
        raise FileRefused("doctype", "it declares a document type", where=name, next_step=_STEP)
    depth = deepest = 0
    for tag in re.finditer(rb"<(/?)[A-Za-z_][^<>]*?(/?)>", content):
        if tag[1]:
            depth -= 1
        elif not tag[2]:
            depth += 1
            deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise FileRefused(
            "too-deep", "its elements are nested too deeply", where=name, next_step=_STEP
        )

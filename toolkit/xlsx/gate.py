"""The gate every workbook passes before anything reads it: nothing gets through that could hang,
fill or mislead the computer, and every refusal says why and what to do."""

from __future__ import annotations

import re
from xml.parsers import expat

from msgspec.structs import replace

from toolkit.errors import FileRefused
from toolkit.xlsx.limits import STANDARD, Limits
from toolkit.xlsx.markup import UNREADABLE
from toolkit.xlsx.package import Package, open_package, same_member, unpack_chunks
from toolkit.xlsx.refused import damaged, too_large
from toolkit.xlsx.signatures import require_zip
from toolkit.xlsx.zip_directory import Member

_CHUNK = 1 << 18
_WALKED = 1 << 20
_XML_NAMES = (".xml", ".rels", ".vml")
_CELL_PART = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(?:worksheet|sst)[\s>/]")
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
_KINDS = (
    (b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xlsx"),
    (b"application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsm"),
    (b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", "xltx"),
    (b"application/vnd.ms-excel.template.macroEnabled.main+xml", "xltm"),
)
_OTHERS: tuple[tuple[str, str, str], ...] = (
    ("word/document.xml", "word", "this is a Word document"),
    ("ppt/presentation.xml", "powerpoint", "this is a PowerPoint presentation"),
    ("xl/workbook.bin", "binary-workbook", "this is a binary workbook (.xlsb)"),
    ("content.xml", "open-document", "this is an OpenDocument file (LibreOffice)"),
    ("index/document.iwa", "numbers", "this is an Apple Numbers document"),
    ("index.zip", "numbers", "this is an Apple Numbers document"),
)


def check_package(
    data: bytes, *, limits: Limits = STANDARD, like: Package | None = None
) -> Package:
    """The verdict on a file: the workbook's members, sizes and kind, or a refusal with its reason.

    Every member is unpacked, counted and checked against its checksum, and XML parts are read
    through for document types, depth and giant tags. Large sheets and text lists are left to the
    strict row-by-row reading that follows: nothing is ever nested or expanded there.

    Args:
        data: the file.
        limits: how much is taken in.
        like: the state of it that passed under the same limits before we packed this one; what
            both store in the same bytes is not looked at again.

    Raises:
        FileRefused: with ``code``, what was found and what to do.
    """
    require_zip(data)
    package = open_package(data, limits, own=like is not None)
    kind = _kind(package)
    malformed = frozenset(
        member.name for member in package.members if not _known_or_sound(package, member, like)
    )
    return replace(package, kind=kind, malformed=malformed)


def _known_or_sound(package: Package, member: Member, like: Package | None) -> bool:
    if like is not None and same_member(package, like, member.name):
        return member.name not in like.malformed
    return _sound(package, member, package.limits)


def _kind(package: Package) -> str:
    for name, code, found in _OTHERS:
        if package.find(name):
            raise FileRefused(
                code, found, next_step="Save it as an Excel workbook (.xlsx) and use that file."
            )
    types = package.find("[Content_Types].xml")
    if types is None:
        raise FileRefused(
            "not-a-workbook",
            "this is a packed archive, not an Excel workbook",
            next_step="Unpack it and use the workbook inside.",
        )
    content = package.read(types)
    return next((kind for mark, kind in _KINDS if mark in content), "")


def _sound(package: Package, member: Member, limits: Limits) -> bool:
    if not member.key.endswith(_XML_NAMES):
        for _ in unpack_chunks(package.data, member):
            pass
        return True
    content = package.read(member)
    head = content[:8192]
    if _DOCTYPE.search(head):
        raise _doctype(member)
    if len(content) > _WALKED and _CELL_PART.search(head):
        return True
    well_formed = _parses(content, member, limits)
    if not well_formed and _DOCTYPE.search(content):
        raise _doctype(member)
    return well_formed


def _parses(content: bytes, member: Member, limits: Limits) -> bool:
    """Whether the part is XML at all; depth and tag sizes are bounded on the way.

    Handlers for each element would cost more than all the rest. As long as the part has as many
    ``<`` as ``>``, one byte a letter there, and no comments, every ``/>`` closes an empty element
    and the depth after each chunk is a matter of counting; any other part is walked element by
    element.
    """
    loose = content.count(b"<") != content.count(b">")
    exact = loose or b"\0" in content or b"<!" in content or content.find(b"<?", 5) >= 0
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype(member)
    if exact:
        _watch_depth(parser, member, limits)
    view = memoryview(content)
    depth = 0
    try:
        for at in range(0, len(content), _CHUNK):
            stop = min(at + _CHUNK, len(content))
            depth += 0 if exact else _depth_change(content, at, stop)
            if depth > limits.depth + 1:
                raise _too_deep(member)
            parser.Parse(view[at:stop], False)
            if stop - parser.CurrentByteIndex > limits.tag:
                raise too_large("one of its tags is enormous", code="giant-tag", where=member.name)
        parser.Parse(b"", True)
    except UNREADABLE:
        return False
    return True


def _depth_change(content: bytes, start: int, stop: int) -> int:
    closing = content.count(b"</", start, stop + 1)
    return content.count(b"<", start, stop) - 2 * closing - content.count(b"/>", start, stop + 1)


def _watch_depth(parser: expat.XMLParserType, member: Member, limits: Limits) -> None:
    depth = 0

    def start(_: str, __: object) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.depth:
            raise _too_deep(member)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end


def _refuse_doctype(member: Member):  # type: ignore[no-untyped-def]
    def refuse(*_: object) -> None:
        raise _doctype(member)

    return refuse


def _doctype(member: Member) -> FileRefused:
    return damaged("it declares a document type", code="doctype", where=member.name)


def _too_deep(member: Member) -> FileRefused:
    return too_large("its elements are nested too deeply", code="too-deep", where=member.name)

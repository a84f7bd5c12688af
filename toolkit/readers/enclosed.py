"""The workbooks in a saved letter (.eml) or in a packed file (.zip)."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

from toolkit.errors import FileRefused
from toolkit.ports.enclosed import Enclosed
from toolkit.xlsx.package import Package, open_package

SUFFIXES = (".xlsx", ".xlsm")

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,70}:[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_TELLING = (b"from", b"received", b"mime-version", b"message-id", b"return-path")
_PACKED = b"PK\x03\x04"
_A_DOCUMENT = ("[content_types].xml", "mimetype", "content.xml", "index.zip", "index/document.iwa")
_PARTS = (b"[Content_Types].xml", b"xl/worksheets/", b"xl/workbook.xml")
"""Names in the bytes of a workbook, its end missing or not: the first differs by program."""

_UNPACK = "Unpack it and put the workbooks inside into the inbox."


def enclosed_in(content: bytes) -> tuple[Enclosed, ...] | None:
    """The workbooks a file encloses; None when it is no letter and no packed file."""
    if content.startswith(_PACKED):
        return _packed(content)
    if _is_letter(content):
        return _attached(content)
    return None


def _is_letter(content: bytes) -> bool:
    """Whether it begins with header lines, and with some that every letter has."""
    start = content.removeprefix(b"\xef\xbb\xbf")[: 1 << 16]
    if start.startswith(b"From "):  # a line mailboxes put before a letter
        start = start.partition(b"\n")[2]
    names, place = set(), 0
    while found := _HEADER.match(start, place):
        names.add(found[0].partition(b":")[0].lower())
        place = found.end()
    return len(names) > 2 and any(name in names for name in _TELLING)


def _attached(content: bytes) -> tuple[Enclosed, ...]:
    try:
        letter = message_from_bytes(content.removeprefix(b"\xef\xbb\xbf"), policy=policy.default)
        sender = _sender(letter)
        found = tuple(
            Enclosed(name, _content(part), sender)
            for part in letter.walk()
            if not part.is_multipart() and _is_workbook(name := _plain(part.get_filename() or ""))
        )
    # Letters are often not quite what the rules ask for, and the library falls over some of them.
    except (MessageError, ValueError, LookupError, TypeError, AttributeError) as problem:
        raise FileRefused(
            "letter",
            "this is a letter that cannot be opened",
            next_step="Save the workbook attached to it into the inbox.",
        ) from problem
    if not found:
        raise FileRefused(
            "letter",
            "this is a letter with no Excel workbook attached",
            next_step="Ask its sender for the workbook, and take the letter out of the inbox.",
        )
    return found


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _sender(letter: EmailMessage) -> str:
    name, address = parseaddr(str(letter.get("From", "")))
    return _plain(name) or address


def _packed(content: bytes) -> tuple[Enclosed, ...] | None:
    try:
        package = open_package(content)
        if any(package.find(name) for name in _A_DOCUMENT):
            return None
        found = tuple(_members(package))
    except FileRefused as refused:
        if any(part in content for part in _PARTS):
            return None  # a workbook, and the gate for workbooks says what is wrong with it
        raise FileRefused(
            refused.code,
            f"this is a packed file that cannot be opened ({refused.found})",
            next_step=_UNPACK,
        ) from refused
    if not found:
        raise FileRefused(
            "archive", "this is a packed file with no Excel workbook in it", next_step=_UNPACK
        )
    return found


def _members(package: Package) -> list[Enclosed]:
    named = [(_plain(member.name), member) for member in package.members]
    return [
        Enclosed(name, package.read(member))
        for name, member in named
        if _is_workbook(name) and not member.name.startswith("__MACOSX")
    ]


def _is_workbook(name: str) -> bool:
    """Whether it is one to read: what programs leave beside an open one is none."""
    return name.casefold().endswith(SUFFIXES) and not name.startswith((".", "~$"))


def _plain(name: str) -> str:
    """A name without folders, on one line."""
    last = re.split(r"[\\/]", name)[-1]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in last).split())

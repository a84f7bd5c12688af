"""What a file really is, told from its first bytes, and what to do when it is no workbook."""

from __future__ import annotations

import re

from toolkit.errors import FileRefused

_SAVE_AS = "Open it in Excel, choose Save As, then “Excel Workbook (.xlsx)”, and use that file."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REASONS: dict[str, tuple[str, str]] = {
    "empty-file": ("the file is empty", "Ask for it again; the copy or download did not finish."),
    "all-zero": (
        "the file holds nothing but zeros",
        "Let OneDrive (or the drive it lies on) finish downloading it, then run again.",
    ),
    "password-protected": (
        "the workbook is protected by a password",
        "Open it in Excel, choose File, Info, Protect Workbook, Encrypt with Password, "
        "clear the password and save.",
    ),
    "old-excel": ("this is an old Excel workbook (.xls)", _SAVE_AS),
    "ole": ("this is an older Office file, not an Excel workbook", _SAVE_AS),
    "pdf": ("this is a PDF document", "Ask for the workbook itself."),
    "html": ("this is a web page saved under a workbook's name", _SAVE_AS),
    "xml-spreadsheet": ("this is an XML spreadsheet of Excel 2003", _SAVE_AS),
    "rtf": ("this is a text document (RTF)", "Ask for the workbook itself."),
    "csv": ("this is a text file (CSV), not a workbook", _SAVE_AS),
    "archive": ("this is a packed archive", "Unpack it and use the workbook inside."),
    "image": ("this is a picture", "Ask for the workbook itself."),
    "not-a-workbook": ("this is not an Excel workbook", "Ask for the workbook itself."),
}
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\x09\x08\x10\x00", "old-excel"),
    (b"\x09\x08\x08\x00", "old-excel"),
    (b"\x09\x04\x06\x00", "old-excel"),
    (b"\x09\x02\x06\x00", "old-excel"),
    (b"\x09\x00\x04\x00", "old-excel"),
)
_TEXT = re.compile(rb"[\t\r\n\x20-\x7e\x80-\xff]+")
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE)


def require_zip(data: bytes) -> None:
    """Let a file pass that starts like a workbook; refuse anything else by its own name."""
    if data[:4] == b"PK\x03\x04":
        return
    code = _told_apart(data)
    found, next_step = _REASONS[code]
    raise FileRefused(code, found, next_step=next_step)


def _told_apart(data: bytes) -> str:
    if not data:
        return "empty-file"
    if data[:8] == _OLE:
        return _ole_kind(data)
    for start, code in _STARTS:
        if data.startswith(start):
            return code
    head = data[:4096]
    if not head.strip(b"\0"):
        return "all-zero"
    return _text_kind(head)


def _ole_kind(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "password-protected"
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return "old-excel"
    return "ole"


def _text_kind(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:].replace(b"\0", b"")
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "xml-spreadsheet"
    if _HTML.search(head[:1024]):
        return "html"
    if _TEXT.fullmatch(head) and not head.startswith((b"<?xml", b"PK")):
        return "csv"
    return "not-a-workbook"

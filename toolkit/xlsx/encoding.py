"""The characters of a part: nearly always UTF-8, and made so where another encoding is allowed."""

from __future__ import annotations

import re

from toolkit.xlsx.refused import damaged

_DECLARED = re.compile(
    rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE
)
_UTF8 = ("utf-8", "utf8", "us-ascii", "ascii")
_UTF16 = ("utf-16", "utf-16le", "utf-16be")
_STARTS = {
    b"\xff\xfe<\0": "utf-16",
    b"\xfe\xff\0<": "utf-16",
    b"<\0?\0": "utf-16-le",
    b"\0<\0?": "utf-16-be",
}
_OTHERS = ("iso-8859-1", "windows-1252")


def as_utf8(xml: bytes, part: str) -> bytes:
    """A part in UTF-8, whatever it is stored in.

    Raises:
        FileRefused: when it is written in an encoding no spreadsheet program writes, or is not
            what it says.
    """
    codec = _STARTS.get(xml[:4]) or _declared(xml)
    if codec in _UTF8:
        return xml
    if codec not in (*_STARTS.values(), *_OTHERS):
        raise _refused(codec, part)
    try:
        text = xml.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _refused(codec, part) from error
    plain = text.encode("utf-8", "surrogatepass")
    declared = _DECLARED.match(plain[:200])
    if not declared:
        return plain
    if codec not in _OTHERS and declared[1].decode("ascii", "replace").lower() not in _UTF16:
        raise _refused(codec, part)
    return plain[: declared.start(1)] + b"UTF-8" + plain[declared.end(1) :]


def require_utf8(xml: bytes, part: str) -> None:
    """Refuse a part written in anything but UTF-8, which offsets and splices rely on."""
    name = _declared(xml)
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in xml[:4]:
        name = "utf-16"
    if name not in _UTF8:
        raise _refused(name, part)


def _declared(xml: bytes) -> str:
    declared = _DECLARED.match(xml[:200])
    return declared[1].decode("ascii", "replace").lower() if declared else "utf-8"


def _refused(codec: str, part: str) -> Exception:
    return damaged(f"it is written in {codec}, not UTF-8", code="encoding", where=part)

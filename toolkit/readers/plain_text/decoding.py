"""Bytes → text, whatever the encoding; what had to be assumed is said."""

from __future__ import annotations

import codecs

from toolkit.errors import FileRefused

Remark = tuple[str, str, str, tuple[str, ...]]
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LARGEST = 16 << 20


def decoded(data: bytes) -> tuple[str, tuple[Remark, ...]]:
    """The text and, when its encoding is not certain, a remark about it.

    Raises:
        FileRefused: when it is no text, or too much of it.
    """
    if len(data) > _LARGEST:
        raise FileRefused(
            "too-large",
            f"holds {len(data):,} bytes of text",
            next_step="Keep the plan itself in a file of its own, and import that.",
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), ()
    if b"\0" in data:
        return _without_mark(data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        strange = next((line for line in text.splitlines() if not line.isascii()), "")
        remark = (
            "The whole document",
            strange.strip()[:200],
            "The file is not UTF-8; its letters are read as Windows (Western European) ones.",
            ("Another encoding: save the file as UTF-8 and import it again",),
        )
        return text, (remark,)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise _no_text() from problem


def _without_mark(data: bytes) -> tuple[str, tuple[Remark, ...]]:
    """UTF-16 without its mark has a zero in every other place; anything else is no text."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    half = len(data) // 2
    for zeros, encoding in ((odd, "utf-16-le"), (even, "utf-16-be")):
        if half and zeros > 0.6 * half:
            remark = (
                "The whole document", "",
                f"The file does not say its encoding; read as {encoding}.",
                ("Another encoding: save the file as UTF-8 and import it again",),
            )  # fmt: skip
            return _strictly(data, encoding), (remark,)
    raise _no_text()


def _no_text() -> FileRefused:
    return FileRefused(
        "not-text",
        "is not a text file, whatever its name says",
        next_step="Open it in the program it comes from, save it as a Word document (.docx), and "
        "import that.",
    )

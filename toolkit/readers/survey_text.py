"""The letters of a text export: which encoding they are in, and what was lost on the way."""

from __future__ import annotations

import codecs

from toolkit.readers.survey_grid import refuse

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_USUAL = frozenset("áéíóúüñçàèìòùâêîôûäöïëãõåøæßÁÉÍÓÚÜÑÇÀÈÂÊÔÄÖÅØ¿¡’‘“”–—…º°ª«»€•·★☆\xa0")
_UNLIKELY = frozenset(map(chr, (*range(9), *range(14, 32), *range(0x7F, 0xA0))))
_TWICE = ("Ã", "â€", "Â¿", "Â¡", "Â ")
"""What letters look like that were taken for another encoding and saved so."""
_LOST = 0.002
"""A text may hold this share of broken letters and still be the one it seems to be."""


def text_of(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    """The text of an export and what was decided about its letters, a sentence each.

    Raises:
        FileRefused: when the encoding cannot be told.
    """
    text, said = _decoded(data, file)
    if any(sign in text for sign in _TWICE) and (mended := _read_twice(text)):
        text = mended
        said = (*said, "letters such as Ã© were mended: another program had read them wrongly")
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    return text, said


def _decoded(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                break
    else:
        if b"\0" not in data:
            return _without_zeros(data, file)
        half = data[:2000]
        for encoding, zeros in (("utf-16-le", half[1::2]), ("utf-16-be", half[::2])):
            if zeros.count(0) > 0.7 * len(zeros) and len(data) % 2 == 0:
                try:
                    return data.decode(encoding), ()
                except UnicodeDecodeError:
                    continue
    raise _not_text(file)


def _without_zeros(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    read = sum(1 for sign in text[:_SAMPLE] if ord(sign) > 127)
    if lost <= max(1, _LOST * len(text)) and lost < 0.2 * read:
        one = "one letter" if lost == 1 else f"{lost} letters"
        return text, (f"{one} could not be read (shown as \ufffd): the file is damaged there",)
    return _western(data, file)


def _read_twice(text: str) -> str:
    """The text before another program took its letters for Windows'; "" when it was not so."""
    try:
        mended = b"".join(map(_windows_byte, text)).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
    return mended


def _windows_byte(sign: str) -> bytes:
    """The byte a sign stands for; Windows leaves five of them without a sign of their own."""
    return sign.encode("latin-1") if "\x7f" < sign < "\xa0" else sign.encode("cp1252")


def _western(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    """Windows' western letters or the Macintosh's, whichever give the more usual signs."""
    best, best_share = ("", ""), 0.0
    for encoding, name in (("cp1252", "Windows"), ("mac-roman", "Macintosh")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        foreign = [sign for sign in text if ord(sign) > 127]
        usual = sum(1 for sign in foreign if sign in _USUAL) / len(foreign)
        likely = not _UNLIKELY & set(sample) and len(foreign) < 0.3 * len(text)
        if likely and usual > max(best_share, 0.6):
            best, best_share = (text, name), usual
    if not best_share:
        raise _not_text(file)
    return best[0], (f"read with the letters of {best[1]} (the file is not UTF-8)",)


def _not_text(file: str) -> Exception:
    return refuse(
        file,
        "unknown-encoding",
        "the letters of this file cannot be read (unknown encoding, or not a text file)",
        "Export the survey again as CSV UTF-8 or as an Excel workbook (.xlsx).",
    )

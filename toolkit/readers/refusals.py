"""Documents that are not read, each with what to do instead."""

from __future__ import annotations

import re

from toolkit.errors import FileRefused

_SAVE_WORD = "Open it in Word, choose Save As, then “Word Document (.docx)”, and import that file."
_ASK = "Ask for the Word document or spreadsheet it was made from, and import that."
_TYPED = "Type or paste its words into a Word document, and import that."
_SAVE_EXCEL = "Open it, choose Save As, then “Excel Workbook (.xlsx)”, and import that file."
_BY_SUFFIX = {
    ".doc": ("old-word", "an old Word document (.doc)", _SAVE_WORD),
    ".docm": ("word-macros", "a Word document with macros (.docm)", _SAVE_WORD),
    ".dot": ("old-word", "an old Word template (.dot)", _SAVE_WORD),
    ".rtf": ("rtf", "a rich text document (.rtf)", _SAVE_WORD),
    ".odt": ("open-document", "an OpenDocument text (.odt)", _SAVE_WORD),
    ".pages": ("pages", "an Apple Pages document", "In Pages choose File, Export To, Word, and "
               "import that file."),
    ".htm": ("html", "a web page", _SAVE_WORD),
    ".html": ("html", "a web page", _SAVE_WORD),
    ".pdf": ("pdf", "a PDF document, which shows a page but not its tables", f"{_ASK} Word can "
             "also open a PDF and save it as .docx; check its tables first."),
    ".ppt": ("slides", "slides", f"{_ASK} Else save the outline of the slides as text (.txt)."),
    ".pptx": ("slides", "slides", f"{_ASK} Else save the outline of the slides as text (.txt)."),
    ".xls": ("old-excel", "an old Excel workbook (.xls)", _SAVE_EXCEL),
    ".xlsb": ("binary-workbook", "a binary workbook (.xlsb)", _SAVE_EXCEL),
    ".ods": ("open-document", "an OpenDocument spreadsheet (.ods)", _SAVE_EXCEL),
    ".numbers": ("numbers", "an Apple Numbers document", "In Numbers choose File, Export To, "
                 "Excel, and import that file."),
    ".zip": ("archive", "a packed archive", "Unpack it and import the document inside."),
    ".gdoc": ("link", "a link to a Google document", "In Google Docs choose File, Download, "
              "Microsoft Word, and import that file."),
    ".gsheet": ("link", "a link to a Google sheet", "In Google Sheets choose File, Download, "
                "Microsoft Excel, and import that file."),
}  # fmt: skip
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,900}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".webp")
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
)


def refusal_of(suffix: str) -> FileRefused | None:
    """Why a file with this ending is not read; none when it may be."""
    if suffix in _IMAGES:
        return FileRefused("image", f"is a picture ({suffix})", next_step=_TYPED)
    if suffix in _BY_SUFFIX:
        code, found, step = _BY_SUFFIX[suffix]
        return FileRefused(code, f"is {found}", next_step=step)
    return None


def refuse_by_content(data: bytes, *, word: bool) -> None:
    """Refuse a file whose first bytes say that it is something else than its name."""
    if not data.strip(b"\0 \t\r\n"):
        raise FileRefused(
            "empty-file",
            "holds nothing",
            next_step="Ask for it again; the copy or download did not finish.",
        )
    if _WEB_PAGE.match(data[:2000]):
        raise FileRefused("html", "is a web page, whatever its name says", next_step=_SAVE_WORD)
    for start, suffix in _STARTS:
        if not data.startswith(start):
            continue
        if suffix == ".doc" and "EncryptedPackage".encode("utf-16-le") in data:
            raise FileRefused(
                "password-protected",
                "is protected by a password",
                next_step="Open it, choose File, Info, Protect, Encrypt with Password, clear the "
                "password, save, and import it again.",
            )
        refused = refusal_of(suffix)
        if refused:
            raise refused
    if word and data[:4] != b"PK\x03\x04":
        raise FileRefused(
            "not-word", "is not a Word document, whatever its name says", next_step=_SAVE_WORD
        )


def refuse_unknown(suffix: str, known: tuple[str, ...]) -> FileRefused:
    """The refusal of an ending nobody knows."""
    endings = ", ".join(known)
    shown = f"“{suffix}”" if suffix else "no ending"
    return FileRefused(
        "unknown-format",
        f"has {shown}; plans are read from {endings}",
        next_step="Save it as a Word document (.docx) and import that.",
    )

"""Text exports (.csv, .tsv, .txt): encoding and delimiter found, then read by pandas."""

from __future__ import annotations

import codecs
import csv
import io

from toolkit.readers.survey_grid import SurveyGrid, refuse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 200_000
_USUAL = frozenset("áéíóúüñçàèìòùâêîôûäöïëãõåøæßÁÉÍÓÚÜÑÇÀÈÂÊÔÄÖÅØ¿¡’‘“”–—…º°ª«»€•·★☆\xa0")
_UNLIKELY = frozenset(map(chr, (*range(9), *range(14, 32), *range(0x7F, 0xA0))))


def read_csv_grid(data: bytes, file: str) -> SurveyGrid:
    """The lines of a text export. Raises FileRefused when it is not text or has no lines."""
    text, said = _decoded(data, file)
    if not text.strip():
        raise refuse(file, "empty", "the file is empty", "Export the survey again.")
    if text.startswith("sep=") and "\n" in text:
        text = text.partition("\n")[2]
    delimiter = _delimiter(text)
    return SurveyGrid(file, _columns(text, delimiter, file), said)


def _decoded(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                break
    else:
        if b"\0" not in data:
            try:
                return data.decode("utf-8"), ()
            except UnicodeDecodeError:
                return _western(data, file)
        half = data[:2000]
        for encoding, zeros in (("utf-16-le", half[1::2]), ("utf-16-be", half[::2])):
            if zeros.count(0) > 0.7 * len(zeros) and len(data) % 2 == 0:
                try:
                    return data.decode(encoding), ()
                except UnicodeDecodeError:
                    continue
    raise _not_text(file)


def _western(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    """Windows' western letters or the Macintosh's, whichever give the more usual signs."""
    best, best_share = ("", ""), 0.0
    for encoding, name in (("cp1252", "Windows"), ("mac-roman", "Macintosh")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        foreign = [sign for sign in sample if ord(sign) > 127]
        usual = sum(1 for sign in foreign if sign in _USUAL) / len(foreign)
        likely = not _UNLIKELY & set(sample) and len(foreign) < 0.3 * len(sample)
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


def _delimiter(text: str) -> str:
    """The sign between cells: the one that cuts the first lines into the same, greatest number."""
    sample = text[:_SAMPLE]
    best, best_score = ",", (0.0, 0)
    for sign in _DELIMITERS:
        try:
            lines = csv.reader(io.StringIO(sample), delimiter=sign)
            widths = [len(line) for _, line in zip(range(30), lines, strict=False) if line]
        except csv.Error:
            continue
        if len(widths) > 2 and len(sample) == _SAMPLE:
            widths.pop()
        width = max(set(widths), key=widths.count) if widths else 1
        score = (widths.count(width) / max(len(widths), 1) if width > 1 else 0.0, width)
        if score > best_score:
            best, best_score = sign, score
    return best


def _columns(text: str, delimiter: str, file: str) -> tuple[list[str], ...]:
    import pandas

    def read(width: int) -> tuple[list[str], ...]:
        frame = pandas.read_csv(
            io.StringIO(text),
            sep=delimiter,
            header=None,
            names=range(width),
            dtype=object,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            index_col=False,
            low_memory=False,
        )
        return tuple(frame[name].tolist() for name in frame.columns)

    try:
        return read(_width(text[:_SAMPLE], delimiter, 30))
    except (pandas.errors.ParserError, csv.Error):
        # A later line is longer than the first ones.
        pass
    try:
        return read(_width(text, delimiter))
    except (pandas.errors.ParserError, pandas.errors.EmptyDataError, csv.Error) as problem:
        raise refuse(
            file,
            "not-a-table",
            "the lines of this file do not form a table",
            "Export the survey again as CSV or Excel.",
        ) from problem


def _width(text: str, delimiter: str, lines: int = 10**9) -> int:
    """Cells in the longest of the first lines."""
    found = csv.reader(io.StringIO(text), delimiter=delimiter)
    return max((len(line) for _, line in zip(range(lines), found, strict=False)), default=1)

"""Text exports (.csv, .tsv, .txt): the delimiter found, then read by pandas."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import islice

from toolkit.readers.survey_grid import SurveyGrid, refuse
from toolkit.readers.survey_text import text_of

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 200_000
_STRAY = "a quotation mark without its partner was read as a sign like any other"
_QUOTED = "every line stood in quotation marks as a whole; they were taken away"


def read_csv_grid(data: bytes, file: str) -> SurveyGrid:
    """The lines of a text export. Raises FileRefused when it is not text or has no lines."""
    text, said = text_of(data, file)
    if not text.strip("\ufeff \t\r\n"):
        raise refuse(file, "empty", "the file is empty", "Export the survey again.")
    if text.startswith("sep=") and "\n" in text:
        text = text.partition("\n")[2]
    delimiter = _delimiter(text)
    if whole := _unquoted(text, delimiter):
        text, said = whole, (*said, _QUOTED)
        delimiter = _delimiter(text)
    columns = _columns(text, delimiter)
    stray = columns is None or _swallowed(columns, delimiter)
    if stray and _even(text, delimiter) and (as_it := _columns(text, delimiter, quoted=False)):
        columns, said = as_it, (*said, _STRAY)
    if columns is None:
        raise refuse(
            file, "not-a-table", "the lines of this file do not form a table",
            "Export the survey again as CSV or Excel.",
        )  # fmt: skip
    return SurveyGrid(file, columns, said)


def _delimiter(text: str) -> str:
    """The sign between cells: the one that cuts the first lines into the same, greatest number."""
    sample = text[:_SAMPLE]
    best, best_score = ",", (0.0, 0)
    for sign in _DELIMITERS:
        try:
            lines = csv.reader(io.StringIO(sample), delimiter=sign)
            widths = [len(line) for line in islice(lines, 30) if line]
        except csv.Error:
            continue
        if len(widths) > 2 and len(sample) == _SAMPLE:
            widths.pop()
        width = max(set(widths), key=widths.count) if widths else 1
        score = (widths.count(width) / max(len(widths), 1) if width > 1 else 0.0, width)
        if score > best_score:
            best, best_score = sign, score
    return best


def _unquoted(text: str, delimiter: str) -> str:
    """The text without the quotation marks around every whole line; "" when there are none."""
    if not text.startswith('"'):
        return ""
    first = next(csv.reader(io.StringIO(text), delimiter=delimiter), [])
    if len(first) != 1 or not any(sign in first[0] for sign in _DELIMITERS):
        return ""
    lines = [line[0] if len(line) == 1 else "" for line in csv.reader(io.StringIO(text)) if line]
    return "\n".join(lines) if all(lines) and _even("\n".join(lines), ",") else ""


def _columns(text: str, delimiter: str, *, quoted: bool = True) -> tuple[list[str], ...] | None:
    """The columns, or None when the lines form no table."""
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
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        )
        return tuple(frame[name].tolist() for name in frame.columns)

    try:
        return read(_width(text[:_SAMPLE], delimiter, 30, quoted=quoted))
    except (pandas.errors.ParserError, csv.Error):
        # A later line is longer than the first ones.
        pass
    try:
        return read(_width(text, delimiter, quoted=quoted))
    except (pandas.errors.ParserError, pandas.errors.EmptyDataError, csv.Error):
        return None


def _width(text: str, delimiter: str, lines: int | None = None, *, quoted: bool = True) -> int:
    """Cells in the longest of the first lines."""
    found = csv.reader(
        io.StringIO(text),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
    )
    return max((len(line) for line in islice(found, lines)), default=1)


def _swallowed(columns: Sequence[Sequence[str]], delimiter: str) -> bool:
    """Whether a stray quotation mark has taken whole lines into one cell."""
    enough = max(len(columns) - 1, 2)
    return any(
        sum(line.count(delimiter) >= enough for line in text.split("\n")) > 1
        for column in columns
        for text in column
        if "\n" in text
    )


def _even(text: str, delimiter: str) -> bool:
    """Whether nearly all lines have the same number of cells, more than one."""
    widths = [line.count(delimiter) for line in text.splitlines() if line.strip()]
    usual = max(set(widths), key=widths.count) if widths else 0
    return usual > 0 and widths.count(usual) >= 0.9 * len(widths)

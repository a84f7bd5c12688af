"""CSV file → one grid."""

from __future__ import annotations

import csv
import io

from toolkit.errors import FileRefused
from toolkit.plan.reading.source import Block, Cell, Grid, Line, Source
from toolkit.readers.plain_text.decoding import decoded
from toolkit.readers.refusals import refuse_by_content
from toolkit.readers.top_rows import parted

_MOST_CELLS = 200_000


class CsvReader:
    """Reads .csv and .tsv files."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of its files."""
        return (".csv", ".tsv")

    def read(self, data: bytes, name: str) -> Source:
        """The file as a grid, the lines above its headings as lines."""
        refuse_by_content(data, word=False)
        text, remarks = decoded(data)
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_sign(text)))
        except csv.Error as problem:
            raise FileRefused(
                "damaged",
                f"is not a table of values ({problem})",
                next_step="Open it in Excel, save it as an Excel workbook, and import that.",
            ) from problem
        width = max((len(row) for row in rows), default=0)
        if width * len(rows) > _MOST_CELLS:
            raise FileRefused(
                "too-large",
                f"holds {width * len(rows):,} cells",
                next_step="Keep the plan itself in a file of its own, and import that.",
            )
        cells = tuple(
            tuple(
                _cell(row[column] if column < len(row) else "", f"row {number}")
                for column in range(width)
            )
            for number, row in enumerate(rows, start=1)
        )
        blocks: tuple[Block, ...] = parted(Grid(cells, "the table")) if rows else ()
        return Source(name=name, kind="CSV file", blocks=blocks, remarks=remarks)


def _sign(text: str) -> str:
    """What parts the cells: the sign that stands most often outside quotes in the first lines."""
    head = "\n".join(text.split("\n")[:20])
    outside = "".join(head.split('"')[::2])
    return max((",", ";", "\t", "|"), key=outside.count)


def _cell(text: str, place: str) -> Cell:
    if not text.strip():
        return Cell()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Cell(tuple(Line(line.strip(), place=place) for line in lines))

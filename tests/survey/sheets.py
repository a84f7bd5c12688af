"""Workbooks with what people do to them: several sheets, hidden lines, merged headings."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook


def as_book(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    *,
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[str] = (),
    merged: Iterable[str] = (),
    hidden_sheets: Iterable[str] = (),
) -> bytes:
    """A workbook; what is hidden or merged is so on the last sheet that is seen."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        if title in hidden_sheets:
            sheet.sheet_state = "hidden"
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][-1]
    for number in hidden_rows:
        seen.row_dimensions[number].hidden = True
    for letter in hidden_columns:
        seen.column_dimensions[letter].hidden = True
    for area in merged:
        seen.merge_cells(area)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()

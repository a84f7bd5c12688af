"""How a sheet falls on paper: no last page for one or two rows."""

from __future__ import annotations

from toolkit.workbooks.book import Worksheet
from toolkit.workbooks.row_heights import column_pixels
from toolkit.workbooks.sheet_top import Span

_WIDE, _HIGH = 10.3 * 72, 7.4 * 72
"""Points inside the margins of a landscape letter; A4 differs by less than the estimate does."""

_SMALLEST = 0.83
"""How much smaller a print may get to save its last page."""


def print_without_orphans(sheet: Worksheet, span: Span, height: float) -> None:
    """Print on one page less where the last one would hold a few rows only.

    Args:
        span: the visible columns.
        height: of all rows, in points.
    """
    wide = sum(column_pixels(width) for _, width in span) * 0.75
    pages = height * min(1.0, _WIDE / wide) / _HIGH
    whole = int(pages)
    if whole and whole / pages >= _SMALLEST:
        sheet.fit_to_pages(1, whole)

"""Spreadsheets of other people: odd headings, merged cells, one sheet per area, colours."""

from toolkit.readers.spreadsheet.reader import SpreadsheetReader

__all__ = ["SpreadsheetReader"]

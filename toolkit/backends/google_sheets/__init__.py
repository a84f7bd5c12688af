"""Google sheets: several views in a spreadsheet, one request to read it, one to write it."""

from toolkit.backends.google_sheets.backend import GoogleSheets
from toolkit.backends.google_sheets.view_content import ViewContent

__all__ = ["GoogleSheets", "ViewContent"]

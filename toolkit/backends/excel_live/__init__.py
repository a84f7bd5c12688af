"""Workbooks that are open in Excel on this computer, read and changed through the running Excel."""

from toolkit.backends.excel_live.backend import ExcelLive

__all__ = ["ExcelLive"]

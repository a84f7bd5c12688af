"""Excel workbooks as files: read with ``toolkit.xlsx``, changed without touching anything else."""

from toolkit.backends.excel_file.backend import ExcelFile

__all__ = ["ExcelFile"]

"""Excel workbooks as files: read with ``toolkit.xlsx``, changed without touching anything else."""

from toolkit.backends.excel_file.backend import ExcelFile
from toolkit.backends.excel_file.kept_books import KeptBooks

__all__ = ["ExcelFile", "KeptBooks"]

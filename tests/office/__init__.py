"""LibreOffice, as staff use it: opens a workbook, changes cells, saves."""

"""Setting up a spreadsheet: tabs, drop-downs, formats, filters, charts, in one atomic batch."""

from toolkit.backends.google_sheets.setup.set_up import SetUp, set_up

__all__ = ["SetUp", "set_up"]

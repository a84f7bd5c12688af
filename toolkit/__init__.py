"""Action Grid Toolkit: keeps a strategic plan alive in the spreadsheets staff already use."""

__version__ = "0.1.0"

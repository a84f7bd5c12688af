"""Word documents: paragraphs, tables, lists, tracked changes, text boxes, notes."""

from toolkit.readers.word.reader import WordReader

__all__ = ["WordReader"]

"""Text files: outlines typed by hand, and exports of documents and tables."""

from toolkit.readers.plain_text.reader import TextReader

__all__ = ["TextReader"]

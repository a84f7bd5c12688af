"""One format a plan document can come in."""

from __future__ import annotations

from typing import Protocol

from toolkit.plan.reading.source import Source


class PlanReader(Protocol):
    """A document format: Word, text, spreadsheet, …; one format is one file or package.

    ``read`` is bytes in, lines and grids out: no paths, no clock, no network, and no judgement of
    what is a goal or an action. For every document:

    * every word people can see in it is in the result, verbatim and in reading order, blank lines
      of cells included; what stands beside the running text comes as asides with its place;
    * what is struck out by a tracked deletion is not in it;
    * a file that is damaged, hostile, or of another format is refused with a sentence that says
      what to do (``FileRefused``), never with another error.
    """

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of its files, lower case, with the dot."""
        ...

    def read(self, data: bytes, name: str) -> Source:
        """The document; ``name`` is the file's name without its ending.

        Raises:
            FileRefused: with the reason and what to do.
        """
        ...

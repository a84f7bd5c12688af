"""One format a report can be written in."""

from __future__ import annotations

from typing import Protocol

from toolkit.report.blocks import Report


class ReportWriter(Protocol):
    """A report format: ``html``, ``markdown``, …; one format is one file.

    ``write`` is blocks in, bytes out: no paths, no clock, no network. For every report:

    * the same report gives the same bytes;
    * every text of every block is in the result, as text: nothing in it is ever markup, formula,
      header or a link of its own;
    * only web and mail addresses, parts of the report and the named cells are linked.
    """

    @property
    def name(self) -> str:
        """``html`` and so on, as in settings and on the command line."""
        ...

    @property
    def suffix(self) -> str:
        """Ending of its files, with the dot."""
        ...

    def write(self, report: Report) -> bytes:
        """The report in this format."""
        ...

"""The time of day, as something that can be given."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Says what time it is, so that a test or ``--today`` can say it instead.

    ``now`` is aware of its time zone and never runs backwards within one run.
    """

    def now(self) -> datetime:
        """The present moment, with its time zone."""
        ...

    def pause(self, seconds: float) -> None:
        """Wait; a test's clock only moves its hands."""
        ...

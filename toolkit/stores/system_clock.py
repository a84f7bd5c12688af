"""The computer's own clock."""

from __future__ import annotations

import time
from datetime import datetime


class SystemClock:
    """``toolkit.ports.clock.Clock`` by the computer's clock and time zone."""

    def now(self) -> datetime:
        """The present moment, with the local time zone."""
        return datetime.now().astimezone()

    def pause(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

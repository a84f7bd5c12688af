"""Leaving the process without taking every object apart, which takes a tenth of a whole sync."""

from __future__ import annotations

import atexit
import os
import sys
from types import TracebackType


class Leaving:
    """Around the whole run: its exit code becomes the end of the process.

    Asked for before anything else, so that it comes after whatever others do when Python ends:
    Excel let go, threads waited for. An error that nobody caught ends the way Python ends.
    """

    def __enter__(self) -> None:
        """Stand first, to be asked last."""
        self._code: int | None = None
        atexit.register(self._leave)

    def __exit__(
        self, _kind: object, problem: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Remember how the run ended."""
        if isinstance(problem, SystemExit) and isinstance(problem.code, int | None):
            self._code = problem.code or 0

    def _leave(self) -> None:
        if self._code is None:
            return
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError, AttributeError):
            return  # somebody closed the pipe, or there is none: Python knows what to say
        os._exit(self._code)

"""The file in which the Refresh button waits for its answer: whole, or not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from toolkit.errors import UsageError

BUSY = ".busy"
"""Ending of the file that says: the tool has started and is at work."""


@contextmanager
def at_work(result: Path) -> Iterator[None]:
    """Show the button that the tool is at work.

    Raises UsageError when nothing can be written there, so that no button waits for nothing.
    """
    sign = result.with_name(result.name + BUSY)
    try:
        sign.touch()
    except OSError as problem:
        raise UsageError(
            f'nothing can be written beside "{result}" ({problem.strerror}).',
            next_step="Give a file in a folder that exists after --result.",
        ) from problem
    try:
        yield
    finally:
        with suppress(OSError):
            sign.unlink()


def publish(result: Path, text: str) -> None:
    """Put the answer there in one step: a reader finds all of it or none."""
    part = result.with_name(result.name + ".part")
    part.write_text(text, encoding="ascii", newline="")
    part.replace(result)

"""Workbooks that came inside another file: attached to a saved letter, or packed together."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class Enclosed(Struct, frozen=True):
    """One of them.

    Attributes:
        name: its own name.
        content: its bytes.
        by: who sent it, as far as the letter says; "" when nothing does.
    """

    name: str
    content: bytes
    by: str = ""


Unpack = Callable[[bytes], tuple[Enclosed, ...] | None]
"""What a file encloses; None when it is no letter and nothing packed.

Raises FileRefused when it is one and cannot be opened, or holds no workbook.
"""


def nothing_enclosed(content: bytes) -> None:
    """For whoever only takes workbooks as they are."""
    del content

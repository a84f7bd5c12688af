"""One thing ``doctor`` looks at on this computer."""

from __future__ import annotations

from msgspec import Struct


class Check(Struct, frozen=True):
    """What one look found.

    Attributes:
        name: what was looked at, in two or three words.
        ok: whether it works.
        message: what was found, one sentence.
        fix: what to do about it, "" when there is nothing to do.
    """

    name: str
    ok: bool
    message: str
    fix: str = ""

"""The parts of a Word file as one file that is the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_STAMP = (1980, 1, 1, 0, 0, 0)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts in one file."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        for name, data in parts.items():
            facts = zipfile.ZipInfo(name, _STAMP)
            facts.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(facts, data)
    return kept.getvalue()


def same_every_time(content: bytes) -> bytes:
    """A file whose parts carry no time of day."""
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        parts = {name: found.read(name) for name in found.namelist()}
    return zipped(parts)

"""Something worked out of a file, kept beside the fingerprint of that file."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from msgspec import Struct


class KeptText(Struct, frozen=True):
    """A shortcut only: without it, or when it does not fit, all is worked out anew.

    Attributes:
        place: where it is kept.
        fingerprint: of what it was worked out of.
        text: "" when there is none for this fingerprint.
    """

    place: Path
    fingerprint: str
    text: str = ""

    def keep(self, text: str) -> None:
        """Keep a text for the next time; a disk that cannot is no loss."""
        with suppress(OSError):
            fresh = self.place.with_name(f"{self.place.name}.new")
            head = f"{self.fingerprint} {_hash(text.encode())}"
            fresh.write_bytes(f"{head}\n{text}".encode())
            fresh.replace(self.place)


def kept_text(place: Path, worked_out_of: bytes) -> KeptText:
    """What is kept at a place for a content; nothing when it was damaged since."""
    fingerprint = _hash(worked_out_of)
    try:
        head, _, kept = place.read_bytes().partition(b"\n")
    except OSError:
        head, kept = b"", b""
    whole = head == f"{fingerprint} {_hash(kept)}".encode()
    return KeptText(place, fingerprint, kept.decode() if whole else "")


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

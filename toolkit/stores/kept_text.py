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
            fresh.write_text(f"{self.fingerprint}\n{text}", encoding="utf-8")
            fresh.replace(self.place)


def kept_text(place: Path, worked_out_of: bytes) -> KeptText:
    """What is kept at a place for a content."""
    fingerprint = hashlib.sha256(worked_out_of).hexdigest()
    try:
        found, _, text = place.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        found, text = "", ""
    return KeptText(place, fingerprint, text if found == fingerprint else "")

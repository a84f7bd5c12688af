"""Another text in a kept file, for the very same origin: shows that what is kept is used."""

from __future__ import annotations

from pathlib import Path

from toolkit.stores.kept_text import KeptText


def keep_other(place: Path, old: str, new: str) -> None:
    """Have the text kept with one thing in it said otherwise."""
    head, _, text = place.read_text(encoding="utf-8").partition("\n")
    assert old in text
    KeptText(place, head.split()[0]).keep(text.replace(old, new))

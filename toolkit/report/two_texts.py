"""Two wordings side by side, each short enough to read, with the difference in sight."""

from __future__ import annotations

_LEAD = 24
"""Characters kept before the first difference, so that the place is recognised."""


def side_by_side(old: str, new: str, longest: int) -> tuple[str, str]:
    """Both texts on one line each, cut so that what differs between them can be seen."""
    left, right = " ".join(old.split()), " ".join(new.split())
    if max(len(left), len(right)) <= longest:
        return left, right
    start = max(0, _first_difference(left, right) - _LEAD)
    start = left.find(" ", start) + 1 if start else 0
    return _cut(left, start, longest), _cut(right, start, longest)


def _first_difference(left: str, right: str) -> int:
    pairs = zip(left, right, strict=False)
    shorter = min(len(left), len(right))
    return next((place for place, (one, two) in enumerate(pairs) if one != two), shorter)


def _cut(text: str, start: int, longest: int) -> str:
    if len(text) <= longest:
        return text
    # A text that ends before the difference is shown by its end.
    start = min(start, max(0, len(text) - longest // 2))
    begin = "…" if start else ""
    rest = text[start:]
    return begin + (rest if len(rest) <= longest else rest[: longest - 1] + "…")

"""Two wordings side by side, each short enough to read, with the difference in sight."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.tables.one_line import one_line

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


def told_apart(texts: Sequence[str], longest: int) -> tuple[str, ...]:
    """Each text on one line; those that would look alike are cut where they part, or numbered."""
    lines = [" ".join(text.split()) for text in texts]
    shown = [one_line(line, longest) for line in lines]
    for place, line in enumerate(lines):
        alike = [other for other in lines if other != line and _alike(other, line, longest)]
        if alike:
            last = max(_first_difference(line, other) for other in alike)
            start = max(0, last - _LEAD)
            word = line.find(" ", start) + 1
            shown[place] = "…" + one_line(line[word if 0 < word <= last else start :], longest)
    return tuple(
        text if shown.count(text) == 1 else f"{text} ({shown[:place].count(text) + 1})"
        for place, text in enumerate(shown)
    )


def _alike(left: str, right: str, longest: int) -> bool:
    return one_line(left, longest) == one_line(right, longest)


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

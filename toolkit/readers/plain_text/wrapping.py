"""Lines of a text file → paragraphs: what was wrapped at the margin is joined again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from toolkit.plan.reading.attributes import attribute_of
from toolkit.plan.reading.key_lines import key_pairs
from toolkit.plan.reading.marks import parse_mark
from toolkit.plan.reading.source import Line

_MARGIN = 110  # signs; a file whose lines are longer is not wrapped
_NARROWEST = 60  # signs; shorter lines are lines of their own unless some plainly go on
_STEP = 2
_HASHES = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_STARS = re.compile(r"^(\*\*|__)(?=\S)(.+?)\1(:?)$")


class RawLine(Struct, frozen=True):
    """A line as it stands in the file."""

    text: str
    number: int


def margin_of(lines: Sequence[str]) -> int:
    """Where lines were wrapped; 0 when they were not."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < 3:
        return 0
    widest = lengths[-1]
    near = [length for length in lengths if length >= widest - 14]
    wrapped = sum(
        1
        for line, after in itertools.pairwise(lines)
        if len(line.rstrip()) >= widest - 20 and after.strip()[:1].islower()
    )
    if widest < _NARROWEST and not wrapped:
        return 0
    enough = len(near) >= max(2, len(lengths) // 8) and (wrapped or len(near) > len(lengths) // 3)
    return widest if widest <= _MARGIN and enough else 0


def paragraphs(lines: Sequence[RawLine], margin: int) -> list[Line]:
    """The paragraphs of a stretch of lines, blank lines dropped."""
    found: list[Line] = []
    before: RawLine | None = None
    for at, raw in enumerate(lines):
        if not raw.text.strip():
            before = None
            continue
        if found and _is_underline(raw.text, before):
            found[-1] = replace(found[-1], heading=1 if "=" in raw.text else 2)
            before = None
            continue
        line = _line(raw)
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        if before is not None and found and _joins(found[-1], before, raw, line, margin, following):
            found[-1] = replace(found[-1], text=_joined(found[-1].text, line.text))
        else:
            found.append(line)
        before = raw
    return found


def _line(raw: RawLine) -> Line:
    text = raw.text.expandtabs(4)
    level = (len(text) - len(text.lstrip())) // _STEP
    text = text.strip()
    heading, bold = 0, False
    if hashes := _HASHES.match(text):
        heading, text = len(hashes[1]), hashes[2]
    if stars := _STARS.match(text):
        bold, text = True, stars[2] + stars[3]
    return Line(text, level=level, heading=heading, bold=bold, place=f"line {raw.number}")


def _joined(text: str, more: str) -> str:
    return f"{text} {more}"


def _is_underline(text: str, before: RawLine | None) -> bool:
    said = text.strip()
    return before is not None and len(said) >= 3 and set(said) in ({"="}, {"-"}, {"~"})


def _joins(
    paragraph: Line, before: RawLine, raw: RawLine, line: Line, margin: int, following: str
) -> bool:
    """Whether a line goes on with the paragraph above it."""
    del following
    text = line.text
    if line.heading or paragraph.heading or line.bold or attribute_of(text) or key_pairs(text):
        return False
    mark = parse_mark(text)
    if mark.kind:
        return False
    if attribute_of(paragraph.text) and not text[:1].islower():
        return False
    if text[:1].islower():
        return True
    first = len(text.split()[0])
    if text.endswith(":") and paragraph.text.rstrip().endswith((".", "!", "?")):
        return False
    if margin and len(before.text.rstrip()) + 1 + first >= margin - 1:
        return True
    indent = len(raw.text.expandtabs(4)) - len(raw.text.expandtabs(4).lstrip())
    above = parse_mark(paragraph.text)
    hanging = above.kind and indent > paragraph.level * _STEP and indent > 0
    return bool(
        (hanging and not paragraph.text.rstrip().endswith((":", ".")))
        or (hanging and indent > paragraph.level * _STEP + 1 and above.kind != "")
    )

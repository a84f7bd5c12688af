"""Markdown signs inside lines: emphasis, links, quotes, tick boxes, the front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

_EMPHASIS = re.compile(r"(?<![\w*_\\])(\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_WHOLE_BOLD = re.compile(r"\s*(\*\*|__)[^*_]+\1:?\s*")
_LINK = re.compile(r"!?\[([^\]]*)\]\((?:<[^>]*>|[^)\s]*)(?:\s+\"[^\"]*\")?\)")
_TICK = re.compile(r"^(\s*[-*+]\s+)\[( |x|X)\]\s+")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_FRONT_KEY = re.compile(r"([A-Za-z_][\w -]{0,40}):\s*(\S.*)")


def without_markdown(lines: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The lines without signs inside them, and what the front matter says.

    Signs at the start of a line (headings, bullets) and lines that are bold as a whole stay: they
    tell the outline.
    """
    rest, front = _front_matter(lines)
    return [_plain(line) for line in rest], front


def _plain(line: str) -> str:
    line = _TICK.sub(lambda found: found[1] + ("☑ " if found[2] != " " else "☐ "), line)
    line = _LINK.sub(lambda found: found[1], _QUOTE.sub("", line))
    if _WHOLE_BOLD.fullmatch(line):
        return line
    return _EMPHASIS.sub(lambda found: found[2], line)


def _front_matter(lines: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Keys between two lines of dashes at the very start."""
    if not lines or lines[0].strip() != "---":
        return list(lines), {}
    stop = next((at for at, line in enumerate(lines[1:40], 1) if line.strip() == "---"), 0)
    found = [_FRONT_KEY.fullmatch(line.strip()) for line in lines[1:stop]]
    if not stop or not all(found):
        return list(lines), {}
    said = {key[1]: key[2].strip("\"'") for key in found if key}
    return [""] * (stop + 1) + list(lines[stop + 1 :]), said

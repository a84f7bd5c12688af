"""A letter as plain text, for readers and programs that show no HTML."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from toolkit.ports.mailer import Letter
from toolkit.report.blocks import (
    Block,
    Bullets,
    Callout,
    Heading,
    KeyFigures,
    Means,
    Paragraph,
    Quote,
    StackedBars,
    Table,
    Timeline,
    plain,
)

_WIDTH = 76


def plain_body(letter: Letter) -> str:
    """The whole text, in lines of at most 76 letters where words allow."""
    body = letter.body
    lines = [*_wrapped(letter.note), ""] if letter.note else []
    lines += [*_wrapped(body.title), *_wrapped(body.subtitle), *_wrapped(" · ".join(body.facts))]
    for section in body.page_one:
        lines += ["", section.title.upper(), ""]
        for block in section.blocks:
            lines += _block(block)
    lines += ["", *_wrapped(body.footer)] if body.footer else []
    text = "\n".join(lines).replace("\u00a0", " ")
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n") + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield from ("", *_wrapped(block.text))
        case Paragraph():
            yield from _wrapped(plain(block.line))
        case Quote():
            for part in (*block.text.splitlines(), block.by):
                yield from _wrapped(part, "  ")
        case Bullets():
            for item in block.items:
                yield from _wrapped(plain(item), "- ", "  ")
        case Callout():
            yield from _wrapped(f"{block.title} {plain(block.line)}")
        case KeyFigures():
            for figure in block.figures:
                yield f"  {figure.words}"
        case StackedBars():
            for bar in block.bars:
                yield from _wrapped(f"{bar.label}: {bar.words}", "- ", "  ")
        case Means():
            yield from _wrapped(f"{block.title}: {plain(block.finding)}")
        case Timeline():
            yield from _wrapped(f"{block.title}: {block.finding}")
        case Table():
            for row in block.rows:
                cells = " | ".join(" ".join(plain(cell).split()) for cell in row.cells)
                yield from _wrapped(cells, "- ", "  ")


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return wrap(text, _WIDTH, initial_indent=first, subsequent_indent=rest or first)

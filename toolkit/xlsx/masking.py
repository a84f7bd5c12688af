"""Making markup that only looks like cells invisible to the scanner, without moving anything."""

from __future__ import annotations

_HIDING = ((b"<!--", b"-->", b" "), (b"<![CDATA[", b"]]>", b"x"), (b"<?", b"?>", b" "))


def masked(xml: bytes) -> bytes:
    """The part with comments, instructions and CDATA blanked out at the same length.

    Comments and instructions become spaces. CDATA becomes ``x``: it is text, and whoever reads
    the text takes it from the part itself.
    """
    if xml.find(b"<!") < 0 and xml.find(b"<?", 5) < 0:
        return xml
    pieces: list[bytes] = []
    done = 0
    while (hidden := _next(xml, done)) is not None:
        start, stop, filler = hidden
        pieces += (xml[done:start], filler * (stop - start))
        done = stop
    pieces.append(xml[done:])
    return b"".join(pieces)


def _next(xml: bytes, at: int) -> tuple[int, int, bytes] | None:
    """The next stretch to blank; None as well when it never ends, which no reader accepts."""
    while True:
        start = _first(xml, at)
        if start < 0:
            return None
        for opening, closing, filler in _HIDING:
            if xml.startswith(opening, start):
                stop = xml.find(closing, start + len(opening))
                return (start, stop + len(closing), filler) if stop >= 0 else None
        at = start + 2


def _first(xml: bytes, at: int) -> int:
    bang = xml.find(b"<!", at)
    question = xml.find(b"<?", at, bang if bang >= 0 else len(xml))
    return question if question >= 0 else bang

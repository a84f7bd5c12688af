"""Making markup that only looks like cells invisible to the scanner, without moving anything."""

from __future__ import annotations

import re

_OPENING = re.compile(rb"<!--|<!\[CDATA\[|<\?")
_ENDS = {b"<!--": (b"-->", b" "), b"<![CDATA[": (b"]]>", b"x"), b"<?": (b"?>", b" ")}


def masked(xml: bytes) -> bytes:
    """The part with comments, instructions and CDATA blanked out at the same length.

    Comments and instructions become spaces. CDATA becomes ``x``: it is text, and whoever reads
    the text takes it from the part itself. What never ends is left standing, to be refused.
    """
    if not (_opens(xml, b"!", 0) or _opens(xml, b"?", xml.find(b">") + 1)):
        return xml
    pieces: list[bytes] = []
    done = 0
    while opening := _OPENING.search(xml, done):
        closing, filler = _ENDS[opening[0]]
        start = opening.start()
        stop = xml.find(closing, opening.end())
        if stop < 0:
            break
        stop += len(closing)
        pieces += (xml[done:start], filler * (stop - start))
        done = stop
    pieces.append(xml[done:])
    return b"".join(pieces)


def _opens(xml: bytes, sign: bytes, start: int) -> bool:
    """Whether a tag begins with a sign; looking for the sign alone first is faster."""
    at = xml.find(sign, start)
    return at >= 0 and xml.find(b"<" + sign, max(at - 1, start)) >= 0

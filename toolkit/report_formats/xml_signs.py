"""Texts without the signs XML cannot hold: a file with one of them does not open at all."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(text: str) -> str:
    """The text without control signs and halves of letters."""
    return _NOT_XML.sub("", text)

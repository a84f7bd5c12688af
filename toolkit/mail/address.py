"""Mail addresses: one that is none is refused before anything is written."""

from __future__ import annotations

import re
from email.headerregistry import Address

from toolkit.errors import UsageError

_SHAPE = re.compile(
    r"(?P<name>[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)"
    r"@(?P<domain>[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)"
)
_NAMED = re.compile(r'\s*"?(?P<who>[^<>"\r\n]*?)"?\s*<(?P<address>[^<>\s]+)>\s*')


def mail_address(text: str) -> Address:
    """An address such as ``ana@example.org`` or ``Ana Ruiz <ana@example.org>``."""
    named = _NAMED.fullmatch(text)
    who, bare = (named["who"], named["address"]) if named else ("", text.strip())
    shape = _SHAPE.fullmatch(bare)
    if not shape:
        raise UsageError(
            f'"{text.strip()}" is not a mail address.',
            next_step="Write it like ana@example.org, or Ana Ruiz <ana@example.org>.",
        )
    shown = "".join(sign for sign in who if sign.isprintable())
    return Address(shown, shape["name"], shape["domain"])


def one_line(text: str, longest: int = 200) -> str:
    """A text that can stand in a header: printable signs on one line."""
    plain = " ".join("".join(s if s.isprintable() else " " for s in text).split())
    return plain if len(plain) <= longest else f"{plain[: longest - 2].rstrip()} …"

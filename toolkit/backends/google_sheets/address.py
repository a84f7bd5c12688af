"""The address of a Google sheet, as people copy it from the browser."""

from __future__ import annotations

import re

from toolkit.errors import UsageError

_IN_ADDRESS = re.compile(
    r"https?://docs\.google\.com/(?:\w+/)*spreadsheets/(?:u/\d+/)?d/([\w-]{15,})"
)
_ALONE = re.compile(r"[\w-]{15,}")


def spreadsheet_id(address: str) -> str:
    """The id in an address. Raises UsageError when it is not the address of a Google sheet."""
    text = address.strip()
    found = _IN_ADDRESS.match(text)
    if found:
        return found.group(1)
    if _ALONE.fullmatch(text):
        return text
    raise UsageError(
        f'"{address}" is not the address of a Google sheet.',
        where="settings.yaml, google.spreadsheets",
        next_step="Open the sheet in the browser and copy the whole address "
        "(https://docs.google.com/spreadsheets/d/…).",
    )


def address_of(found: str) -> str:
    """The address people can open."""
    return f"https://docs.google.com/spreadsheets/d/{found}/edit"

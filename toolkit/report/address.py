"""Which addresses a report may open: web, mail, its own parts, and the workbooks beside it."""

from __future__ import annotations

import re

from toolkit.report.blocks import CellRef

_OPENED = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`\\]+", re.IGNORECASE)
_INSIDE = re.compile(r"#[A-Za-z0-9._-]+")
_UNSAFE = re.compile(r"[^A-Za-z0-9._~/()!-]")


def safe_link(text: str) -> str:
    """A typed address when it is a web or mail address or a part of the report; else ""."""
    wanted = text.strip()
    fits = _OPENED.fullmatch(wanted) or _INSIDE.fullmatch(wanted)
    return wanted if fits else ""


def safe_address(address: str, cell: str = "") -> str:
    """A web address as it is; a file path percent-encoded so that no scheme can hide in it."""
    if not address:
        return ""
    if _OPENED.fullmatch(address):
        return address
    path = _encoded(address.replace("\\", "/"))
    if path.startswith("//"):
        # A browser would take the first folder for the name of a server.
        return ""
    spot = f"#{_encoded(cell)}" if cell else ""
    return f"{path}{spot}"


def cell_address(cell: CellRef) -> str:
    """The safe address of a cell, "" when nothing can be opened."""
    spot = f"'{cell.sheet}'!{cell.cell}" if cell.sheet and cell.cell else ""
    return safe_address(cell.address, spot)


def _encoded(text: str) -> str:
    def encode(match: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in match.group(0).encode("utf-8", "replace"))

    return _UNSAFE.sub(encode, text)

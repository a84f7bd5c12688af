"""Who has a workbook open, by the small file Excel and LibreOffice lay beside it."""

from __future__ import annotations

from datetime import datetime, timedelta

_LEFT_BEHIND = timedelta(hours=20)
"""Nobody keeps a workbook open for longer without saving it; a crashed program does."""

SOMEBODY = "somebody"
"""Said when a lock file is there but names nobody."""


def excel_owner_name(name: str) -> str:
    """Name of the file Excel lays beside an open workbook."""
    return f"~${name}"


def libreoffice_lock_name(name: str) -> str:
    """Name of the file LibreOffice lays beside an open workbook."""
    return f".~lock.{name}#"


def excel_owner(content: bytes) -> str:
    """The person an Excel owner file names.

    It holds the name twice: length and 8-bit text at the start, length and UTF-16 text at byte 55.
    """
    if len(content) > 57 and content[55]:
        name = content[57 : 57 + 2 * content[55]].decode("utf-16-le", errors="ignore")
    else:
        name = content[1 : 1 + content[0]].decode("cp1252", errors="ignore") if content else ""
    return _clean(name)


def libreoffice_owner(content: bytes) -> str:
    """The person a LibreOffice lock file names: ``name,account,computer,since,profile;``."""
    fields = content.decode("utf-8", errors="ignore").replace("\\,", "\0").split(",")
    named = [_clean(field.replace("\0", ",")) for field in fields[:2]]
    return next((name for name in named if name != SOMEBODY), SOMEBODY)


def with_age(person: str, since: datetime, now: datetime, lock_name: str) -> str:
    """The person; with what to do when the lock file may have been left behind by a crash."""
    if now - since < _LEFT_BEHIND:
        return person
    day = f"{since.day} {since:%b}" + (f" {since.year}" if since.year != now.year else "")
    return f'{person} (since {day}; if not, delete "{lock_name}")'


def _clean(name: str) -> str:
    plain = "".join(sign for sign in name if sign.isprintable()).strip()
    return plain or SOMEBODY

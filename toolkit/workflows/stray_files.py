"""What lies in the inbox and can be no workbook, whoever sent it: one short line for all of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from toolkit.ports.content import content_hash
from toolkit.report.check_lines import ACCEPT_AS_IS, STRAY
from toolkit.report.needs_you import NeedsLine
from toolkit.workflows.sources import Unread

_NAMED = 10


def stray_sentence(unread: Iterable[Unread]) -> str:
    """What is said of all of them; "" when there is none."""
    names = _names(unread)
    if not names:
        return ""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    shown = f"{', '.join(names[:_NAMED])}{more}"
    if len(names) == 1:
        return f"1 file in the inbox is no workbook ({shown}): nothing is read from it."
    return f"{len(names)} files in the inbox are no workbooks ({shown}): nothing is read from them."


def stray_lines(unread: Iterable[Unread]) -> Iterator[NeedsLine]:
    """The line of *Needs you*; other files make it another matter."""
    unread = tuple(unread)
    if said := stray_sentence(unread):
        what = f"{said} Take {'it' if len(_names(unread)) == 1 else 'them'} out of the inbox."
        yield NeedsLine(_key(unread), STRAY, what, choices=(ACCEPT_AS_IS,))


def not_accepted(unread: Collection[Unread], accepted: Collection[str]) -> tuple[Unread, ...]:
    """The files that still wait for somebody."""
    strays_too = _key(unread) in accepted
    return tuple(
        file for file in unread if file.key not in accepted and not (file.stray and strays_too)
    )


def _key(unread: Iterable[Unread]) -> str:
    return f"no workbooks|{content_hash(chr(10).join(_names(unread)).encode())}"


def _names(unread: Iterable[Unread]) -> list[str]:
    return sorted(file.file for file in unread if file.stray)

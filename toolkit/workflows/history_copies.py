"""Copies of history itself: one for each day on which something was agreed, the newest few.

They lie beside the workbooks' backups as ``history 2027-05-14.db``. One that is put in the place of
a lost history tells that it is a copy: the files may have got ahead of it, by syncs nobody knows
any more, so the next sync begins above every number in use and compares each file with it
(``rebuild``).
"""

from __future__ import annotations

import re
from datetime import date

from toolkit.ports.history import COPIED, History
from toolkit.workflows.session import Session

KEPT_COPIES = 7

_OURS = re.compile(r"history [0-9]{4}-[0-9]{2}-[0-9]{2}\.db")
_UNFINISHED = "history.new"


def keep_history(session: Session) -> None:
    """Copy history unless there is a copy of today's; nothing has to be read for that.

    The copy is made under another name: what a crash leaves half is never taken for one.
    """
    files, folder = session.files, _folder(session)
    name = f"history {session.clock.now().date().isoformat()}.db"
    if name in files.names(folder):
        return
    unfinished = files.within(folder, _UNFINISHED)
    files.make_folder(folder)
    for half in (one for one in files.names(folder) if one.startswith(_UNFINISHED)):
        files.remove(files.within(folder, half))
    session.history.backup(unfinished)
    files.rename(unfinished, files.within(folder, name))
    files.sync_folder(folder)
    for old in _copies(session)[:-KEPT_COPIES]:
        files.remove(files.within(folder, old))


def is_copy(history: History) -> bool:
    """Whether a history is a copy that was put in the place of a lost one, and not used since."""
    return bool(history.setting(COPIED))


def way_back(session: Session) -> str:
    """How earlier syncs are had back after history was lost; "" when no copy of it is there."""
    copies = _copies(session)
    if not copies:
        return ""
    newest = date.fromisoformat(copies[-1].removeprefix("history ").removesuffix(".db"))
    copy = session.files.within(_folder(session), copies[-1])
    place = session.files.within(session.places.inside, "history.db")
    return (
        f"The newest copy of it is of {newest.day} {newest:%b %Y}. To have the syncs before it "
        f'back, copy "{copy}" over "{place}" and run sync: what was agreed since is taken from '
        "the workbooks, and what does not agree is asked."
    )


def _copies(session: Session) -> list[str]:
    """Names of the copies, oldest first."""
    return [name for name in session.files.names(_folder(session)) if _OURS.fullmatch(name)]


def _folder(session: Session) -> str:
    return session.files.within(session.places.inside, "backups")

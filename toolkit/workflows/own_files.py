"""Files the tool writes for people to edit: one that somebody has edited is never overwritten."""

from __future__ import annotations

from itertools import count

from toolkit.ports.content import content_hash
from toolkit.workflows.session import Session

_WRITTEN = "report"


def write_own(session: Session, folder: str, file: str, data: bytes) -> tuple[str, str]:
    """Write one file; returns its name, and the name of an edited one that was left alone."""
    session.files.make_folder(folder)
    name = _name_for(session, folder, file, data)
    place = session.files.within(folder, name)
    if session.files.digest(place) != content_hash(data):
        session.files.remove(place)
        session.files.write_new(place, data)
        session.history.set_setting(f"{_WRITTEN} {place}", content_hash(data))
    return name, file if name != file else ""


def _name_for(session: Session, folder: str, file: str, data: bytes) -> str:
    """The first name that is free, or whose file is the tool's own and was not edited since."""
    stem, dot, suffix = file.rpartition(".")
    for number in count(1):
        name = file if number == 1 else f"{stem} ({number}){dot}{suffix}"
        place = session.files.within(folder, name)
        found = session.files.digest(place)
        if not found or found == content_hash(data) or not edited(session, place):
            return name
    return file


def take_out(session: Session, place: str) -> bool:
    """Remove a file the tool wrote, unless somebody has edited it; whether it is gone."""
    if not session.files.digest(place) or edited(session, place):
        return False
    session.files.remove(place)
    return True


def edited(session: Session, place: str) -> bool:
    """Whether a file is not, or no longer, as the tool wrote it."""
    return session.history.setting(f"{_WRITTEN} {place}") != session.files.digest(place)

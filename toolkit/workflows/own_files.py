"""Files the tool writes for people to edit: one that somebody has edited is never overwritten."""

from __future__ import annotations

from toolkit.ports.content import content_hash
from toolkit.workflows.put_away import free_name
from toolkit.workflows.session import Session

_WRITTEN = "report"


def write_own(session: Session, folder: str, file: str, data: bytes) -> tuple[str, str]:
    """Write one file; returns its name, and the name of an edited one that was left alone."""
    session.files.make_folder(folder)
    place = session.files.within(folder, file)
    found = session.files.digest(place)
    if found == content_hash(data):
        return file, ""
    if found and not edited(session, place):
        session.files.remove(place)
        found = ""
    name = free_name(session, folder, file) if found else file
    fresh = session.files.within(folder, name)
    session.files.write_new(fresh, data)
    session.history.set_setting(f"{_WRITTEN} {fresh}", content_hash(data))
    return name, file if found else ""


def edited(session: Session, place: str) -> bool:
    """Whether a file is not, or no longer, as the tool wrote it."""
    return session.history.setting(f"{_WRITTEN} {place}") != session.files.digest(place)

"""Names of the two files a write lays beside the one it changes, and how to know them again."""

from __future__ import annotations

from datetime import datetime

from toolkit.ports.files import Files

_START = ".~"
_NEW = ".new"
_OLD = ".old"


def kept_names(files: Files, place: str, now: datetime) -> tuple[str, str]:
    """Places for the new version and for what it pushes out, on which nothing stands.

    They do not follow from the journal's numbers: a journal that was lost starts counting again,
    and what it left behind must not be overwritten.
    """
    name, taken = files.name_of(place), set(files.names(files.folder_of(place)))
    count = 0
    while True:
        stem = f"{_START}{name}.{now:%Y%m%d%H%M%S}-{count}"
        if stem + _NEW not in taken and stem + _OLD not in taken:
            return files.beside(place, stem + _NEW), files.beside(place, stem + _OLD)
        count += 1


def pushed_out(name: str) -> bool:
    """Whether a kept file is what a write pushed out, not what it was to put in place."""
    return name.endswith(_OLD)


def workbook_of(name: str) -> str:
    """The workbook's name a kept file belongs to; "" for any other file."""
    if not name.startswith(_START) or not name.endswith((_NEW, _OLD)):
        return ""
    workbook, dot, counter = name[len(_START) : -len(_NEW)].rpartition(".")
    day, dash, count = counter.partition("-")
    ours = dot and dash and day.isdigit() and len(day) == 14 and count.isdigit()
    return workbook if ours else ""

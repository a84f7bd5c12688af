"""Where returned copies lie: in the inbox and the folders in it, or named by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from toolkit.workflows.session import Session

DONE = "done"
"""The folder in the inbox that counted copies are moved to."""

_INBOX = "inbox"
_DEEPEST = 8
_NOT_SENT = ("~$", ".", "Thumbs.db", "desktop.ini", "__MACOSX")
"""How names begin of what programs and systems put into a folder by themselves."""

# A table, a packed file or a letter is told by itself: somebody's edits may be in it.
_NO_WORKBOOK = re.compile(
    r"\.(txt|md|log|rtf|docx?|odt|pages|pdf|pptx?|odp|key|html?|jpe?g|png|gif|bmp|tiff?|webp|heic|svg"
    r"|mp3|m4a|wav|mp4|mov|ics|vcf|url|lnk|webloc|ini|tmp)$",
    re.IGNORECASE,
)


class ReturnedFile(Struct, frozen=True):
    """One file somebody sent back.

    Attributes:
        place: its full path.
        name: how people tell it from every other file: with its folder when one is called the same.
        folder: the folder it is in, as people say it.
        in_inbox: it is moved away once it is counted.
    """

    place: str
    name: str
    folder: str
    in_inbox: bool

    @property
    def stray(self) -> bool:
        """Whether it lies in the inbox and says by its name that it is no workbook."""
        return self.in_inbox and _NO_WORKBOOK.search(self.name) is not None


def returned_files(
    session: Session, extra: Iterable[str], taken: Iterable[str]
) -> tuple[ReturnedFile, ...]:
    """Every file in the inbox, then those named by hand; each once.

    Args:
        extra: full paths.
        taken: names of files everybody works in.
    """
    files, inbox = session.files, session.places.inbox
    found = {place: (folder, True) for place, folder in _inside(session, inbox, _INBOX, 0)}
    for place in extra:
        found.setdefault(place, (files.name_of(files.folder_of(place)), False))
    called = Counter(files.name_of(place).casefold() for place in found)
    called.update({name.casefold() for name in taken})
    return tuple(
        ReturnedFile(place, _name(files.name_of(place), folder, called), folder, in_inbox)
        for place, (folder, in_inbox) in found.items()
    )


def _name(name: str, folder: str, called: Counter[str]) -> str:
    return name if called[name.casefold()] == 1 else f"{folder}/{name}"


def _inside(session: Session, folder: str, shown: str, depth: int) -> Iterator[tuple[str, str]]:
    """Every file in a folder and in the folders in it, with the folder's name for people."""
    for name in session.files.names(folder):
        if not name.startswith(_NOT_SENT):
            yield session.files.within(folder, name), shown
    for name in session.files.folders(folder) if depth < _DEEPEST else ():
        if not name.startswith(_NOT_SENT) and not (depth == 0 and name.casefold() == DONE):
            inner = session.files.within(folder, name)
            yield from _inside(session, inner, f"{shown}/{name}", depth + 1)

"""Backups people can find: each version of each workbook before the tool wrote to it."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, timedelta

from toolkit.ports.content import content_hash
from toolkit.ports.files import Files

KEEP_DAYS = 30
KEEP_VERSIONS = 20

_STAMP = "%Y-%m-%d %H%M%S"
_STAMP_LENGTH = 17
_OURS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{6} ")


class Backups:
    """Copies named ``2027-05-14 091500 1a2b3c4d 1 Relevance.xlsx``.

    A version goes when it is old *and* enough newer ones of the same file are there.

    Args:
        files: the disk.
        folder: where they are kept.
        days, versions: how long and how many are kept at least.
    """

    def __init__(
        self, files: Files, folder: str, days: int = KEEP_DAYS, versions: int = KEEP_VERSIONS
    ) -> None:
        self._files = files
        self._folder = folder
        self._days = days
        self._versions = max(versions, 1)

    def keep(self, file: str, content: bytes, at: datetime) -> str:
        """Keep a version; returns its place. The same version at the same time is kept once."""
        name = f"{at.strftime(_STAMP)} {content_hash(content)[:8]} {file}"
        place = self._files.within(self._folder, name)
        if self._files.digest(place) != content_hash(content):
            self._files.make_folder(self._folder)
            self._files.remove(place)
            self._files.write_new(place, content)
        return place

    def prune(self, now: datetime) -> tuple[str, ...]:
        """Remove versions that are old and many; returns their names."""
        versions: dict[str, list[str]] = defaultdict(list)
        for name in self._files.names(self._folder):
            if _taken(name):
                versions[name[_STAMP_LENGTH + 10 :]].append(name)
        limit = (now - timedelta(days=self._days)).strftime(_STAMP)
        old = tuple(
            name
            for names in versions.values()
            for name in sorted(names)[: -self._versions]
            if name[:_STAMP_LENGTH] < limit
        )
        for name in old:
            self._files.remove(self._files.within(self._folder, name))
        return old


def _taken(name: str) -> bool:
    """Whether a name is one of ours: nothing else in the folder is touched."""
    return bool(_OURS.match(name)) and len(name) > _STAMP_LENGTH + 10

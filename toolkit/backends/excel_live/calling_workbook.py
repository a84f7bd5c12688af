"""The open workbook whose button called Python through the xlwings add-in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from toolkit.backends.excel_file.reading import read_stamp
from toolkit.backends.excel_live.live_book import LiveBook
from toolkit.backends.excel_live.running_excel import asking_excel, calling_workbook
from toolkit.backends.excel_live.showing import show
from toolkit.errors import FileRefused
from toolkit.ports.refreshed import Refreshed

STATUS_NAME = "ActionGridStatus"


class CallingWorkbook:
    """See ``toolkit.excel_button``."""

    def __init__(self) -> None:
        self._book: Any = calling_workbook()
        self.name = str(self._book.name)

    @property
    def folder(self) -> Path:
        """The folder it was opened from. Raises FileRefused when Excel knows only an address."""
        with asking_excel(self.name):
            where = str(self._book.fullname)
        if "://" in where:
            raise FileRefused(
                "cloud-address",
                f'Excel opened it from "{where}", not from this computer.',
                where=self.name,
                next_step="Open it from the synced folder in the Explorer or the Finder.",
            )
        return Path(where).parent

    @property
    def replica(self) -> str:
        """Which of the plan's workbooks it is. Raises FileRefused when it is none."""
        with asking_excel(self.name):
            stamp = read_stamp(LiveBook(self._book, ()))
        if stamp is None:
            raise FileRefused(
                "no-stamp",
                "it is not one of the plan's workbooks, or its hidden stamp is damaged.",
                where=self.name,
                next_step='Run "actiongrid generate" to get a fresh one.',
            )
        return stamp.replica

    def save(self) -> None:
        """Save it, so that what was typed counts."""
        with asking_excel(self.name):
            self._book.save()

    def show(self, refreshed: Refreshed) -> None:
        """Show the answer in its cells, and save that too."""
        with asking_excel(self.name):
            show(self._book, refreshed)
            self._book.save()

    def say(self, sentence: str, now: datetime) -> None:
        """The status line: in its cell, or in Excel's own status bar."""
        words = f"{now.day} {now:%b %Y, %H:%M}  {sentence}"
        with asking_excel(self.name):
            for name in self._book.names:
                if name.name == STATUS_NAME:
                    name.refers_to_range.value = words
                    return
            self._book.app.status_bar = words

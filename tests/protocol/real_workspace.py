"""A workspace with the IMEC plan: real workbooks, the product's own sync, killed at random."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from datetime import date
from itertools import count
from pathlib import Path
from random import Random

from toolkit.errors import ToolkitError
from toolkit.tables.edit import EditState
from toolkit.tables.stamp import STAMP_SHEET
from toolkit.wiring import opened, plan_text, start_workspace
from toolkit.workflows.adoption import adopt_plan
from toolkit.workflows.generate import generate
from toolkit.workflows.open_items import open_conflicts
from toolkit.workflows.session import Session
from toolkit.workflows.sync import sync
from toolkit.xlsx import SetCell, change_book

TODAY = date(2026, 11, 22)
COLUMNS = ("note", "outcome", "help")


class RealOffice:
    """Staff type words nobody else types into the area workbooks; a computer dies again and again.

    Args:
        folder: where the workspace is made.
        chance: where and when things happen.
    """

    def __init__(self, folder: Path, chance: Random) -> None:
        self.folder = folder
        self.chance = chance
        self.typed: dict[tuple[str, str], str] = {}
        self.saved = 0
        self._words = count()
        start_workspace(str(folder), plan_text("imec"), "")
        with opened(str(folder), TODAY) as session:
            adopt_plan(session, {})
            generate(session)
            sync(session)

    def kill_a_sync(self, longest: float) -> None:
        """Somebody edits, a sync starts, somebody edits meanwhile, the sync is killed."""
        self.edit()
        child = os.fork()
        if not child:
            self._sync_and_end()
        time.sleep(self.chance.uniform(0, longest))
        if self.chance.random() < 0.5:
            self.edit()
            time.sleep(self.chance.uniform(0, longest / 4))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

    def _sync_and_end(self) -> None:
        try:
            with opened(str(self.folder), TODAY) as session:
                sync(session)
        finally:
            os._exit(0)

    def edit(self) -> None:
        """Somebody types over one cell of one area workbook and saves it."""
        places = sorted(self.folder.glob("workbooks/[1-4]*.xlsx"))
        place = self.chance.choice(places)
        with opened(str(self.folder), TODAY) as session:
            content = place.read_bytes()
            copy = session.backend.read(content, place.name)
        table = copy.table("actions")
        assert table is not None
        row, column = self.chance.choice(table.rows), self.chance.choice(COLUMNS)
        word = f"word {next(self._words)}."
        letters = sum(
            (ord(letter) - 64) * 26**power
            for power, letter in enumerate(reversed(table.letters[column]))
        )
        changed = change_book(content, [SetCell(table.sheet, row.row, letters, word)])
        new = place.with_name(f"saving {place.name}.tmp")
        new.write_bytes(changed.data)
        new.replace(place)
        self.typed[row.id, column] = word
        self.saved += 1

    def verdict(self) -> list[str]:
        """Everything that is wrong after three quiet syncs."""
        for _ in range(3):
            with opened(str(self.folder), TODAY) as session:
                sync(session)
        with opened(str(self.folder), TODAY) as session:
            session.history.check()
            return self._lost(session) + self._twice(session) + self._left(session)

    def _lost(self, session: Session) -> list[str]:
        head = session.history.last()
        asked = {conflict.key: conflict.answers for conflict in open_conflicts(session.history)}
        return [
            f"{row_id}.{column}: {word!r} is lost"
            for (row_id, column), word in self.typed.items()
            if head.value("actions", row_id, column) != word
            and word not in asked.get(("actions", row_id, column), ())
        ]

    def _twice(self, session: Session) -> list[str]:
        words = set(self.typed.values())
        taken = Counter(
            line.edit.new
            for line in session.history.ledger(table="actions")
            if line.edit.state is EditState.TAKEN and line.edit.new in words
        )
        return [f"{word!r} was taken {times} times" for word, times in taken.items() if times > 1]

    def _left(self, session: Session) -> list[str]:
        found = ["a write is unfinished"] if session.history.journal.unfinished() else []
        for place in self.folder.glob("workbooks/[1-4]*.xlsx"):
            try:
                stamp = session.backend.read(place.read_bytes(), place.name).stamp
            except ToolkitError as trouble:
                found.append(str(trouble))
            else:
                found += [] if stamp else [f"{place.name}: {STAMP_SHEET} is damaged"]
        return found

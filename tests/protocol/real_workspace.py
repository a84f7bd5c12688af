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

from msgspec.structs import replace

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
        self.killed = 0
        self._words = count()
        start_workspace(str(folder), plan_text("imec"), "")
        with opened(str(folder), TODAY) as session:
            adopt_plan(session, {})
            generate(session)
            sync(session)
            self.cells = {place: self._cells(session, place) for place in self._books()}

    def _books(self) -> list[Path]:
        return sorted(self.folder.glob("workbooks/[1-4]*.xlsx"))

    def _cells(self, session: Session, place: Path) -> list[tuple[str, str, SetCell]]:
        """Every cell people type into: row id, column, and where it stands (rows never move)."""
        table = session.backend.read(place.read_bytes(), place.name).table("actions")
        assert table is not None
        return [
            (row.id, column, SetCell(table.sheet, row.row, _number(table.letters[column]), ""))
            for row in table.rows
            for column in COLUMNS
        ]

    def kill_a_sync(self, longest: float) -> None:
        """Somebody edits, a sync starts, somebody edits meanwhile, the sync is killed.

        The moment is one of its own processor time: a busy computer does not move it.
        """
        self.edit()
        child = os.fork()
        if not child:
            self._sync_and_end()
        moment = self.chance.uniform(0, longest)
        if self.chance.random() < 0.5:
            _wait_for(child, moment * self.chance.random())
            self.edit()
        _wait_for(child, moment)
        os.kill(child, signal.SIGKILL)
        _, code = os.waitpid(child, 0)
        self.killed += os.WIFSIGNALED(code)

    def seconds(self) -> float:
        """How much processor time a sync of an edit takes here, a little more."""
        took = []
        for _ in range(2):
            self.edit()
            start = time.process_time()
            with opened(str(self.folder), TODAY) as session:
                sync(session)
            took.append(time.process_time() - start)
        return 1.1 * max(took)

    def _sync_and_end(self) -> None:
        try:
            with opened(str(self.folder), TODAY) as session:
                sync(session)
        finally:
            os._exit(0)

    def edit(self) -> None:
        """Somebody types over one cell of one area workbook and saves it."""
        place = self.chance.choice(list(self.cells))
        row_id, column, cell = self.chance.choice(self.cells[place])
        word = f"word {next(self._words)}."
        changed = change_book(place.read_bytes(), [replace(cell, value=word)])
        new = place.with_name(f"saving {place.name}.tmp")
        new.write_bytes(changed.data)
        new.replace(place)
        self.typed[row_id, column] = word
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
        for place in self._books():
            try:
                stamp = session.backend.read(place.read_bytes(), place.name).stamp
            except ToolkitError as trouble:
                found.append(str(trouble))
            else:
                found += [] if stamp else [f"{place.name}: {STAMP_SHEET} is damaged"]
        return found


def _number(letters: str) -> int:
    """The sheet column of its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _wait_for(process: int, seconds: float) -> None:
    """Wait until a process has worked for so long, or has ended."""
    ticks = os.sysconf("SC_CLK_TCK")
    while True:
        facts = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        if facts[0] == "Z" or (int(facts[11]) + int(facts[12])) / ticks >= seconds:
            return
        time.sleep(0.001)

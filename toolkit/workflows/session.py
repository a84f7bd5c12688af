"""What a workflow works with: one workspace, opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from toolkit.errors import PlanError
from toolkit.plan.adopt import Adopted
from toolkit.ports.backend import FileBackend
from toolkit.ports.book_maker import BookMaker
from toolkit.ports.clock import Clock
from toolkit.ports.content import Contents
from toolkit.ports.enclosed import Unpack, nothing_enclosed
from toolkit.ports.files import Files
from toolkit.ports.history import History
from toolkit.ports.online import Online
from toolkit.ports.places import Places
from toolkit.settings import Settings
from toolkit.tables.column import Choice
from toolkit.tables.schema import Schema
from toolkit.workflows.bench import Bench
from toolkit.workflows.live_places import LiveWay

if TYPE_CHECKING:
    from toolkit.survey.answer_file import AnswerFile


class Session(Struct, frozen=True):
    """One opened workspace.

    Attributes:
        places: where its parts are.
        settings: machine matters.
        adopted: the plan document as it is now: plan id, schema, tables.
        history: the agreed state and the ledger.
        files, contents, clock: the machine.
        backend: how workbooks are read and changed.
        keep_backup: keeps a version that is about to be replaced.
        prune_backups: lets go of versions that are old and many, at a moment.
        books: how new ones are made.
        needs_backend: how the answers on *Needs you* are read.
        read_export: how survey exports are read: content, name and sheet to answers.
        today: the day figures are counted for.
        online: spreadsheets reached over a network; None when settings name none.
        live: how places are reached that are not files at the moment.
        unpack: the workbooks that came inside a letter or a packed file.
    """

    places: Places
    settings: Settings
    adopted: Adopted
    history: History
    files: Files
    contents: Contents
    clock: Clock
    backend: FileBackend
    books: BookMaker
    keep_backup: Callable[[str, bytes, datetime], str]
    prune_backups: Callable[[datetime], object]
    needs_backend: FileBackend
    read_export: Callable[[bytes, str, str], AnswerFile]
    today: date
    online: Online | None = None
    live: tuple[LiveWay, ...] = ()
    unpack: Unpack = nothing_enclosed

    @property
    def schema(self) -> Schema:
        """Tables and columns in the plan's wording."""
        return self.adopted.schema

    @property
    def statuses(self) -> tuple[Choice, ...]:
        """The plan's status words."""
        return self.schema["actions"].by_name["status"].choices

    def now(self) -> datetime:
        """The moment a change is agreed: the clock's time on the day worked as of."""
        moment = self.clock.now()
        return moment.replace(year=self.today.year, month=self.today.month, day=self.today.day)


def bench_of(session: Session) -> Bench:
    """What the write protocol works with in this workspace."""
    return Bench(
        files=session.files,
        contents=session.contents,
        clock=session.clock,
        history=session.history,
        backend=session.backend,
        schema=session.schema,
        keep_backup=session.keep_backup,
        online=session.online,
    )


def require_adopted(adopted: Adopted, document: str) -> Adopted:
    """The plan document, or PlanError with every mistake in it."""
    if adopted.mistakes:
        raise PlanError(
            document,
            [str(mistake) for mistake in adopted.mistakes],
            next_step="Mend these lines and run again; nothing was changed.",
        )
    return adopted

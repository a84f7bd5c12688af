"""What one column of a table means: its type, who owns it, how two answers merge."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

Value = str | bool | int | float | date | None
"""A typed cell value. Blank is None; percents run from 0 to 100; dates are days."""


class ColumnType(StrEnum):
    """How a cell's content is read."""

    TEXT = "text"
    CHOICE = "choice"
    TICK = "tick"
    PERCENT = "percent"
    NUMBER = "number"
    DATE = "date"
    BY_WHEN = "by-when"
    WHO = "who"
    LINK = "link"
    REF = "ref"


class Owner(StrEnum):
    """Who may change a column: the plan (by amendment), staff, the tool, the coordinator."""

    PLAN = "plan"
    STAFF = "staff"
    TOOL = "tool"
    COORDINATOR = "coordinator"


class MergePolicy(StrEnum):
    """What happens when several people change one cell.

    ONE_VALUE: one distinct answer is taken, more are a conflict. JOIN: both additions are kept.
    LATEST: the later of two tool-stamped values. EVENT: a tick that is consumed by the sync.
    """

    ONE_VALUE = "one value"
    JOIN = "join texts"
    LATEST = "latest"
    EVENT = "event"


class Choice(Struct, frozen=True):
    """One word a choice column offers.

    Attributes:
        word: the word stored and shown.
        aliases: other spellings people type ("done" for Complete), compared without case.
        symbol: a sign shown before the word, so that colour is never the only signal.
        colour: name of the style in the house style.
        meaning: one of open, closed, dropped, "" (what a status says about the work).
        rank: place in the order worst → best, 0 for "not ranked".
    """

    word: str
    aliases: tuple[str, ...] = ()
    symbol: str = ""
    colour: str = ""
    meaning: str = ""
    rank: int = 0


class Column(Struct, frozen=True):
    """One column of a table.

    Attributes:
        name: the stable name in code, history and JSON keys of ledgers.
        heading: what people see, the plan's own wording where it has one.
        type: how a cell is read.
        owner: who may change it.
        merge: what two different answers lead to.
        aliases: former or other headings under which the column is recognised.
        choices: the words of a choice column.
        computed: worked out anew at every sync, never kept in history.
        inherited: a blank cell shows the parent record's cell of the same name.
        help: one sentence people see beside the cell.
        hidden: kept and written, but in a hidden sheet column.
    """

    name: str
    heading: str
    type: ColumnType = ColumnType.TEXT
    owner: Owner = Owner.STAFF
    merge: MergePolicy = MergePolicy.ONE_VALUE
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    computed: bool = False
    inherited: bool = False
    help: str = ""
    hidden: bool = False

    def choice_of(self, text: str) -> Choice | None:
        """The choice a typed word stands for, by word or alias without case; None when unknown."""
        wanted = " ".join(text.split()).casefold()
        for choice in self.choices:
            if wanted == choice.word.casefold() or wanted in map(str.casefold, choice.aliases):
                return choice
        return None

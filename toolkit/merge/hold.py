"""A reason not to believe a file, a column or a row until somebody has looked."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct

from toolkit.merge.line import is_line_of_copy
from toolkit.tables.edit import Edit, Source


class HoldCode(StrEnum):
    """Why something is held."""

    UNREADABLE = "sheet cannot be read"
    EMPTY = "empty"
    BASELINE_UNKNOWN = "unknown starting point"
    SORTED = "sorted without row ids"
    PASTED_OVER = "row pasted over another"
    CLEARED = "many cells cleared"
    PLAN_CHANGED = "much adopted text changed"
    RENAMED = "renamed heading"
    DUPLICATED = "row id twice"
    MISTYPED = "row id not known"
    DETACHED = "row id lost"
    TYPED_TWICE = "the same new row twice"
    NOT_GROWING = "takes no new rows"
    NAMELESS = "new row without its text"
    UNPLACED = "new row under an unknown heading"
    ELSEWHERE = "row of another area"
    SECOND_SHEET = "second copy of a sheet"


class Answer(StrEnum):
    """What the coordinator can say to a hold or a question about rows."""

    LET_THROUGH = "let it through"
    SAME_ROW = "it is that row"
    NEW_ROW = "it is a new row"
    RESTORE = "put it back"
    RETIRE = "retire it"
    LEAVE_OUT = "leave it out"


HELD = "held: "
"""How the reason of an edit begins that waits under a hold."""

EVERYTHING = "*"
"""Key of an answer that is given to every hold of a copy (``sync --release FILE``)."""

Answers = Mapping[str, Answer]
"""The coordinator's answers by the key of the hold or note they belong to."""

NO_ANSWERS: Answers = MappingProxyType({})


class Hold(Struct, frozen=True):
    """Edits that wait as one: a whole file, one sheet, one column or one row of it.

    Attributes:
        key: stable name of the matter, under which an answer finds it at the next sync.
        code: why.
        file: name of the file, as a person would say it.
        line: the line of versions it belongs to.
        reason: one sentence: where, what was found.
        release: one sentence: what to do about it.
        table: name of the table held, "" for the whole file.
        column: name of the column held, "" for all.
        id: row id held, "" for all.
        sheet: name of the sheet held, "" for all.
        choices: the answers offered, the safest first.
        source: where a person should look: the row, the heading, the sheet.
    """

    key: str
    code: HoldCode
    file: str
    line: str
    reason: str
    release: str
    table: str = ""
    column: str = ""
    id: str = ""
    sheet: str = ""
    choices: tuple[Answer, ...] = (Answer.LET_THROUGH,)
    source: Source = Source()

    @property
    def offered(self) -> tuple[Answer, ...]:
        """The answers offered; what a returned copy says can also be left out for good."""
        return (*self.choices, Answer.LEAVE_OUT) if is_line_of_copy(self.line) else self.choices

    @property
    def whole_file(self) -> bool:
        """Whether nothing of the file counts and nothing is written to it."""
        return not self.table

    @property
    def whole_sheet(self) -> bool:
        """Whether nothing of a file, or of one of its sheets, counts."""
        return not (self.column or self.id)

    def covers(self, table: str, row_id: str, column: str, sheet: str = "") -> bool:
        """Whether this hold is about that cell of its file."""
        return (
            self.table in ("", table)
            and self.id in ("", row_id)
            and self.column in ("", column)
            and self.sheet in ("", sheet)
        )

    def reason_of_edit(self) -> str:
        """The reason an edit under this hold waits for."""
        return f"{HELD}{self.code}"


def answer_to(answers: Answers, hold: Hold) -> Answer | None:
    """What the coordinator said to this hold; None when nothing yet."""
    return answers.get(hold.key) or answers.get(EVERYTHING)


def under_hold(edit: Edit, holds: tuple[Hold, ...]) -> Hold | None:
    """The hold an edit waits under; None when it may count."""
    for hold in holds:
        if hold.covers(edit.table, edit.id, edit.column, edit.source.sheet):
            return hold
    return None

"""Something about a copy that people should know, or be asked, though nothing waits for it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from toolkit.merge.hold import Answer
from toolkit.tables.edit import Source


class NoteCode(StrEnum):
    """What was noticed."""

    TYPED_OVER = "tool column typed over"
    UNKNOWN_COLUMN = "own column"
    PARTIAL = "part of the rows"
    MISSING = "row missing"
    TWIN = "row copied"
    RETIRED = "retired row changed"
    ATTACHED = "row id given back"
    BELOW = "row below the table"
    MERGED = "merged cells"
    NO_RESULT = "formula without a result"
    NO_SHEET = "sheet missing"
    IN_PLACE = "another file in its place"
    NOT_IN_DOCUMENT = "not in the plan document"
    OUTDONE = "other answers in a copy of Summary"


LASTING = frozenset({NoteCode.BELOW, NoteCode.MERGED, NoteCode.NO_SHEET})
"""What stays a trouble until somebody mends it: people's words do not count there."""


class Note(Struct, frozen=True):
    """One thing noticed.

    Attributes:
        key: stable name of the matter, under which an answer finds it at the next sync.
        code: what kind of thing.
        source: where it is.
        message: one sentence: where, what was found, what happens or what to do.
        table, id, column: what it is about, "" where it is about more.
        text: the heading or value in question.
        choices: the answers offered; none when it is only to be known.
    """

    key: str
    code: NoteCode
    source: Source
    message: str
    table: str = ""
    id: str = ""
    column: str = ""
    text: str = ""
    choices: tuple[Answer, ...] = ()

    @property
    def lasts(self) -> bool:
        """Whether it is said at each sync until it is answered or mended."""
        return bool(self.choices) or self.code in LASTING

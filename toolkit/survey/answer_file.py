"""A survey export as its reader hands it over: columns of texts, each with its question."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    """What a column of an export holds.

    QUESTION: answers. RESPONDENT: the platform's own number of a respondent. EMAIL, NAME: who it
    was. FINISHED: when the answers were sent. LEFT_OUT: the platform's own notes.
    """

    QUESTION = "question"
    RESPONDENT = "respondent"
    EMAIL = "e-mail"
    NAME = "name"
    FINISHED = "finished"
    LEFT_OUT = "left out"


class AnswerColumn(Struct, frozen=True):
    """One column of an export.

    Attributes:
        heading: the question on one line.
        answers: one text a respondent, "" for none.
        part: the statement of a matrix question, or one of the answers to choose from.
        role: what it holds.
        letter: where it stands in the file.
    """

    heading: str
    answers: tuple[str, ...]
    part: str = ""
    role: Role = Role.QUESTION
    letter: str = ""

    @property
    def title(self) -> str:
        """The question as a person would say it, the statement with it."""
        return f"{self.heading} [{self.part}]" if self.part else self.heading


class AnswerFile(Struct, frozen=True):
    """One export.

    Attributes:
        file: its name.
        layout: which tool wrote it, as people call it.
        columns: in the file's order.
        decisions: what the reader decided, a sentence each.
        first_line: number of the first line of answers in the file.
        notes: what stands beside the table, such as a key to the numbers.
    """

    file: str
    layout: str
    columns: tuple[AnswerColumn, ...]
    decisions: tuple[str, ...] = ()
    first_line: int = 2
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many lines of answers there are."""
        return len(self.columns[0].answers) if self.columns else 0

    def of(self, role: Role) -> tuple[AnswerColumn, ...]:
        """The columns of one role."""
        return tuple(column for column in self.columns if column.role is role)

"""The lines of a survey export, whatever file they came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from toolkit.errors import FileRefused


class SurveyGrid(Struct, frozen=True):
    """Texts in columns, all of one length.

    Attributes:
        file: the export's name.
        columns: every column from the first line on, "" for blank cells.
        decisions: what was decided while reading, a sentence each.
        notes: texts beside the table, such as a key to the numbers on another sheet.
    """

    file: str
    columns: tuple[Sequence[str], ...]
    decisions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def line(self, number: int) -> tuple[str, ...]:
        """One line, from 0; blank ones beyond the end."""
        return tuple(column[number] if number < len(column) else "" for column in self.columns)

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self.columns[0]) if self.columns else 0

    def below(self, first: int) -> Iterator[tuple[str, ...]]:
        """Every column's texts from a line on."""
        return (tuple(column[first:]) for column in self.columns)


def refuse(file: str, code: str, found: str, next_step: str) -> FileRefused:
    """A refusal that says that nothing happened."""
    return FileRefused(code, found, where=file, next_step=f"{next_step} Nothing was changed.")


def letter_of(place: int) -> str:
    """The letter of a column, from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

"""Whose words a file holds: the live file, or one person's mailed copy of it."""

from __future__ import annotations

from toolkit.tables.copy import Copy, CopyTable
from toolkit.tables.edit import Source


def line_of(copy: Copy) -> str:
    """The name of the line of versions a copy belongs to: later ones were made from earlier ones.

    The live file is one line (its replica id); what Jo was mailed is another, whatever the file is
    called when it comes back; a copy mailed to nobody in particular is a line under its file name,
    whichever folder it lies in, and whatever it is called when it is forwarded unchanged.
    """
    replica = copy.stamp.replica if copy.stamp else ""
    recipient = copy.stamp.recipient if copy.stamp else ""
    if is_live(copy):
        return replica
    return f"{replica}/{recipient or bare_name(copy.came_as or copy.file)}"


def bare_name(file: str) -> str:
    """A file's own name: people are told its folder where two files are called the same."""
    return file.rpartition("/")[2]


def is_line_of_copy(line: str) -> bool:
    """Whether a line is that of a returned copy, not of a live file."""
    return "/" in line


def is_live(copy: Copy) -> bool:
    """Whether this is the file everybody works in, not one that was sent out and came back."""
    return bool(copy.stamp and not copy.stamp.recipient and not copy.returned)


def source_in(copy: Copy, sheet: CopyTable, cell: str) -> Source:
    """Where a value in this copy stands, and by whom as far as the file tells."""
    return Source(
        copy.file, sheet.sheet, cell, copy.by, copy.when, line_of(copy), content=copy.content
    )

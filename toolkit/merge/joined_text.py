"""Progress notes of several people: every addition is kept, each with its source."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.tables.column import Value
from toolkit.tables.edit import Edit
from toolkit.tables.equality import comparable_text, iso, same


def joined(agreed: Value, edits: Sequence[Edit]) -> Value:
    """The agreed text with, line by line, what each edit took away and added.

    Args:
        agreed: what the cell says now.
        edits: in canonical order; each knows the text its author had before.

    Lines that stand there already are not repeated. When there is more than one author, each
    addition begins with its author's name (or the file's, where no name is known).
    """
    lines = _lines(agreed)
    gone = [line for edit in edits for line in _beyond(edit.old, edit.new)]
    lines = [line for line in lines if line not in gone]
    edits = _once(edits)
    named = len(edits) > 1 or not same(edits[0].old, agreed)
    for edit in edits:
        who = edit.source.by or edit.source.file
        added = [
            line
            for line in _beyond(edit.new, edit.old)
            if line not in lines and f"{who}: {line}" not in lines
        ]
        if added and named and who:
            added[0] = f"{who}: {added[0]}"
        lines += added
    if not lines:  # each took away what the others kept: better a line too many than none
        texts = [edit.new for edit in edits] + [agreed] * (not _knew(edits, agreed))
        lines = list(dict.fromkeys(line for text in texts for line in _lines(text) if line))
    return "\n".join(lines) or None


def _once(edits: Sequence[Edit]) -> Sequence[Edit]:
    """The edits without those that do what another one did: a copy may come back twice."""
    first: dict[tuple[str, str], Edit] = {}
    for edit in edits:
        first.setdefault((comparable_text(iso(edit.old)), comparable_text(iso(edit.new))), edit)
    return tuple(first.values())


def _knew(edits: Sequence[Edit], agreed: Value) -> bool:
    """Whether some author had read what is agreed."""
    return any(same(edit.old, agreed) for edit in edits)


def _beyond(text: Value, other: Value) -> list[str]:
    """The lines of one text that the other does not have."""
    known = set(_lines(other))
    return [line for line in _lines(text) if line and line not in known]


def _lines(text: Value) -> list[str]:
    plain = comparable_text(iso(text))
    return plain.split("\n") if plain else []

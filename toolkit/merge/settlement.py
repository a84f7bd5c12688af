"""The coordinator's answer to a cell: an edit based on exactly the answers it saw."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from toolkit.merge.conflict import Conflict, distinct
from toolkit.merge.line import bare_name
from toolkit.tables.column import Value
from toolkit.tables.edit import ROW_RETIRED, CellKey, Edit, Source
from toolkit.tables.equality import iso, same

COORDINATOR = Source()
"""Where an answer comes from when nothing more is known than that the coordinator gave it."""


class Settlement(Struct, frozen=True):
    """What a cell is to say, and what was known when that was decided.

    A newer answer that is not among ``seen`` opens the matter again.

    Attributes:
        table, id, column: the cell.
        value: what it is to say.
        seen: the answers the coordinator saw (and the agreed value).
        seen_texts: unreadable texts the coordinator saw.
        source: where and by whom it was decided.
    """

    table: str
    id: str
    column: str
    value: Value
    seen: tuple[Value, ...] = ()
    seen_texts: tuple[str, ...] = ()
    source: Source = COORDINATOR

    @property
    def key(self) -> CellKey:
        """The cell."""
        return (self.table, self.id, self.column)

    def saw(self, edit: Edit) -> bool:
        """Whether an edit's answer was known when this was decided."""
        if edit.text:
            return edit.text in self.seen_texts
        return any(same(edit.new, value) for value in self.seen)


def settle(conflict: Conflict, value: Value, source: Source = COORDINATOR) -> Settlement:
    """Give a conflicted cell one value: one of the answers, or another text."""
    return Settlement(*conflict.key, value, (conflict.base, *conflict.answers), source=source)


def keep_both(conflict: Conflict, source: Source = COORDINATOR) -> Settlement:
    """Give a conflicted text cell all its answers, one below the other."""
    lines = [iso(value) for value in conflict.answers if value is not None]
    return settle(conflict, "\n".join(sorted(lines)), source)


def prefer(
    conflicts: Iterable[Conflict], file: str, source: Source = COORDINATOR
) -> tuple[Settlement, ...]:
    """Settle every conflict in which a file gives one clear answer by that answer.

    Args:
        file: its name as it is told, or its bare name when that leaves no doubt what is meant.
    """
    conflicts = tuple(conflicts)
    told = {edit.source.file for conflict in conflicts for edit in conflict.values}
    named = {file} & told or {name for name in told if bare_name(name) == bare_name(file)}
    settled = []
    for conflict in conflicts:
        said = distinct(edit.new for edit in conflict.values if edit.source.file in named)
        if len(said) == 1:
            settled.append(settle(conflict, said[0], source))
    return tuple(settled)


def accept(edit: Edit, agreed: Value, source: Source = COORDINATOR) -> Settlement:
    """Let a waiting edit count: an amendment the board adopted.

    What the edit itself replaced may have been an earlier proposal, never what was agreed.

    Args:
        agreed: the cell's own agreed value when this was decided.
    """
    return Settlement(*edit.key, edit.new, (agreed, edit.new), source=source)


def decline(edit: Edit, agreed: Value, source: Source = COORDINATOR) -> Settlement:
    """Keep the agreed value instead of a waiting edit; its file is put right.

    What the edit itself replaced may have been an earlier proposal: proposed again, that is new.
    """
    texts = (edit.text,) if edit.text else ()
    values = (agreed,) if edit.text else (agreed, edit.new)
    return Settlement(*edit.key, agreed, values, texts, source)


def replace_waiting(
    edit: Edit, value: Value, agreed: Value, source: Source = COORDINATOR
) -> Settlement:
    """Give the cell of a waiting edit a value that its column can read.

    Args:
        agreed: the cell's own agreed value when this was decided.
    """
    texts = (edit.text,) if edit.text else ()
    values = (agreed,) if edit.text else (agreed, edit.new)
    return Settlement(*edit.key, value, (value, *values), texts, source)


def retire(table: str, row_id: str, source: Source = COORDINATOR) -> Settlement:
    """Take a record out of the counts; it stays in history."""
    return Settlement(table, row_id, ROW_RETIRED, True, source=source)


def restore(table: str, row_id: str, source: Source = COORDINATOR) -> Settlement:
    """Let a retired record count again."""
    return Settlement(table, row_id, ROW_RETIRED, False, source=source)

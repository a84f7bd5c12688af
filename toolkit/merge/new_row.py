"""A row somebody typed that has no identity yet."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct

from toolkit.merge.view import Place
from toolkit.tables.column import Value
from toolkit.tables.edit import Edit, Source
from toolkit.tables.equality import comparable, iso


class NewRow(Struct, frozen=True):
    """One new row of one copy.

    Attributes:
        key: stable while its text stays the same: gives its id and finds its answer.
        table: name of the table.
        place: where it stands, where its id will be written.
        cells: what was typed, readable cells only, blank ones left out.
        edits: one edit a typed cell with a blank id, unreadable ones included.
        parent: id of the record it will hang under.
        fingerprint: the plan text it was recognised by, compared with others of its kind.
        source: where it stands.
        wanted: the coordinator has said that it is new.
        unplaced: what was typed where a row says what it hangs under, when that names nothing.
    """

    key: str
    table: str
    place: Place
    cells: Mapping[str, Value]
    edits: tuple[Edit, ...]
    parent: str
    fingerprint: tuple[Value, ...]
    source: Source
    wanted: bool = False
    unplaced: str = ""


def row_key(line: str, table: str, cells: Mapping[str, Value], twin: int) -> str:
    """The key of a new row: the same line typing the same text gives the same key.

    Args:
        line: line of versions it stands in.
        table: name of the table.
        cells: what was typed.
        twin: 0 for the first row of that text in the file, 1 for the next …
    """
    typed = "\n".join(f"{name}={iso(comparable(cells[name]))}" for name in sorted(cells))
    return hashlib.sha256(f"{line}\n{table}\n{twin}\n{typed}".encode()).hexdigest()[:16]

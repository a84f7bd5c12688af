"""Telling a row by its adopted text when its id cannot be trusted: for questions only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from toolkit.merge.view import Place, View
from toolkit.tables.column import Column, ColumnType, Owner, Value
from toolkit.tables.equality import comparable
from toolkit.tables.record import Record

Fingerprint = tuple[Value, ...]
"""Comparable texts of the columns that tell a row; all blank means that it tells nothing."""


def telling_columns(view: View) -> tuple[Column, ...]:
    """The text columns of the copy that tell its rows apart: its first one and the plan's.

    A meeting people add has a name of their own and nothing that the document says.
    """
    texts = [c for c in view.opinions if c.type is ColumnType.TEXT and not c.inherited]
    return tuple(c for c in texts if c is texts[0] or c.owner is Owner.PLAN)


def fingerprint_of_place(view: View, columns: Iterable[Column], place: Place) -> Fingerprint:
    """The fingerprint of a row as it stands in the copy."""
    return tuple(comparable(view.read(place, column.name).value) for column in columns)


def fingerprint_of_record(columns: Iterable[Column], record: Record) -> Fingerprint:
    """The fingerprint of a record as it was agreed."""
    return tuple(comparable(record[column.name]) for column in columns)


def says_something(fingerprint: Fingerprint) -> bool:
    """Whether a fingerprint can tell a row at all."""
    return any(value is not None for value in fingerprint)


def unique_fingerprints(
    columns: tuple[Column, ...],
    records: Mapping[str, Record],
    wanted: Callable[[Record], bool],
) -> dict[Fingerprint, str]:
    """Row ids by fingerprint, of the records wanted; texts that several records share are out."""
    found: dict[Fingerprint, list[str]] = {}
    for record in records.values():
        if wanted(record):
            found.setdefault(fingerprint_of_record(columns, record), []).append(record.id)
    return {
        print_: ids[0] for print_, ids in found.items() if len(ids) == 1 and says_something(print_)
    }

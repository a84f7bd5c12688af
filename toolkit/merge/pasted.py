"""Rows that were pasted over other rows, over their visible cells or with their hidden ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from toolkit.merge.file_hold import file_hold
from toolkit.merge.fingerprint import (
    Fingerprint,
    fingerprint_of_place,
    fingerprint_of_record,
    says_something,
    telling_columns,
)
from toolkit.merge.hold import Hold, HoldCode
from toolkit.merge.identities import Identities
from toolkit.merge.view import View
from toolkit.tables.column import Column, Owner
from toolkit.tables.edit import Edit

MOSTLY_IN_ORDER = 0.6
"""A sheet was sorted when fewer neighbours than this share stand as they did."""


def pasted_over(
    view: View, found: Identities, by_column: Mapping[str, Iterable[Edit]]
) -> Iterator[Hold]:
    """Rows whose own adopted text became, word for word, that of another row."""
    columns = tuple(c for c in telling_columns(view) if c.owner is Owner.PLAN)
    changed = {edit.id for column in columns for edit in by_column.get(column.name, ())}
    changed &= view.records.keys()
    if not changed:
        return
    was = {record.id: fingerprint_of_record(columns, record) for record in view.records.values()}
    owners = _owners(view, found, columns, was)
    for row_id in sorted(changed):
        before = was[row_id]
        for place in found.places(row_id) if says_something(before) else ():
            text = fingerprint_of_place(view, columns, place)
            # Rows that said the same before say it after a find and replace as well.
            others = {one for one in owners.get(text, ()) if was.get(one) != before}
            if text != before and others:
                yield file_hold(
                    view,
                    HoldCode.PASTED_OVER,
                    f"row {place.row.row} ({view.called(row_id)}) now has the text of row "
                    f"{' or '.join(map(view.called, sorted(others)))}: it looks as if that row was "
                    "pasted over it.",
                    "Undo the pasting in the file, or let it through if every cell is meant.",
                    row_id,
                )


def _owners(
    view: View,
    found: Identities,
    columns: tuple[Column, ...],
    was: Mapping[str, Fingerprint],
) -> dict[Fingerprint, frozenset[str]]:
    """The rows that have a text, in the baseline or in the copy as it is now."""
    owners: dict[Fingerprint, frozenset[str]] = {}
    texts = [(text, row_id) for row_id, text in was.items()]
    texts += [(fingerprint_of_place(view, columns, p), row_id) for row_id, p in found.rows()]
    for text, row_id in texts:
        if says_something(text):
            owners[text] = owners.get(text, frozenset()) | {row_id}
    return owners


def pasted_with_id(view: View, found: Identities) -> Iterator[Hold]:
    """A row id that stands twice where another row stood: pasted over it, its id too."""
    twins = [row_id for row_id, places in view.rows.items() if len(places) > 1]
    if not twins:
        return
    extra = sum(len(view.rows[row_id]) - 1 for row_id in twins)
    asked = {*found.sure, *found.attached, *(hold.id for hold in found.holds)}
    gone = [
        record.id
        for record in view.records.values()
        if record.id not in asked and not record.retired and view.in_scope(record)
    ]
    if 1 <= len(gone) <= extra and _stands_in_its_place(view, twins, gone):
        yield file_hold(
            view,
            HoldCode.PASTED_OVER,
            f"{_rows(view, twins)} {'stands' if len(twins) == 1 else 'stand'} more than once and "
            f"{_rows(view, gone)} {'is' if len(gone) == 1 else 'are'} gone: it looks as if one row "
            "was pasted over another.",
            "Undo the pasting in the file, or let it through if the missing row was removed on "
            "purpose.",
            ",".join(twins),
        )


def _rows(view: View, ids: Collection[str]) -> str:
    return f"the row{'' if len(ids) == 1 else 's'} {', '.join(map(view.called, ids))}"


def _stands_in_its_place(view: View, twins: list[str], gone: list[str]) -> bool:
    """Whether a twin may stand where the missing row stood; in a sorted sheet any twin may."""
    if len(twins) > 1 or len(gone) > 1:
        return True
    ranks = {row_id: rank for rank, row_id in enumerate(view.records)}
    order = [ranks[row.id] for sheet in view.sheets for row in sheet.rows if row.id in ranks]
    rising = sum(left < right for left, right in pairwise(order))
    if rising < MOSTLY_IN_ORDER * (len(order) - 1):
        return True
    place = ranks[gone[0]]
    spots = [spot for spot, rank in enumerate(order) if rank == ranks[twins[0]]]
    return any(
        place - 1 in order[max(spot - 1, 0) : spot] or place + 1 in order[spot + 1 : spot + 2]
        for spot in spots
    )

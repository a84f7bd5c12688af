"""A sheet somebody copied inside the workbook: what is typed there is asked about, never lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from toolkit.merge.hold import Hold, HoldCode
from toolkit.merge.line import source_in
from toolkit.merge.past import Past
from toolkit.merge.row_edits import row_edits
from toolkit.merge.view import View
from toolkit.tables.copy import CopyTable
from toolkit.tables.edit import Edit, EditState
from toolkit.tables.equality import iso, same

NAMED = 3
"""So many of the differing cells are named."""


def edits_in_again(view: View, past: Past) -> Iterator[tuple[Hold, tuple[Edit, ...]]]:
    """For each further sheet of a table: its hold, and what it says that nothing else has said.

    What the first sheet says too, and what was agreed at some time, is no news: people keep such
    sheets to remember how things stood.
    """
    for sheet in view.copy.again:
        if sheet.table == view.name and not sheet.problem:
            edits = tuple(_news(view, sheet, past))
            if edits:
                yield _hold(view, sheet, edits), edits


def _news(view: View, sheet: CopyTable, past: Past) -> Iterator[Edit]:
    again = replace(view, sheets=(sheet,))
    for row_id, places in again.rows.items():
        for edit in (edit for place in places for edit in row_edits(again, place, row_id)):
            if not _said_first(view, edit) and not _ever_agreed(view, past, edit):
                yield edit


def _said_first(view: View, edit: Edit) -> bool:
    readings = [view.read(place, edit.column) for place in view.rows.get(edit.id, ())]
    return any(
        reading.text == edit.text
        if edit.text
        else reading.readable and same(reading.value, edit.new)
        for reading in readings
    )


def _ever_agreed(view: View, past: Past, edit: Edit) -> bool:
    if edit.text:
        return False
    if same(view.baseline.value(edit.table, edit.id, edit.column), edit.new):
        return True  # by adoption already; the file itself may have said something else since
    return any(
        line.state is EditState.TAKEN and (same(line.old, edit.new) or same(line.new, edit.new))
        for line in past(edit.key, 0)
    )


def _hold(view: View, sheet: CopyTable, edits: Sequence[Edit]) -> Hold:
    cells = ", ".join(
        f'{edit.source.cell} "{edit.text or iso(edit.new)}"' for edit in edits[:NAMED]
    )
    first = view.sheets[0].sheet
    more = f" and {len(edits) - NAMED} more" if len(edits) > NAMED else ""
    return Hold(
        f"{HoldCode.SECOND_SHEET}|{view.line}|{view.name}|{sheet.sheet}|{view.copy.content}",
        HoldCode.SECOND_SHEET,
        view.copy.file,
        view.line,
        f'{view.copy.file} › {sheet.sheet}: this sheet shows the same rows as "{first}", and only '
        f"that one counts. It says something else in {cells}{more}.",
        f'Type it on "{first}" or delete the second sheet, or let it through.',
        view.name,
        sheet=sheet.sheet,
        source=source_in(view.copy, sheet, edits[0].source.cell),
    )

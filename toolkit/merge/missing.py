"""Rows and sheets a copy no longer has: asked about, never deleted; what says nothing there."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.merge.hold import Answer
from toolkit.merge.identities import Identities
from toolkit.merge.line import is_live, line_of, source_in
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.view import View
from toolkit.tables.copy import Copy
from toolkit.tables.edit import Source
from toolkit.tables.raw import RawKind
from toolkit.tables.record import Record
from toolkit.tables.schema import Schema

FEW_ROWS = 3
FEW_SHARE = 0.2
"""A live file that lacks more rows than these was filtered or cut: its gaps are no opinion."""


def missing_rows(view: View, found: Identities) -> tuple[Note, ...]:
    """A question for each missing row of a live, whole file; one sentence for a partial copy."""
    # A row that was retired when the file was written, and counts again, is missed there too.
    back = is_live(view.copy)
    expected = [
        r for r in view.records.values() if not r.retired or (back and _still_counts(view, r))
    ]
    if len(found.sure) >= len(expected) and all(r.id in found for r in expected):
        return ()
    expected = [r for r in expected if view.in_scope(r)]
    gone = [r for r in expected if r.id not in found and _still_counts(view, r)]
    if not gone:
        return ()
    if is_live(view.copy) and len(gone) <= max(FEW_ROWS, FEW_SHARE * len(expected)):
        return tuple(_question(view, record) for record in gone)
    return (_partial(view, len(expected) - len(gone), len(expected)),)


def rows_below(view: View) -> Iterator[Note]:
    """One note for each table below which, after an empty row, something looks like a row of it."""
    for sheet in view.sheets:
        if sheet.beyond:
            source = source_in(view.copy, sheet, str(sheet.beyond))
            yield Note(
                f"{NoteCode.BELOW}|{view.line}|{view.name}",
                NoteCode.BELOW,
                source,
                f"{source.place}: this row stands below the table, with an empty row between, and "
                f"does not count. Move it up if it is to be a new {view.table.record}.",
                view.name,
            )


def merged_cells(view: View) -> Iterator[Note]:
    """One note for each sheet in which cells are merged: all but the first say nothing."""
    for sheet in view.sheets:
        if sheet.merged:
            more = f" and {len(sheet.merged) - 3} more" if len(sheet.merged) > 3 else ""
            source = source_in(view.copy, sheet, sheet.merged[0])
            yield Note(
                f"{NoteCode.MERGED}|{view.line}|{view.name}",
                NoteCode.MERGED,
                source,
                f"{view.copy.file} › {sheet.sheet}: {', '.join(sheet.merged[:3])}{more} "
                f"{'are' if len(sheet.merged) > 1 else 'is'} merged into the cell before, so "
                "nothing can be said there. Undo the merging and "
                "type in each row what is meant for it.",
                view.name,
            )


def cells_without_result(view: View) -> Iterator[Note]:
    """One note for each sheet with formulas no program has worked out: they say nothing yet."""
    again = (
        "Open the copy (in inbox/done once it is counted), save it once and put it into the inbox "
        "again."
        if view.copy.returned
        else "Open the file, save it once and run sync again."
    )
    for sheet in view.sheets:
        cells = [
            sheet.address(row, column.name)
            for row in sheet.rows
            for column in view.opinions
            if row[column.name].kind is RawKind.UNCALCULATED
        ]
        if cells:
            one = len(cells) == 1
            more = f" and {len(cells) - 3} more" if len(cells) > 3 else ""
            holds = "holds a formula" if one else "hold formulas"
            yield Note(
                f"{NoteCode.NO_RESULT}|{view.line}|{view.name}",
                NoteCode.NO_RESULT,
                source_in(view.copy, sheet, cells[0]),
                f"{view.copy.file} › {sheet.sheet}: {', '.join(cells[:3])}{more} {holds} that no "
                f"program has worked out, so {'it says' if one else 'they say'} nothing. {again}",
                view.name,
            )


def missing_sheets(copy: Copy, schema: Schema) -> tuple[Note, ...]:
    """One note for each sheet the file was made with and does not have any more."""
    line = line_of(copy)
    return tuple(
        Note(
            f"{NoteCode.NO_SHEET}|{line}|{name}",
            NoteCode.NO_SHEET,
            Source(copy.file, replica=line, content=copy.content),
            f'{copy.file}: the sheet "{schema[name].title}" is not there any more; its rows stay '
            "in the plan. To have it back, move this file into the inbox and run actiongrid sync, "
            "then actiongrid generate: the new file has all its sheets, and all that was agreed.",
            name,
        )
        for name in copy.gone
    )


def retired_rows(view: View, found: Identities) -> Iterator[Note]:
    """One note for each row of a live file that does not count any more."""
    if not is_live(view.copy):
        return
    for record in view.head[view.name]:
        says = record.retired and any(record[c.name] is not None for c in view.opinions_of_people)
        if says and (places := found.places(record.id)):  # what only the tool wrote is no loss
            source = view.source(places[0])
            yield Note(
                f"{NoteCode.RETIRED}|{view.line}|{view.name}|{record.id}",
                NoteCode.RETIRED,
                source,
                f"{source.place}: {_called(view, record)} was taken out of the plan and does not "
                "count. Put it back if it is to count again; otherwise leave it out, and its row "
                "may be deleted.",
                view.name,
                record.id,
                choices=(Answer.RESTORE, Answer.LEAVE_OUT),
            )


def _still_counts(view: View, record: Record) -> bool:
    now = view.head.record(view.name, record.id)
    return now is not None and not now.retired


def _question(view: View, record: Record) -> Note:
    return Note(
        f"{NoteCode.MISSING}|{view.line}|{view.name}|{record.id}",
        NoteCode.MISSING,
        _sheet(view),
        f"{_sheet(view).place}: the row of {_called(view, record)} is not there any more. "
        "Put it back, or retire it? Until then it stays in the plan.",
        view.name,
        record.id,
        choices=(Answer.RESTORE, Answer.RETIRE),
    )


def _called(view: View, record: Record) -> str:
    named = next((record.text(c.name) for c in view.table.columns if record.text(c.name)), "")
    return f'{view.table.record} "{named}"'


def _partial(view: View, came: int, expected: int) -> Note:
    return Note(
        f"{NoteCode.PARTIAL}|{view.line}|{view.name}",
        NoteCode.PARTIAL,
        _sheet(view),
        f"{_sheet(view).place}: {came} of {expected} rows came back; the others stay as they are.",
        view.name,
        text=f"{came} of {expected}",
    )


def _sheet(view: View) -> Source:
    return source_in(view.copy, view.sheets[0], "")

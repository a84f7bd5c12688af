"""Everything one copy says: edits against the snapshot it was written from, holds and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.merge.headings import edits_under, renamed_headings, unknown_columns
from toolkit.merge.hold import NO_ANSWERS, Answer, Answers, Hold, HoldCode, answer_to
from toolkit.merge.identities import Identities
from toolkit.merge.identity import identify
from toolkit.merge.ids_by_words import told_by_words, with_ids_by_words
from toolkit.merge.line import is_live, line_of, source_in
from toolkit.merge.missing import (
    cells_without_result,
    merged_cells,
    missing_rows,
    missing_sheets,
    retired_rows,
    rows_below,
)
from toolkit.merge.named_parent import moved_rows
from toolkit.merge.new_row import NewRow
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.past import Past, no_past
from toolkit.merge.row_edits import row_edits, untouched
from toolkit.merge.second_sheet import edits_in_again
from toolkit.merge.suspicions import suspicions
from toolkit.merge.tool_cells import typed_over
from toolkit.merge.view import Place, View, views_of
from toolkit.tables.column import Value
from toolkit.tables.copy import Copy, CopyTable
from toolkit.tables.edit import CellKey, Edit
from toolkit.tables.reading import Reading
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot

NOTHING_KNOWN: Mapping[CellKey, Value] = MappingProxyType({})


class CopyEdits(Struct, frozen=True):
    """What one copy says, before anybody else is heard.

    Attributes:
        copy: the copy.
        line: the line of versions it belongs to (``line_of``).
        baseline: number of the snapshot it was compared with.
        edits: changed cells of rows whose identity is sure or asked about; *taken* means "may
            count", *waiting* means that the cell cannot be read. Holds are not looked at yet.
        holds: what must not count until somebody has looked.
        notes: what people should know or are asked.
        new_rows: rows without an identity.
        views: the tables the copy shows, for reading single cells again.
        unseen: the tables it should show and does not: their sheet is away, or cannot be read.
        identities: which row stands where, ids to be written back included.
        clean: by table, rows that plainly say what they said before, the tool's cells included.
    """

    copy: Copy
    line: str
    baseline: int
    edits: tuple[Edit, ...] = ()
    holds: tuple[Hold, ...] = ()
    notes: tuple[Note, ...] = ()
    new_rows: tuple[NewRow, ...] = ()
    views: tuple[View, ...] = ()
    unseen: tuple[View, ...] = ()
    identities: Mapping[str, Identities] = field(default_factory=dict)
    clean: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def live(self) -> bool:
        """Whether this is the file everybody works in."""
        return is_live(self.copy)

    @property
    def held(self) -> bool:
        """Whether the whole file is held: nothing counts, nothing is written to it."""
        return any(hold.whole_file for hold in self.holds)

    def says(self, table: str, row_id: str, column: str) -> tuple[Reading, ...]:
        """What stands in a cell: nothing when the copy does not show it, several for twins."""
        for view in self.views:
            if view.name == table and view.shows(column):
                places = self.identities[table].places(row_id)
                return tuple(view.read(place, column) for place in places)
        return ()


def edits_of(
    copy: Copy,
    baseline: Snapshot,
    head: Snapshot,
    schema: Schema,
    *,
    known: Mapping[CellKey, Value] = NOTHING_KNOWN,
    past: Past = no_past,
    answers: Answers = NO_ANSWERS,
) -> CopyEdits:
    """Compare a copy with the snapshot it was written from, and with nothing else.

    Args:
        copy: the copy.
        baseline: the snapshot its file was written from.
        head: the agreed state now; only tells rows added since from rows nobody knows.
        schema: all tables.
        known: cells that this file was last known to show otherwise than the baseline says.
        past: the ledger, to recognise rows this file added before their ids were written back.
        answers: what the coordinator said to holds and questions about rows.
    """
    copy = with_ids_by_words(copy, lambda c: views_of(c, baseline, head, schema, known))
    line = line_of(copy)
    broken = tuple(_broken_sheets(copy, line))
    found = views_of(copy, baseline, head, schema, known)
    views = tuple(view for view in found if view.sheets)
    unseen = tuple(view for view in found if not view.sheets)
    gone = missing_sheets(copy, schema)
    side = CopyEdits(copy, line, baseline.number, (), broken, gone, views=views, unseen=unseen)
    if empty := _empty(copy, line, views):
        side = replace(side, holds=(empty, *side.holds))
    for view in views:
        side = _with_view(side, view, past, answers)
    side = replace(side, holds=tuple(h for h in side.holds if not _released(answers, h)))
    return _nothing_put_right(side) if side.held else side


def _nothing_put_right(side: CopyEdits) -> CopyEdits:
    """A held file is not written to, so what was typed over in it stays for now."""
    return replace(side, notes=tuple(n for n in side.notes if n.code is not NoteCode.TYPED_OVER))


def unplaced(copy: Copy, *, elsewhere: bool = False) -> CopyEdits:
    """A copy of which nobody knows what it was written from: held as a whole, nothing compared.

    Args:
        elsewhere: it was made in another workspace of the same plan.
    """
    line = line_of(copy)
    why, ask = _UNPLACED[elsewhere]
    hold = Hold(
        f"{HoldCode.BASELINE_UNKNOWN}|{line}|{copy.content}",
        HoldCode.BASELINE_UNKNOWN,
        copy.file,
        line,
        f"{copy.file}: {why}",
        f"{ask}, or let it through: it is then compared with the nearest sync.",
    )
    return CopyEdits(copy, line, 0, holds=(hold,))


_UNPLACED = {
    False: (
        "it does not say which sync it was written at, and it is not clearly nearest to any one "
        "of them.",
        "Ask its sender which copy they started from",
    ),
    True: (
        "it was made in another workspace of this plan, such as a trial or the demo, whose syncs "
        "are not the ones here.",
        "Put it into the inbox of the workspace it comes from",
    ),
}


def _with_view(side: CopyEdits, view: View, past: Past, answers: Answers) -> CopyEdits:
    found = identify(view, past, answers)
    edits: list[Edit] = []
    clean: set[str] = set()
    touched: list[tuple[str, Place]] = []
    for row_id, place in found.rows():
        if untouched(view, place, row_id):
            clean.add(row_id)
        else:
            touched.append((row_id, place))
            edits += row_edits(view, place, row_id)
    suspected = suspicions(view, found, edits)
    edits += found.edits
    renamed = renamed_headings(view)
    for column in renamed:
        edits += edits_under(view, found, column)
    again = tuple(edits_in_again(view, past))
    edits += [edit for _hold, news in again for edit in news]
    return replace(
        side,
        edits=(*side.edits, *edits),
        holds=(
            *side.holds,
            *suspected,
            *(column.hold for column in renamed),
            *found.holds,
            *(hold for hold, _news in again),
        ),
        notes=(
            *side.notes,
            *found.notes,
            *typed_over(view, touched),
            *moved_rows(view, found.rows()),
            *unknown_columns(view, renamed),
            *told_by_words(view),
            *missing_rows(view, found),
            *rows_below(view),
            *merged_cells(view),
            *cells_without_result(view),
            *retired_rows(view, found),
        ),
        new_rows=(*side.new_rows, *found.new_rows),
        identities={**side.identities, view.name: found},
        clean={**side.clean, view.name: frozenset(clean)},
    )


def _released(answers: Answers, hold: Hold) -> bool:
    return answer_to(answers, hold) is Answer.LET_THROUGH


def _broken_sheets(copy: Copy, line: str) -> Iterator[Hold]:
    for sheet in copy.tables:
        if sheet.problem:
            yield Hold(
                f"{HoldCode.UNREADABLE}|{line}|{sheet.table}|{sheet.problem}",
                HoldCode.UNREADABLE,
                copy.file,
                line,
                f"{copy.file} › {sheet.sheet}: {sheet.problem.rstrip('.')}.",
                _way_back(copy, sheet),
                sheet.table,
                choices=(),
                source=source_in(copy, sheet, ""),
            )


def _way_back(copy: Copy, sheet: CopyTable) -> str:
    if not sheet.unnamed:
        return "Mend the sheet in the file; until then nothing on it counts."
    if copy.returned:
        return (
            "Not every row can be recognised by its ref and its words either, so nothing on it "
            "counts: type what is new into the workbook itself."
        )
    return (
        "Until it is back, nothing on it counts. Bring it back with Undo or from the file's "
        "version history. Otherwise move the file into the inbox and run actiongrid generate: "
        "what was typed is gathered by the rows' refs and words, and the workbook is made anew."
    )


def _empty(copy: Copy, line: str, views: tuple[View, ...]) -> Hold | None:
    """The hold of a file that shows no row at all where its baseline had some."""
    if any(sheet.rows or sheet.problem for sheet in copy.tables):
        return None
    if copy.tables and not any(view.records for view in views):
        return None
    return Hold(
        f"{HoldCode.EMPTY}|{line}|{copy.content}",
        HoldCode.EMPTY,
        copy.file,
        line,
        f"{copy.file}: the file has no rows.",
        "Restore it from its version history or from the backups.",
    )

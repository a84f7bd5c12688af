"""What became of one returned copy, in the words its sender gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.reconcile import Outcome
from toolkit.ports.history import History
from toolkit.tables.counted import counted
from toolkit.tables.edit import ROW_ADDED, Edit, EditState
from toolkit.tables.equality import iso
from toolkit.tables.one_line import one_line
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.past import heading_of, row_name
from toolkit.workflows.sides import Side


class Receipt(Struct, frozen=True):
    """One returned copy.

    Attributes:
        file: its name.
        by: who it came from, as far as it tells.
        cut: the day it was made; None when unknown.
        edits: what it said, each with what became of it.
        typed_over: words in cells that the tool writes, which count nowhere.
        held: why the whole copy is held, "" when it is not.
        known: it had been counted before.
        beside: it lies beside the live file, and is not a copy that somebody sent.
        same_as: name of another copy of this sync that says exactly the same, "" when none does.
    """

    file: str
    by: str
    cut: date | None
    edits: tuple[Edit, ...]
    typed_over: tuple[Note, ...] = ()
    held: str = ""
    known: bool = False
    beside: bool = False
    same_as: str = ""

    @property
    def worth_a_letter(self) -> bool:
        """Whether somebody is to hear of it; nobody has sent what lies beside the live file."""
        news = self.edits or self.typed_over or (self.held and not self.known)
        return bool(news and (self.by or not self.beside))

    @property
    def counts(self) -> Counter[EditState]:
        """How many edits came to what."""
        return Counter(edit.state for edit in self.edits)

    @property
    def sentence(self) -> str:
        """``cut 14 Feb; 6 of 9 edits taken, 2 already newer, 1 in conflict``."""
        cut = f"cut {self.cut.day} {self.cut:%b %Y}" if self.cut else "cut on an unknown day"
        if self.same_as:
            return f"{cut}; the same copy as {self.same_as}"
        if self.held:
            return f"{cut}; held: {self.held}"
        if not self.edits:
            nothing = "counted before" if self.known else "nothing new in it"
            return f"{cut}; {self._typed_over or nothing}"
        total = len(self.edits)
        parts = [f"{self.counts[EditState.TAKEN]} of {counted(total, 'edit')} taken"]
        parts += [
            f"{count} {state}"
            for state, count in sorted(self.counts.items())
            if state is not EditState.TAKEN
        ]
        parts += [self._typed_over] if self.typed_over else []
        return f"{cut}; {', '.join(parts)}"

    @property
    def _typed_over(self) -> str:
        count = len(self.typed_over)
        return (
            f"words in {counted(count, 'cell')} that the tool fills do not count" if count else ""
        )


def receipts_of(sides: Iterable[Side], outcome: Outcome, history: History) -> Iterator[Receipt]:
    """One receipt for each copy that came in, or of which something was decided now."""
    first: dict[str, str] = {}
    for side in sides:
        if side.baseline is None:
            copy = side.found.copy
            same_as = first.setdefault(copy.content, copy.file)
            receipt = receipt_of(side, outcome, history)
            if same_as != copy.file:
                yield replace(receipt, edits=(), held="", same_as=same_as)
            elif receipt.edits or receipt.typed_over or not side.found.kept:
                yield receipt


def receipt_of(side: Side, outcome: Outcome, history: History) -> Receipt:
    """The receipt of one copy."""
    copy, content = side.found.copy, side.found.copy.content
    edits = tuple(edit for edit in outcome.edits if edit.source.content == content)
    stamp = copy.stamp
    cut = None
    if stamp is not None and history.knows(stamp.baseline):
        at = history.snapshot(stamp.baseline).at
        cut = at.date() if at else None
    by = copy.by or (stamp.recipient if stamp else "")
    typed = tuple(note for note in side.edits.notes if note.code is NoteCode.TYPED_OVER)
    known, beside = history.seen(content), bool(side.found.beside)
    return Receipt(copy.file, by, cut, edits, typed, _held(side.edits), known, beside)


def _held(side: CopyEdits) -> str:
    return next((hold.reason for hold in side.holds if hold.whole_file), "")


def receipt_lines(receipt: Receipt, snapshot: Snapshot, schema: Schema) -> Iterator[str]:
    """The receipt as text for the person who sent the copy."""
    yield f"{receipt.file}: {receipt.sentence.rstrip('.')}."
    for edit in receipt.edits:
        cell = _cell(schema, snapshot, edit, heading_of(schema, edit))
        said = "" if edit.column == ROW_ADDED else f": {one_line(_said(edit), 80)}"
        yield f"  {cell}{said} – {_WORDS[edit.state]}"
    for note in receipt.typed_over:
        cell = _cell(schema, snapshot, note, schema[note.table].by_name[note.column].heading)
        yield f"  {cell}: {one_line(note.text, 80)} – {_TYPED_OVER}"


def _cell(schema: Schema, snapshot: Snapshot, about: Edit | Note, heading: str) -> str:
    """A cell as its sender finds it again: "2.1a Status (cell K6)"."""
    name, spot = row_name(schema, snapshot, about), about.source.spot
    where = f" ({spot})" if spot.startswith("row ") else f" (cell {spot})" if spot else ""
    return f"{name} {heading}{where}"


def _said(edit: Edit) -> str:
    return "ticked" if edit.new is True else edit.text or iso(edit.new) or "blank"


_TYPED_OVER = "does not count: the tool fills this cell; please type it under another column"


_WORDS = {
    EditState.TAKEN: "taken",
    EditState.ALREADY_THERE: "was there already",
    EditState.ALREADY_NEWER: "kept in history; somebody has changed it since",
    EditState.WAITING: "waits for the director",
    EditState.IN_CONFLICT: "somebody else gave another answer; the director settles it",
    EditState.SETTLED: "settled by the director",
}

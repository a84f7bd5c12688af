"""What the coordinator answered on *Needs you*, as settlements the merge understands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field

from toolkit.merge.cell import AMENDMENT
from toolkit.merge.conflict import Conflict
from toolkit.merge.hold import Answer
from toolkit.merge.note import NoteCode
from toolkit.merge.settlement import (
    Settlement,
    accept,
    decline,
    keep_both,
    replace_waiting,
    restore,
    retire,
    settle,
)
from toolkit.merge.sorted_edits import RETIRED
from toolkit.ports.history import History
from toolkit.report.check_lines import ACCEPT_AS_IS, CORRECTED, question_choices
from toolkit.report.open_matters import (
    ACCEPT,
    BLANK,
    DECLINE,
    KEEP_BOTH,
    LEAVE,
    TEXTS,
    answer_of_words,
    conflict_key,
    keep_choices,
    retired_key,
    waiting_key,
)
from toolkit.tables.column import Value
from toolkit.tables.copy import Copy, CopyRow
from toolkit.tables.edit import Edit, Source
from toolkit.tables.equality import iso
from toolkit.tables.raw import raw_of
from toolkit.tables.reading import read, too_long
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.needs_table import NEEDS
from toolkit.workflows.open_lines import NEEDS as LINES

_YES = frozenset(
    {"accept", "accepted", "approve", "approved", "adopt", "adopted", "yes", "y", "ok"}
)
_NO = frozenset({"decline", "declined", "reject", "rejected", "keep", "no", "n"})


class Answers(Struct, frozen=True):
    """Everything answered since the last sync.

    Attributes:
        settlements: answers to cells.
        rows: answers to holds and questions about rows, by key.
        accepted: keys of findings that are accepted as they are.
        questions: answers to the questions of the plan document, by record id.
        notes: what was written beside a line, by key.
        odd: answers nobody understands, as sentences.
    """

    settlements: tuple[Settlement, ...] = ()
    rows: Mapping[str, Answer] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()
    questions: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    odd: tuple[str, ...] = ()


def read_answers(
    summary: Copy | None,
    conflicts: Iterable[Conflict],
    waiting: Iterable[Edit],
    snapshot: Snapshot,
    schema: Schema,
    shown: Callable[[], Snapshot] | None = None,
) -> Answers:
    """The answers on the *Needs you* sheet of Summary; none when there is no such sheet.

    Args:
        shown: the state this Summary was made from, asked when needed; ``snapshot`` without.
    """
    table = summary.table(NEEDS) if summary else None
    if summary is None or table is None:
        return Answers()
    reader = _Answers(conflicts, waiting, snapshot, schema, shown or (lambda: snapshot))
    for row in table.rows:
        source = Source(
            summary.file, table.sheet, table.address(row, "answer"), summary.by, summary.when
        )
        reader.read(row, source)
    return reader.answers()


class _Answers:
    def __init__(
        self,
        conflicts: Iterable[Conflict],
        waiting: Iterable[Edit],
        snapshot: Snapshot,
        schema: Schema,
        shown: Callable[[], Snapshot],
    ) -> None:
        self._conflicts = {conflict_key(conflict): conflict for conflict in conflicts}
        self._waiting = {waiting_key(edit): edit for edit in waiting}
        self._snapshot = snapshot
        self._schema = schema
        self._shown = shown
        self._settled: list[Settlement] = []
        self._rows: dict[str, Answer] = {}
        self._accepted: set[str] = set()
        self._questions: dict[str, str] = {}
        self._notes: dict[str, str] = {}
        self._odd: list[str] = []

    def answers(self) -> Answers:
        """Everything read so far."""
        return Answers(
            tuple(self._settled),
            self._rows,
            frozenset(self._accepted),
            self._questions,
            self._notes,
            tuple(self._odd),
        )

    def read(self, row: CopyRow, source: Source) -> None:
        """One line of the sheet."""
        words = _text(row, "answer")
        if note := _text(row, "note"):
            self._notes[row.id] = note
        if not words:
            return
        if row.id in self._conflicts:
            self._conflict(self._conflicts[row.id], words, source)
        elif row.id in self._waiting:
            self._wait(self._waiting[row.id], words, source)
        elif row.id.startswith("question|"):
            self._question(row.id.partition("|")[2], words, source)
        elif words.casefold() == ACCEPT_AS_IS.casefold():
            self._accepted.add(row.id)
        elif answer := answer_of_words(words):
            self._row(row.id, answer, source)
        elif row.id:
            self._not_offered(words, source)

    def _question(self, record_id: str, words: str, source: Source) -> None:
        record = self._snapshot["questions"].records.get(record_id)
        offered = (CORRECTED, *question_choices(record)) if record else ()
        plain = {" ".join(choice.casefold().split()): choice for choice in offered}
        choice = plain.get(" ".join(words.casefold().split()))
        if choice is None:
            self._not_offered(words, source)
        else:
            self._questions[record_id] = choice

    def _not_offered(self, words: str, source: Source) -> None:
        self._odd.append(
            f'{source.place}: the answer "{words}" is not one of the choices. The line waits; pick '
            "one from the drop-down."
        )

    def _conflict(self, conflict: Conflict, words: str, source: Source) -> None:
        if words.casefold() == KEEP_BOTH.casefold():
            if not self._holds_both(conflict):
                self._not_offered(words, source)
                return
            both = keep_both(conflict, source)
            if too_long(iso(both.value)):
                self._odd.append(
                    f"{source.place}: no cell can hold both texts. Type a shorter one instead."
                )
            else:
                self._settled.append(both)
            return
        for choice, answer in keep_choices(conflict).items():
            if words in (choice, iso(answer)):
                self._settled.append(settle(conflict, answer, source))
                return
        if words.startswith('Keep "') and "…" in words:
            self._not_offered(words, source)  # cut for a list that has other answers by now
            return
        value, problem = self._value(conflict.key, words)
        if problem:
            self._odd.append(f"{source.place}: {problem}")
        else:
            self._settled.append(settle(conflict, value, source))

    def _holds_both(self, conflict: Conflict) -> bool:
        return self._schema[conflict.table].by_name[conflict.column].type in TEXTS

    def _wait(self, edit: Edit, words: str, source: Source) -> None:
        agreed = self._snapshot.value(*edit.key)
        plain, amends = words.casefold().rstrip("."), edit.reason == AMENDMENT
        # A yes or a no typed without the drop-down is an answer, never the plan's new wording.
        if plain in (DECLINE.casefold(), LEAVE.casefold()) or (amends and plain in _NO):
            self._settled.append(decline(edit, agreed, source))
        elif amends and (plain == ACCEPT.casefold() or plain in _YES):
            self._settled.append(accept(edit, self._shown().value(*edit.key), source))
        else:
            value, problem = self._value(edit.key, words)
            if problem:
                self._odd.append(f"{source.place}: {problem}")
            else:
                was = self._shown().value(*edit.key)
                self._settled.append(replace_waiting(edit, value, was, source))

    def _row(self, key: str, answer: Answer, source: Source) -> None:
        self._rows[key] = answer
        table, record_id = row_of_key(key)
        if answer is Answer.RETIRE and record_id:
            self._settled.append(retire(table, record_id, source))
        elif answer is Answer.RESTORE and record_id and key.startswith(NoteCode.RETIRED):
            self._settled.append(restore(table, record_id, source))
        elif answer is Answer.LEAVE_OUT:
            self._settled += [
                decline(edit, self._snapshot.value(*edit.key), source)
                for edit in self._waiting.values()
                if edit.reason == RETIRED and retired_key(edit) == key
            ]

    def _value(self, key: tuple[str, str, str], words: str) -> tuple[Value, str]:
        """Another text as the column's value; the problem when the column cannot read it."""
        if words == BLANK:
            return None, ""
        plain = words.removeprefix('Keep "').removesuffix('"') if words[:6] == 'Keep "' else words
        column = self._schema[key[0]].by_name[key[2]]
        reading = read(column, raw_of(plain))
        if reading.problem:
            return None, f'the answer "{plain}" {reading.problem}. The line waits; answer again.'
        return reading.value, ""


def answered_lines(history: History, answers: Answers) -> int:
    """How many lines that stood open are answered now otherwise than by settling a cell.

    An answer that was carried out may stand in Summary for a while, when that is open in Excel.
    """
    stood_open = history.items(LINES)
    return sum(key in stood_open for key in {*answers.accepted, *answers.rows})


def restored_rows(rows: Mapping[str, Answer]) -> frozenset[tuple[str, str]]:
    """Table and id of the missing rows that come back into their files."""
    return frozenset(
        row_of_key(key)
        for key, answer in rows.items()
        if answer is Answer.RESTORE and key.startswith(NoteCode.MISSING)
    )


def row_of_key(key: str) -> tuple[str, str]:
    """Table and id of a key that names a row (``missing row|line|table|id``)."""
    parts = key.split("|")
    return (parts[-2], parts[-1]) if len(parts) >= 4 else ("", "")


def _text(row: CopyRow, column: str) -> str:
    value = row[column].value
    return "" if value is None else str(value).strip()

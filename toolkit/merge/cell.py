"""One cell, everybody's edits of it: what is agreed, and what is still open."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from toolkit.merge.conflict import AGREED, SETTLED, Conflict, distinct
from toolkit.merge.past import WITHDRAWN, Past, judged, last_taken, was_judged
from toolkit.merge.settlement import Settlement
from toolkit.tables.column import Column, MergePolicy, Owner, Value
from toolkit.tables.edit import CellKey, Edit, EditState
from toolkit.tables.equality import comparable, is_blank, iso, same
from toolkit.tables.reading import too_long

AMENDMENT = "amendment"
"""Reason of an edit that changes adopted text and waits for the coordinator."""

JOINED = "joined"
"""Reason of the edit that holds several people's notes together."""


class Cell(Struct, frozen=True):
    """One cell of the agreed state.

    Attributes:
        key: table, row id and column.
        column: how it is read and merged.
        head: its own agreed value.
        above: what it shows while it is blank (inherited), None otherwise.
        past: the ledger.
        open: its conflict, None when it has none.
        number: number of this sync.
        amendments: changes of adopted text wait.
        settled: answers the coordinator has judged in this very sync.
    """

    key: CellKey
    column: Column
    head: Value
    above: Value
    past: Past
    open: Conflict | None
    number: int
    amendments: bool = True
    settled: tuple[Value, ...] = ()

    @property
    def shown(self) -> Value:
        """What a view shows in the cell."""
        return self.above if self.head is None else self.head

    def judged(self, edit: Edit) -> bool:
        """Whether an edit's answer was agreed or settled after its author's baseline."""
        return self._settled_now(edit) or was_judged(self.past(self.key, edit.baseline), edit.new)

    def recorded(self, edit: Edit) -> bool:
        """Whether the ledger has this very edit of this very content already."""
        return bool(edit.source.content) and any(
            other.source.content == edit.source.content
            and other.source.replica == edit.source.replica
            and other.state is not EditState.WAITING
            and same(other.new, edit.new)
            for other in self.past(self.key, edit.baseline)
        )

    def counted(self, edit: Edit) -> bool:
        """Whether this line said this very thing before, in another version of the same copy."""
        return any(
            other.source.replica == edit.source.replica
            and other.baseline == edit.baseline
            and (judged(other) or self._settled_now(other))
            and same(other.new, edit.new)
            for other in self.past(self.key, edit.baseline)
        )

    def _settled_now(self, edit: Edit) -> bool:
        return any(same(edit.new, value) for value in self.settled)


class Verdict(Struct, frozen=True):
    """What becomes of one cell.

    Attributes:
        edits: lines for the ledger, in order.
        conflict: the conflict that is open afterwards.
    """

    edits: tuple[Edit, ...] = ()
    conflict: Conflict | None = None


def judge(cell: Cell, edits: Sequence[Edit]) -> Verdict:
    """Decide one cell. ``edits`` are everybody's readable changes of it, in canonical order."""
    fresh = [edit for edit in edits if not cell.recorded(edit)]
    amending = [edit for edit in fresh if _amends(cell, edit)]
    others = [edit for edit in fresh if edit not in amending]
    proposed = tuple(_proposal(cell, edit) for edit in amending)
    if cell.open is not None:
        verdict = _into_conflict(cell, cell.open, others)
    else:
        verdict = _against_head(cell, others)
    return replace(verdict, edits=proposed + verdict.edits)


def _amends(cell: Cell, edit: Edit) -> bool:
    if cell.column.owner is not Owner.PLAN or not cell.amendments:
        return False
    if cell.open and any(_replaces(cell, edit, value) for value in cell.open.values):
        return False
    return not is_blank(edit.old) or not is_blank(cell.above)


def _proposal(cell: Cell, edit: Edit) -> Edit:
    if same(edit.new, cell.shown):
        return replace(edit, state=EditState.ALREADY_THERE)
    if cell.judged(edit):
        return replace(edit, state=EditState.ALREADY_NEWER)
    return replace(edit, state=EditState.WAITING, reason=AMENDMENT)


def _against_head(cell: Cell, edits: Sequence[Edit]) -> Verdict:
    done: list[Edit] = []
    contenders: list[Edit] = []
    for edit in edits:
        if same(edit.new, cell.head) or (cell.head is None and same(edit.new, cell.above)):
            done.append(replace(edit, state=EditState.ALREADY_THERE))
        elif (not same(edit.old, cell.head) or cell.counted(edit)) and cell.judged(edit):
            done.append(replace(edit, state=EditState.ALREADY_NEWER))
        else:
            contenders.append(edit)
    if not contenders:
        return Verdict(tuple(done))
    decided = _decide(cell, contenders)
    return replace(decided, edits=(*done, *decided.edits))


def _decide(cell: Cell, contenders: list[Edit]) -> Verdict:
    """Edits the agreed state does not know yet: one answer is taken, more are a conflict."""
    if cell.column.merge is MergePolicy.LATEST:
        return _latest(cell, contenders)
    knowing = [edit for edit in contenders if same(edit.old, cell.head)]
    if knowing and len(distinct(edit.new for edit in contenders)) == 1:
        return Verdict(_take_first(contenders))
    if cell.column.merge is MergePolicy.JOIN:
        from toolkit.merge.joined_text import joined

        text = joined(cell.head, contenders)
        if not too_long(iso(text)):  # else no cell can hold them both: somebody has to shorten
            return _join(cell, contenders, text)
    answers = [_in_conflict(edit) for edit in contenders]
    if not knowing:
        answers.insert(0, _answer_of_head(cell))
    oldest = min(contenders, key=lambda edit: edit.baseline)
    conflict = Conflict(*cell.key, oldest.old, cell.number, tuple(answers))
    return Verdict(tuple(_in_conflict(edit) for edit in contenders), conflict)


def _take_first(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    first, *others = edits
    return (
        replace(first, state=EditState.TAKEN),
        *(replace(edit, state=EditState.ALREADY_THERE) for edit in others),
    )


def _join(cell: Cell, contenders: list[Edit], text: Value) -> Verdict:
    taken = [replace(edit, state=EditState.TAKEN) for edit in contenders]
    whole = Edit(*cell.key, cell.head, text, reason=JOINED)
    return Verdict((*taken, whole))


def _latest(cell: Cell, contenders: list[Edit]) -> Verdict:
    """The later of tool-stamped values; an earlier one is old news."""
    best = max(contenders, key=lambda edit: _rank(edit.new))
    edits = []
    for edit in contenders:
        later = _rank(edit.new) > _rank(cell.head)
        state = EditState.ALREADY_NEWER
        if later and same(edit.new, best.new):
            state = EditState.TAKEN if edit is best else EditState.ALREADY_THERE
        edits.append(replace(edit, state=state))
    return Verdict(tuple(edits))


def _rank(value: Value) -> tuple[bool, str, float, str]:
    plain = comparable(value)
    number = plain if isinstance(plain, float) else 0.0
    return (plain is not None, type(plain).__name__, number, "" if number else str(plain))


def _in_conflict(edit: Edit) -> Edit:
    return replace(edit, state=EditState.IN_CONFLICT)


def _answer_of_head(cell: Cell, lines: Sequence[Edit] = ()) -> Edit:
    """The agreed value as an answer, by whoever brought it in (in ``lines`` of this very sync)."""
    found = last_taken((*cell.past(cell.key, 0), *lines), cell.head)
    return _in_conflict(found or Edit(*cell.key, None, cell.head))


def _into_conflict(cell: Cell, conflict: Conflict, edits: Sequence[Edit]) -> Verdict:
    done: list[Edit] = []
    added: list[Edit] = []
    replaced: list[Edit] = []
    for edit in edits:
        over = [value for value in conflict.values if _replaces(cell, edit, value)]
        known = any(same(edit.new, value.new) for value in conflict.values)
        if not over and not known and same(edit.new, cell.head):
            done.append(replace(edit, state=EditState.ALREADY_THERE))
        elif not over and not known and cell.judged(edit):
            done.append(replace(edit, state=EditState.ALREADY_NEWER))
        elif not any(_same_answer(edit, value) for value in (*conflict.values, *added)):
            added.append(_in_conflict(edit))
            replaced += over
        else:
            replaced += over
    withdrawn = [
        replace(value, state=EditState.SETTLED, reason=WITHDRAWN) for value in _once(replaced)
    ]
    kept = [value for value in conflict.values if value not in replaced]
    values = (*kept, *added)
    lines = (*done, *added, *withdrawn)
    if len(distinct(value.new for value in values)) > 1:
        return Verdict(lines, replace(conflict, values=values))
    return Verdict((*lines, *_agree(cell, values)))


def _once(edits: Sequence[Edit]) -> list[Edit]:
    return list(dict.fromkeys(edits))


def _agree(cell: Cell, values: Sequence[Edit]) -> tuple[Edit, ...]:
    """Everybody in the conflict says the same by now: that is the agreed value."""
    taken = EditState.ALREADY_THERE if same(values[0].new, cell.head) else EditState.TAKEN
    first, *others = values
    return (
        *(replace(edit, state=EditState.SETTLED, reason=AGREED) for edit in others),
        replace(first, old=cell.head, state=taken, reason=AGREED),
    )


def _same_answer(edit: Edit, other: Edit) -> bool:
    return edit.source.replica == other.source.replica and same(edit.new, other.new)


def _replaces(cell: Cell, edit: Edit, value: Edit) -> bool:
    """Whether an edit's author had read an answer of the conflict and wrote another over it.

    Having been sent a newer copy is not enough: it showed the agreed value, not that answer.
    """
    if same(edit.new, value.new) or not same(edit.old, value.new):
        return False
    newer = cell.past(cell.key, edit.baseline)
    return not any(other.source == value.source and same(other.new, value.new) for other in newer)


def settle_cell(
    cell: Cell, settlements: Sequence[Settlement], waiting: Sequence[Edit]
) -> tuple[Cell, tuple[Edit, ...]]:
    """Apply the coordinator's answers; what they had not seen stays open beside them.

    Of two proposals for one cell she may accept one and decline the other: what leaves the cell as
    it is goes first. Two that she accepts at once are a conflict.

    Returns:
        The cell as it is judged from now on, and lines for the ledger.
    """
    lines: tuple[Edit, ...] = ()
    done: list[Settlement] = []
    for settlement in sorted(settlements, key=lambda one: not same(one.value, cell.head)):
        left = [edit for edit in waiting if not any(one.saw(edit) for one in done)]
        cell, more = _settle(cell, settlement, left, lines)
        done.append(settlement)
        lines += more
    return cell, lines


def _settle(
    cell: Cell, settlement: Settlement, waiting: Sequence[Edit], before: Sequence[Edit]
) -> tuple[Cell, tuple[Edit, ...]]:
    # What the cell inherits anyway is no text of its own.
    inherits = cell.head is None and cell.open is None and same(settlement.value, cell.above)
    value = None if inherits else settlement.value
    seen = (*settlement.seen, settlement.value)
    cell = replace(cell, settled=(*cell.settled, *seen))
    answer = Edit(*cell.key, cell.head, value, settlement.source, cell.number - 1)
    settled = [edit for edit in waiting if settlement.saw(edit)]
    kept: list[Edit] = []
    if cell.open is not None:
        settled += [edit for edit in cell.open.values if settlement.saw(edit)]
        kept = [edit for edit in cell.open.values if not settlement.saw(edit)]
    elif not any(same(cell.head, value) for value in seen):
        kept = [_answer_of_head(cell, before)]
    lines = [replace(edit, state=EditState.SETTLED, reason=SETTLED) for edit in settled]
    kept = [edit for edit in kept if not same(edit.new, value)]
    if kept:
        answer = replace(answer, state=EditState.IN_CONFLICT, reason=SETTLED)
        base, since = (cell.open.base, cell.open.since) if cell.open else (None, cell.number)
        conflict = Conflict(*cell.key, base, since, (*kept, answer))
        return replace(cell, open=conflict), (*lines, answer)
    if not lines and same(cell.head, value):
        return cell, ()  # an answer that was carried out before
    taken = EditState.ALREADY_THERE if same(cell.head, value) else EditState.TAKEN
    answer = replace(answer, state=taken, reason=SETTLED)
    return replace(cell, head=value, open=None), (*lines, answer)


def dismissed(waiting: Sequence[Edit]) -> tuple[Edit, ...]:
    """The end of edits whose row is not in the plan, once the coordinator has said so."""
    return tuple(replace(edit, state=EditState.SETTLED, reason=SETTLED) for edit in waiting)

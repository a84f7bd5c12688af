"""What one sync had changed, and what takes it back: exactly that, whatever it consisted of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct, field

from toolkit.merge.cell import AMENDMENT
from toolkit.merge.conflict import SETTLED, Conflict
from toolkit.merge.hold import Answer
from toolkit.ports.content import Contents
from toolkit.ports.history import History
from toolkit.report.check_lines import ACCEPT_AS_IS
from toolkit.report.open_matters import ACCEPT, DECLINE, answer_words, keep_words
from toolkit.tables.edit import EVENT, CellKey, Edit, EditState
from toolkit.tables.edit_encoding import decode_edit
from toolkit.tables.encoding import Json
from toolkit.tables.equality import same
from toolkit.workflows.open_items import ACCEPTED, CONFLICT, COPY, WAITING, decode_conflict
from toolkit.workflows.open_lines import NEEDS
from toolkit.workflows.reopened import Reopened
from toolkit.workflows.standing_answers import ANSWER

UNDO, REDO, SURVEY = "undo", "redo", "survey"
UNDONE = "undone"
"""Kind of the items that say which syncs are taken back, and by which one."""


class Taken(Struct, frozen=True):
    """What one sync had changed.

    Attributes:
        number: the sync.
        edits: what it had taken into the plan.
        answers: lines of *Needs you* that had been answered, each with the answer.
        reopened: cells that those answers had settled.
    """

    number: int
    edits: tuple[Edit, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    reopened: Reopened = field(default_factory=Reopened)


def taken_by(history: History, number: int) -> Taken:
    """What a sync had changed: edits it took, answers it carried out."""
    lines = [line.edit for line in history.ledger(since=number - 1) if line.number == number]
    settled = {edit.key: edit for edit in lines if edit.reason == SETTLED}
    conflicts = {
        key: conflict
        for key, body in history.items_closed_by(CONFLICT, number).items()
        if (conflict := decode_conflict(body)).key in settled
    }
    waiting = {
        key: edit
        for key, body in history.items_closed_by(WAITING, number).items()
        if (edit := decode_edit(body)).key in settled
    }
    words = {
        **{key: _conflict_words(one, settled) for key, one in conflicts.items()},
        **{key: _waiting_words(one, settled) for key, one in waiting.items()},
        **{
            key: answer_words(Answer(body["says"]))
            for key, body in history.items_opened_by(ANSWER, number).items()
        },
        **dict.fromkeys(history.items_opened_by(ACCEPTED, number), ACCEPT_AS_IS),
    }
    told = history.items_closed_by(NEEDS, number)
    return Taken(
        number,
        tuple(edit for edit in lines if edit.state is EditState.TAKEN),
        tuple((told[key]["what"], said) for key, said in words.items() if key in told),
        Reopened(tuple(conflicts.values()), tuple(waiting.values())),
    )


def _conflict_words(conflict: Conflict, settled: Mapping[CellKey, Edit]) -> str:
    return keep_words(settled[conflict.key].new)


def _waiting_words(edit: Edit, settled: Mapping[CellKey, Edit]) -> str:
    answer = settled[edit.key].new
    if edit.reason != AMENDMENT:
        return keep_words(answer)
    if same(answer, edit.new):
        return ACCEPT
    return DECLINE if same(answer, edit.old) else keep_words(answer)


def says_something(taken: Taken) -> bool:
    """Whether there is anything in a sync to take back.

    One that only noted something (a conflict, a proposal, a copy that was counted before) has a
    number too, but what it noted still stands in people's files.
    """
    changed = any(
        edit.reason == EVENT or (edit.reason != "tool" and edit.old != edit.new)
        for edit in taken.edits
    )
    return changed or bool(taken.answers)


def last_step(history: History) -> Taken | None:
    """The last sync that changed something and is not taken back; None when there is none."""
    undone = history.items(UNDONE)
    for line in reversed(history.snapshots()[1:]):
        if line.why in (UNDO, REDO) or str(line.number) in undone:
            continue
        taken = taken_by(history, line.number)
        # The figures of a survey round are the tool's own, but somebody handed its export in.
        if says_something(taken) or line.why == SURVEY:
            return taken
    return None


def last_undo(history: History) -> tuple[int, int]:
    """Number of the last undo that can itself be taken back and of what it took back; or 0, 0.

    Not when the plan has moved on since: bringing back would mix two times.
    """
    undone = history.items(UNDONE)
    if not undone:
        return 0, 0
    number, by = max(((int(n), facts["by"]) for n, facts in undone.items()), key=lambda p: p[1])
    step = last_step(history)
    return (by, number) if step is None or step.number < by else (0, 0)


def items_after(
    history: History, contents: Contents, taken: Taken, undone: Mapping[str, Json], *, all_: bool
) -> dict[str, Mapping[str, Json]]:
    """What stands open once a sync is taken back.

    Matters it closed by an answer are open again and its answers are forgotten; what it noted
    stays, for it stands in people's files.

    Args:
        all_: what it opened is closed whatever it is: it was an undo itself.
    """
    number, found = taken.number, dict[str, Mapping[str, Json]]()
    for kind in (CONFLICT, WAITING, ANSWER, ACCEPTED, COPY):
        opened = history.items_opened_by(kind, number)
        gone: Collection[str] = opened if all_ or kind in (ANSWER, ACCEPTED) else ()
        back = dict(_back(history, contents, kind, taken, all_=all_))
        kept = {key: body for key, body in history.items(kind).items() if key not in gone}
        found[kind] = {**back, **kept}
    if all_:  # a line whose answer holds again is not answered once more
        holds = {**found[ANSWER], **found[ACCEPTED]}
        found[NEEDS] = {key: b for key, b in history.items(NEEDS).items() if key not in holds}
    return {**found, UNDONE: undone}


def _back(
    history: History, contents: Contents, kind: str, taken: Taken, *, all_: bool
) -> Iterator[tuple[str, Json]]:
    answered = {one.key for one in taken.reopened.conflicts}
    answered |= {edit.key for edit in taken.reopened.waiting}
    for key, body in history.items_closed_by(kind, taken.number).items():
        if kind == COPY and not contents.has(key):
            continue
        if kind == CONFLICT and not all_ and decode_conflict(body).key not in answered:
            continue
        if kind == WAITING and not all_ and decode_edit(body).key not in answered:
            continue
        yield key, body

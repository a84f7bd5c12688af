"""What the tool itself notes in a sync, behind what people said, and what follows from it all."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from toolkit.merge.reconcile import Outcome
from toolkit.tables.edit import Edit
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.amendment_register import register_edits
from toolkit.workflows.answers import Answers
from toolkit.workflows.checked_rows import checked_edits
from toolkit.workflows.completion import completion_with
from toolkit.workflows.new_refs import ref_edits
from toolkit.workflows.session import Session
from toolkit.workflows.state import State, first_day_of, ledger_edits, state_of


def with_tool_edits(
    session: Session,
    head: Snapshot,
    outcome: Outcome,
    answers: Answers,
    waiting: Sequence[Edit],
) -> Outcome:
    """The outcome with what the tool itself has to note: days checked, amendments, answers."""
    checked = checked_edits(outcome.edits, outcome.next, session.schema, session.today)
    questions = (
        Edit("questions", record_id, "answer", head.value("questions", record_id, "answer"), words)
        for record_id, words in answers.questions.items()
        if record_id in head["questions"] and head.value("questions", record_id, "answer") != words
    )
    refs = tuple(ref_edits(outcome.edits, outcome.next, session.schema))
    named = with_edits(session, head, outcome, refs)  # a new row is listed by the ref it gets
    amendments = register_edits(session, named, waiting, answers.notes)
    return with_edits(session, head, outcome, (*checked, *questions, *refs, *amendments))


def with_edits(
    session: Session, head: Snapshot, outcome: Outcome, added: Sequence[Edit]
) -> Outcome:
    """The outcome with more lines for the ledger, behind what people said."""
    if not added:
        return outcome
    edits = (*outcome.edits, *added)
    return replace(outcome, edits=edits, next=head.after(edits, at=session.now()))


def state_after(session: Session, outcome: Outcome) -> State:
    """What follows from the agreed state of an outcome."""
    state = state_of(
        outcome.next,
        session.schema,
        session.settings,
        session.today,
        conflicts=outcome.frozen,
        edits=(*ledger_edits(session.history), *outcome.edits),
        first_day=first_day_of(session.history),
    )
    return replace(state, past=completion_with(session.history, state))

"""What one sync adds to history, in one transaction; and what of it is news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.note import LASTING, Note, NoteCode
from toolkit.merge.reconcile import Outcome
from toolkit.ports.commit import Commit, SeenSource
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.answers import Answers
from toolkit.workflows.completion import keep_completion
from toolkit.workflows.deliver import resting_baselines
from toolkit.workflows.interrupted import note_begun
from toolkit.workflows.open_copies import encode_copies
from toolkit.workflows.open_items import ACCEPTED, COPY, encode_open
from toolkit.workflows.open_lines import NEEDS, encode_lines
from toolkit.workflows.receipt_files import LETTER, encode_letters
from toolkit.workflows.session import Session
from toolkit.workflows.sides import Side
from toolkit.workflows.standing_answers import ANSWER, StandingAnswers
from toolkit.workflows.synced import Synced
from toolkit.workflows.taken_places import LIVE_FILE, encode_live_files


def commit_sync(
    session: Session,
    head: Snapshot,
    outcome: Outcome,
    sides: Sequence[Side],
    answers: Answers,
    standing: StandingAnswers,
    done: Synced,
) -> None:
    items = {
        **encode_open(outcome.conflicts, outcome.waiting),
        COPY: encode_copies(sides, outcome.holds),
        LIVE_FILE: encode_live_files(session.history, done.sources),
        ANSWER: standing.still_standing(all_heard=done.sources.complete),
        LETTER: encode_letters(session, done.receipts, outcome.next),
    }
    accepted = {**session.history.items(ACCEPTED), **{key: {} for key in answers.accepted}}
    if outcome.next.number != head.number:
        note_begun(session)
    session.history.commit(
        Commit(
            at=session.now(),
            snapshot=outcome.next if outcome.next.number != head.number else None,
            edits=outcome.edits,
            sources=(*done.sources.torn, *(_seen(side) for side in sides if _is_news(side))),
            baselines=resting_baselines(sides, outcome),
            items={**items, ACCEPTED: accepted, NEEDS: encode_lines(done.needs)},
        )
    )
    keep_completion(session.history, done.state)


def worth_saying(side: Side) -> Iterator[Note]:
    """What a source makes people know or asks them; what was only to be known is said once.

    What goes on costing somebody's words in a live file is said as long as it stands there; what
    was typed where the tool writes, when a copy is first heard (``typed_words``).
    """
    known, copy = not _is_news(side), side.found.copy.returned
    said = {NoteCode.TYPED_OVER} if copy else LASTING
    return (
        note
        for note in side.edits.notes
        if note.choices or not (side.found.kept or known) or note.code in said
    )


def _is_news(side: Side) -> bool:
    """Whether a content has to be noted: a live file that is as it was known says nothing."""
    known = side.baseline.content if side.baseline and side.found.place else ""
    return side.found.copy.content != known


def _seen(side: Side) -> SeenSource:
    copy: CopyEdits = side.edits
    return SeenSource(
        content=side.found.copy.content,
        file=side.found.copy.file,
        replica=side.found.replica,
        baseline=copy.baseline,
        returned=side.found.copy.returned,
    )

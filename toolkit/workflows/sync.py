"""Sync: gather every edit, agree on one state, write it back; run it as often as you like.

lock → mend what a crash left → { sources → sides → merge → commit → write back } until nobody has
saved in between. A dry run is the same code without the last two steps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from toolkit.merge.conflict import Conflict
from toolkit.merge.planned import Plan
from toolkit.merge.reconcile import reconcile
from toolkit.merge.settlement import Settlement, prefer
from toolkit.plan.view import outline_of
from toolkit.report.open_matters import waiting_key
from toolkit.tables.copy import Copy
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.after_write import after_write
from toolkit.workflows.amendment_register import settled_on_sheet
from toolkit.workflows.answers import (
    Answers,
    answered_lines,
    read_answers,
    restored_rows,
)
from toolkit.workflows.bench import Bench
from toolkit.workflows.deliver import deliver, plans_of
from toolkit.workflows.interrupted import interrupted, note_through
from toolkit.workflows.left_cells import note_left, typed_into
from toolkit.workflows.looking import looking
from toolkit.workflows.needs import needs_lines
from toolkit.workflows.needs_sheet import (
    answers_elsewhere,
    answers_outdone,
    needs_sheet,
    sheet_gone,
    shown_state,
)
from toolkit.workflows.new_period import new_period_edits
from toolkit.workflows.online_views import live_replicas
from toolkit.workflows.open_copies import left_out, no_longer_said
from toolkit.workflows.open_items import ACCEPTED, open_conflicts, open_waiting
from toolkit.workflows.plan_document import document_edits, note_document
from toolkit.workflows.put_away import put_away
from toolkit.workflows.queued import note_queued
from toolkit.workflows.rebuild import (
    is_lost,
    rebuild_history,
    rebuild_words,
    require_history,
)
from toolkit.workflows.receipt_files import write_letters
from toolkit.workflows.receipts import receipts_of
from toolkit.workflows.recovery import Mended, recover
from toolkit.workflows.released import released_files, require_known
from toolkit.workflows.reopened import NOTHING_REOPENED
from toolkit.workflows.session import Session, bench_of
from toolkit.workflows.sides import Side, past_of, sides_of
from toolkit.workflows.sources import find_sources
from toolkit.workflows.standing_answers import StandingAnswers
from toolkit.workflows.stray_files import not_accepted
from toolkit.workflows.survey_folder import Dropped, take_dropped
from toolkit.workflows.sync_commit import commit_sync, worth_saying
from toolkit.workflows.synced import Request, Synced, joined
from toolkit.workflows.taken_places import taken_places
from toolkit.workflows.tidy import tidy
from toolkit.workflows.tool_edits import state_after, with_edits, with_tool_edits
from toolkit.workflows.typed_words import note_worked_out, with_typed_words
from toolkit.workflows.write_online import mend_online

EVERYTHING = Request()
"""A sync of all live files and the inbox."""

_ROUNDS = 5
"""Somebody who saves again and again is left for the next sync after this many rounds."""


def sync(session: Session, request: Request = EVERYTHING) -> Synced:
    """Gather, agree, write back. Holds the workspace's lock meanwhile."""
    session = looking(session, dry_run=request.dry_run)
    bench = bench_of(session)
    session.files.make_folder(session.places.inside)
    lock = session.files.within(session.places.inside, "lock")
    with session.files.lock(lock, "actiongrid sync"):
        untold = interrupted(session)
        mended = () if request.dry_run else _recovered(session, bench)
        first = _round(session, bench, request)
        done = latest = first
        surveys = first.surveys
        if surveys and not request.dry_run:
            surveys = _dropped(session, request).taken
            latest = _round(session, bench, replace(request, files=(), reopened=NOTHING_REOPENED))
            done = joined(done, latest)
        for _ in range(_ROUNDS):
            again = any(delivered.again for delivered in latest.delivered)
            if request.dry_run or not (again or session.history.journal.pending()):
                break
            latest = _round(session, bench, replace(request, files=(), reopened=NOTHING_REOPENED))
            done = joined(done, latest)
        if not request.dry_run:
            note_queued(session.history, done)
            if done.state.snapshot.number != first.before:
                tidy(session)
            note_through(session)
        return replace(
            done,
            mended=(*mended, *first.mended),
            untold=untold,
            before=first.before,
            later=first.later,
            surveys=surveys,
            calls=session.online.calls if session.online else 0,
        )


def _recovered(session: Session, bench: Bench) -> tuple[Mended, ...]:
    mended = recover(bench, (session.places.workbooks,))
    return (*mended, *mend_online(bench, session.online))


def _dropped(session: Session, request: Request) -> Dropped:
    """What lies in the folder surveys, after people's edits are agreed."""
    return take_dropped(session, dry_run=request.dry_run) if request.surveys else Dropped()


def _round(session: Session, bench: Bench, request: Request) -> Synced:
    history, schema = session.history, session.schema
    head = history.last()
    known = head if head.number else Snapshot(0, None, session.adopted.tables)
    replicas = live_replicas(outline_of(known), session.settings)
    sources = find_sources(session, bench, replicas, request.files, request.button)
    mishaps: tuple[Mended, ...] = ()
    if is_lost(session, head, sources.live):
        if request.dry_run:
            require_history(session)
        mishaps = (Mended("", rebuild_words(session, head)),)
        head = rebuild_history(session, sources.live)
    conflicts, waiting = open_conflicts(history), open_waiting(history)
    summary = needs_sheet(session, sources)
    answers = read_answers(
        summary, conflicts, waiting, head, schema, lambda: shown_state(summary, history, head)
    )
    standing = StandingAnswers(history, answers.rows)
    answers = replace(answers, rows=standing)
    released, nowhere = released_files(session, request.released, sources)
    compared = sides_of(sources, history, head, schema, answers=standing, released=released)
    heard = (left_out(side, standing) for side in compared)
    sides = tuple(with_typed_words(history, heard))
    require_known(nowhere, sides)
    mended = no_longer_said(waiting, sides)
    again = request.reopened.untouched(sides)
    over = {waiting_key(edit) for edit in (*mended, *again)}
    said_in_document, added_in_document = document_edits(session, head)
    outcome = reconcile(
        head,
        [*(side.edits for side in sides), said_in_document],
        schema,
        past=past_of(history),
        conflicts=conflicts,
        waiting=[edit for edit in waiting if waiting_key(edit) not in over],
        settlements=(
            *settled_on_sheet(session, sides, head, waiting),
            *_settlements(answers, conflicts, request),
        ),
        amendments=not session.adopted.amendments_direct,
        at=session.now(),
    )
    outcome = replace(outcome, waiting=(*outcome.waiting, *again))
    outcome = with_edits(session, head, outcome, (*mended, *added_in_document))
    outcome = with_tool_edits(session, head, outcome, answers, waiting)
    answered = answered_lines(history, answers)
    if answered and outcome.next is head:
        # An answer that changes no cell is a step all the same, and can be taken back.
        outcome = replace(outcome, next=head.after((), at=session.now()))
    state = state_after(session, outcome)
    if request.new_period and (begun := tuple(new_period_edits(state))):
        outcome = with_edits(session, head, outcome, begun)
        state = state_after(session, outcome)
    elsewhere = tuple(answers_elsewhere(session, sources, summary))
    sources = replace(sources, unread=(*sources.unread, *elsewhere))
    dropped = _dropped(session, replace(request, dry_run=True))
    accepted = {*history.items(ACCEPTED), *answers.accepted}
    done = Synced(
        state=state,
        edits=outcome.edits,
        conflicts=outcome.conflicts,
        waiting=outcome.waiting,
        holds=outcome.holds,
        notes=(
            *taken_places(history, sources, replicas),
            *sheet_gone(summary),
            *answers_outdone(session, sources, summary),
            *said_in_document.notes,
            *(n for side in sides for n in worth_saying(side) if n.key not in standing),
        ),
        unread=not_accepted((*sources.unread, *dropped.unread), accepted),
        missing=sources.missing(live_replicas(outline_of(outcome.next), session.settings)),
        receipts=tuple(receipts_of(sides, outcome, history)),
        mended=mishaps,
        odd=answers.odd,
        answered=answered,
        before=head.number,
        later=head.at.date() if head.at and head.at.date() > session.today else None,
        surveys=dropped.taken,
        dry_run=request.dry_run,
        sources=sources,
    )
    plans = plans_of(sides, outcome, state.shown, restored_rows(standing), request.reopened)
    typed = typed_into(history, sides, plans)
    done = replace(
        done,
        notes=(*done.notes, *typed),
        needs=needs_lines(session, done, _as_written(sides, plans), answers),
    )
    if request.dry_run:
        return done
    commit_sync(session, head, outcome, sides, answers, standing, done)
    note_document(session)
    note_left(history, schema, sides, plans, outcome.next.number)
    note_worked_out(history, state, first=not sources.live)
    delivered = deliver(session, bench, done, sides, outcome, plans, button=request.button)
    held = {side.found.copy.content for side in sides if side.edits.held}
    stayed = tuple(put_away(session, sources, held))
    letters, unwritten = write_letters(session)
    return replace(done, delivered=(*delivered, *stayed, *unwritten), letters=letters)


def _as_written(sides: Sequence[Side], plans: Mapping[str, Plan]) -> tuple[Copy, ...]:
    """What the live files will say when this sync is through."""
    return tuple(
        after_write(side.found.copy, plans.get(side.found.replica, Plan()))
        for side in sides
        if side.found.replica and side.found.place
    )


def _settlements(
    answers: Answers, conflicts: Sequence[Conflict], request: Request
) -> tuple[Settlement, ...]:
    if not request.preferred:
        return answers.settlements
    answered = {settlement.key for settlement in answers.settlements}
    others = [conflict for conflict in conflicts if conflict.key not in answered]
    return (*answers.settlements, *prefer(others, request.preferred))

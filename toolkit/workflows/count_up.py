"""Count it all, and say where each figure stands in Summary."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.rollup.figures import Item, Share
from toolkit.rollup.rollup_document import FigureCell
from toolkit.tables.stamp import Stamp
from toolkit.workflows.agreed import agreed
from toolkit.workflows.completion import completion_kept
from toolkit.workflows.open_items import open_conflicts
from toolkit.workflows.replicas import SUMMARY_REPLICA, replicas_of
from toolkit.workflows.session import Session
from toolkit.workflows.state import State, first_day_of, ledger_edits, state_of


def last_state(session: Session) -> State:
    """The last agreed state with its figures."""
    return state_of(
        agreed(session),
        session.schema,
        session.settings,
        session.today,
        conflicts=frozenset(conflict.key for conflict in open_conflicts(session.history)),
        edits=ledger_edits(session.history),
        first_day=first_day_of(session.history),
        past=completion_kept(session.history),
    )


def state_at(session: Session, number: int) -> State:
    """The state agreed by one sync, with its figures on the session's day."""
    known = session.history.snapshot(number)
    lines = session.history.ledger()
    return state_of(
        known,
        session.schema,
        session.settings,
        session.today,
        conflicts=frozenset(conflict.key for conflict in open_conflicts(session.history)),
        edits=[line.edit for line in lines if line.number <= number],
        first_day=first_day_of(session.history),
    )


def figure_cells(session: Session, state: State) -> tuple[FigureCell, ...]:
    """Where each figure stands: in Summary, made the same way it was."""
    replicas = replicas_of(state.plan, buttons=session.settings.buttons)
    files = {replica.scope: replica.file for replica in replicas if replica.scope}
    name = next(replica.file for replica in replicas if replica.id == SUMMARY_REPLICA)
    stamp = Stamp(session.adopted.plan_id, SUMMARY_REPLICA, state.snapshot.number)
    made = session.books.summary(state.content(()), stamp, files)
    return tuple(FigureCell(name, cell.sheet, cell.cell, cell.figure) for cell in made.figures)


def rollup_lines(state: State) -> Iterator[str]:
    """The figures as a person reads them, counts and coverage first."""
    yield f"{state.plan.name}, {state.moment.today:%d %b %Y} ({state.moment.period_words})"
    yield ""
    yield _words(state.rollup.overall, "Whole plan")
    for item in state.rollup.areas:
        yield _words(item, f"{item.ref} {item.name}")
    if state.rollup.people:
        yield ""
        yield "By person or role:"
        yield from (f"  {_words(item, item.name or item.ref)}" for item in state.rollup.people)


def _words(item: Item, name: str) -> str:
    counts = [f"{count} {status.casefold()}" for status, count in item.by_status.items() if count]
    if item.not_reported:
        counts.append(f"{item.not_reported} not reported")
    facts = [
        f"{item.checked} of {item.in_play} checked this period",
        f"complete {_share(item.completion)}",
        f"owned {_share(item.owned)}",
    ]
    if item.overdue:
        facts.append(f"{item.overdue} overdue")
    if item.due_soon:
        facts.append(f"{item.due_soon} due soon")
    return f"{name}: {', '.join(counts) or 'no actions'}; {'; '.join(facts)}"


def _share(share: Share) -> str:
    return f"{share.n} of {share.of}"

"""One letter per owner: the open rows, the workbooks to fill in, the days for their calendar."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from toolkit.ports.mailer import Attachment, Letter, Mailer
from toolkit.report.blocks import Bullets, Paragraph, Piece, Report, Section
from toolkit.report.cell_line import day_words
from toolkit.rollup.due_list import due_list
from toolkit.rollup.tracked import Tracked, tracked_actions
from toolkit.schedule.moment import Moment
from toolkit.workflows.outbox import copy_for
from toolkit.workflows.own_files import take_out
from toolkit.workflows.owner_letter import actions_table, days_of, workbooks_of
from toolkit.workflows.post import draft_letter
from toolkit.workflows.session import Session
from toolkit.workflows.state import State
from toolkit.workflows.sync import sync
from toolkit.workflows.synced import Request, Synced


class Asked(Struct, frozen=True):
    """The letter to one owner.

    Attributes:
        owner: who is asked.
        mail: the address, "" when *People* has none.
        rows: refs of the rows that are asked about.
        file: full path of the draft, "" in a dry run.
        copies: names of the workbooks that go with it.
    """

    owner: str
    mail: str
    rows: tuple[str, ...]
    file: str = ""
    copies: tuple[str, ...] = ()


class Asking(Struct, frozen=True):
    """What ``ask`` did.

    Attributes:
        synced: the sync that gathered edits first.
        letters: one per owner.
        ownerless: refs of rows that are due and that nobody answers for.
        taken_out: names of earlier drafts and copies nobody needs any more.
    """

    synced: Synced
    letters: tuple[Asked, ...]
    ownerless: tuple[str, ...]
    taken_out: tuple[str, ...] = ()


class _Owner(Struct, frozen=True):
    name: str
    mail: str


def ask(session: Session, mailer: Mailer, *, dry_run: bool = False) -> Asking:
    """Gather edits, then draft a letter to everybody who has something to report."""
    done = sync(session, Request(dry_run=dry_run))
    state = done.state
    tracked = tracked_actions(state.plan, state.schema, state.moment, state.last_edits)
    asked = {action.action.id: action for action in _asked_about(tracked)}
    letters = tuple(
        _drafted(session, mailer, done, owner, rows, dry_run=dry_run)
        for owner, rows in _by_owner(asked.values(), state.moment).items()
    )
    ownerless = tuple(a.action.ref for a in asked.values() if not a.ownership.owned)
    taken_out = () if dry_run else _without_the_outdated(session, letters)
    return Asking(done, letters, ownerless, taken_out)


def _without_the_outdated(session: Session, letters: Sequence[Asked]) -> tuple[str, ...]:
    """Take out what an earlier ``ask`` laid into the outbox and this one has no use for."""
    files = session.files
    now = {each.file for each in letters}
    now |= {files.within(session.places.outbox, copy) for each in letters for copy in each.copies}
    before = json.loads(session.history.setting(_KEPT) or "[]")
    gone = [place for place in before if place not in now and take_out(session, place)]
    session.history.set_setting(_KEPT, json.dumps(sorted(now)))
    return tuple(files.name_of(place) for place in gone)


_KEPT = "asked"
"""The fact of history that lists what lies in the outbox for ``ask``."""


def _asked_about(tracked: Sequence[Tracked]) -> Iterator[Tracked]:
    """Open rows that are overdue or due by the next meeting, or that nobody has reported on."""
    due = due_list(tracked)
    wanted = {action.action.id for action in (*due.overdue, *due.coming)}
    for action in tracked:
        if action.open and (action.action.id in wanted or not action.heard):
            yield action


def _by_owner(actions: Iterable[Tracked], moment: Moment) -> dict[_Owner, list[Tracked]]:
    """Rows by person; whoever holds several roles gets one letter."""
    found: dict[_Owner, list[Tracked]] = {}
    for action in actions:
        owners = {_owner(each.code, each.name, moment) for each in action.ownership.owners}
        for owner in sorted(owners, key=lambda one: one.name):
            found.setdefault(owner, []).append(action)
    return found


def _owner(code: str, name: str, moment: Moment) -> _Owner:
    for person in moment.people:
        if person.name in (code, name) or code in person.roles or name in person.aliases:
            return _Owner(person.name, person.mail)
    return _Owner(name or code, "")


def _drafted(
    session: Session,
    mailer: Mailer,
    done: Synced,
    owner: _Owner,
    rows: Sequence[Tracked],
    *,
    dry_run: bool,
) -> Asked:
    refs = tuple(action.action.ref for action in rows)
    if dry_run:
        return Asked(owner.name, owner.mail, refs)
    copies = [
        copy_for(session, done, replica, owner.name)
        for replica in workbooks_of(session, done.state, rows)
    ]
    attachments = [Attachment(copy.file, session.files.read(copy.place)) for copy in copies]
    days = tuple(days_of(session, rows))
    if days:
        # Of the agreed state, not of this minute: the same letter is the same file.
        calendar = mailer.calendar(days, done.state.snapshot.at or session.now())
        attachments.append(Attachment("Dates.ics", calendar))
    letter = Letter(
        f"{done.state.plan.name}: your actions",
        (owner.mail,) if owner.mail else (),
        _words(done.state, owner, rows, [copy.file for copy in copies]),
        tuple(attachments),
    )
    posted = draft_letter(session, mailer, letter, f"Ask {owner.name}")
    return Asked(owner.name, owner.mail, refs, posted.place, tuple(c.file for c in copies))


def _words(state: State, owner: _Owner, rows: Sequence[Tracked], files: Sequence[str]) -> Report:
    moment = state.moment
    named = f"{moment.next_meeting} on " if moment.next_meeting else ""
    before = f" before {named}{day_words(moment.period_end)}" if moment.period_end else ""
    one = len(files) == 1
    intro = (
        f"{owner.name}, these actions of the plan are yours and wait for a word from you{before}."
    )
    attached = "workbook" if one else "workbooks"
    how = (
        f"Please open the attached {attached}, fill in Status and a short Progress note in your "
        "rows (or tick No change where the last one still stands), save, and send "
        f"{'it' if one else 'them'} back:"
    )
    listed = Bullets(tuple((Piece(file),) for file in files))
    asked = (Paragraph((Piece(intro),)), Paragraph((Piece(how),)), listed)
    blocks = (*asked, actions_table(state, rows))
    return Report(
        title="Your actions",
        subtitle=state.plan.name,
        facts=(),
        page_one=(Section("rows", "What is asked", blocks),),
        sections=(),
        dated=moment.today.isoformat(),
    )

"""Two drafts after a handover: to who takes over, with the workbooks, and to who hands over."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from toolkit.ports.mailer import Attachment, Letter, Mailer
from toolkit.report.blocks import Paragraph, Piece, Report, Section
from toolkit.rollup.tracked import Tracked
from toolkit.schedule.handing_over import Owner
from toolkit.schedule.key import PartyKind
from toolkit.workflows.outbox import copy_for
from toolkit.workflows.owner_letter import actions_table, days_of, workbooks_of
from toolkit.workflows.post import draft_letter
from toolkit.workflows.session import Session
from toolkit.workflows.state import State
from toolkit.workflows.synced import Synced


class HandoverLetter(Struct, frozen=True):
    """One draft.

    Attributes:
        to: who gets it.
        mail: the address, "" when *People* has none.
        file: full path of the draft.
        copies: names of the workbooks that go with it.
    """

    to: str
    mail: str
    file: str
    copies: tuple[str, ...] = ()


def draft_letters(
    session: Session,
    mailer: Mailer,
    done: Synced,
    giver: Owner,
    taker: Owner,
    rows: Sequence[Tracked],
) -> tuple[HandoverLetter, ...]:
    """Draft them; none when no action moved, none to a giver who is no person with an address."""
    if not rows:
        return ()
    letters = [_to_taker(session, mailer, done, giver, taker, rows)]
    mail = _mail(done.state, giver)
    if giver.kind is PartyKind.PERSON and mail:
        words = (
            f"{giver.full_name}, these actions are now {taker.full_name}'s. Thank you for the work "
            "on them. If something of yours is not in the workbooks yet, please send it."
        )
        letter = Letter(
            f"{done.state.plan.name}: actions handed over",
            (mail,),
            _words(done.state, words, rows),
        )
        posted = draft_letter(session, mailer, letter, f"Handed over by {giver.full_name}")
        letters.append(HandoverLetter(giver.full_name, mail, posted.place))
    return tuple(letters)


def _to_taker(
    session: Session,
    mailer: Mailer,
    done: Synced,
    giver: Owner,
    taker: Owner,
    rows: Sequence[Tracked],
) -> HandoverLetter:
    books = workbooks_of(session, done.state, rows)
    copies = [copy_for(session, done, replica, taker.full_name) for replica in books]
    attachments = [Attachment(copy.file, session.files.read(copy.place)) for copy in copies]
    days = tuple(days_of(session, rows))
    if days:
        attachments.append(Attachment("Dates.ics", mailer.calendar(days, session.now())))
    names = tuple(copy.file for copy in copies)
    words = (
        f"{taker.full_name}, you take over these actions from {giver.full_name}. What was said of "
        f"them so far stands in the attached {'workbook' if len(names) == 1 else 'workbooks'} "
        f"({', '.join(names)}): fill in Status and Progress note there and send it back."
    )
    mail = _mail(done.state, taker)
    letter = Letter(
        f"{done.state.plan.name}: actions handed over to you",
        (mail,) if mail else (),
        _words(done.state, words, rows),
        tuple(attachments),
    )
    posted = draft_letter(session, mailer, letter, f"Handed over to {taker.full_name}")
    return HandoverLetter(taker.full_name, mail, posted.place, names)


def _mail(state: State, owner: Owner) -> str:
    """The owner's own address, or that of the person who holds the role."""
    for person in state.moment.people:
        if owner.full_name == person.name or owner.name in person.roles:
            return person.mail
    return ""


def _words(state: State, words: str, rows: Sequence[Tracked]) -> Report:
    blocks = (Paragraph((Piece(words),)), actions_table(state, rows))
    return Report(
        title="Actions handed over",
        subtitle=state.plan.name,
        facts=(),
        page_one=(Section("rows", "The actions", blocks),),
        sections=(),
        dated=state.moment.today.isoformat(),
    )

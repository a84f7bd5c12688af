"""Letters into the outbox and out of the house: each leaves once."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from toolkit.errors import UsageError
from toolkit.ports.mailer import Letter, Mailer
from toolkit.workflows.own_files import write_own
from toolkit.workflows.session import Session

_ILLEGAL = '\\/:*?"<>|'
_LONGEST_NAME = 100


class Posted(Struct, frozen=True):
    """What became of a letter.

    Attributes:
        place: full path of its draft in the outbox.
        message_id: its id for good.
        state: ``draft``, ``sent``, ``already sent``.
        refused: addresses the server refused while it took others.
        at: when it had been sent, for ``already sent``.
    """

    place: str
    message_id: str
    state: str = "draft"
    refused: tuple[str, ...] = ()
    at: str = ""


def draft_letter(session: Session, mailer: Mailer, letter: Letter, name: str = "") -> Posted:
    """Put the letter into the outbox as an unsent message."""
    file = f"{_file_name(name or letter.subject)}.eml"
    written, _ = write_own(session, session.places.outbox, file, mailer.draft(letter))
    place = session.files.within(session.places.outbox, written)
    return Posted(place, mailer.message_id(letter))


def send_letter(
    session: Session,
    mailer: Mailer,
    letter: Letter,
    confirm: Callable[[str], bool],
    *,
    again: bool = False,
) -> Posted:
    """Send the letter unless it has left already; its draft stays in the outbox.

    Args:
        confirm: asked the first time anything is sent this way; no means nothing is sent.
        again: send it although it has been sent.
    """
    known = mailer.message_id(letter)
    sent = session.history.setting(f"sent {known}")
    posted = draft_letter(session, mailer, letter)
    if sent and not again:
        return Posted(posted.place, known, "already sent", at=sent)
    first = mailer.way and not session.history.setting(f"sends {mailer.way}")
    if first and not confirm(_question(mailer, letter)):
        raise UsageError(
            "nothing was sent.",
            next_step=f"The draft is in the outbox: {session.places.shown(posted.place)}",
        )
    refused = mailer.send(letter, session.clock.now())
    at = session.clock.now().isoformat(timespec="minutes")
    session.history.set_setting(f"sends {mailer.way}", at)
    session.history.set_setting(f"sent {known}", at)
    return Posted(posted.place, known, "sent", refused)


def _question(mailer: Mailer, letter: Letter) -> str:
    readers = ", ".join(letter.to) or "nobody"
    files = ", ".join(attachment.name for attachment in letter.attachments) or "nothing"
    return (
        f"This is the first letter sent through {mailer.way}.\n"
        f"  To: {readers}\n  Subject: {letter.subject}\n  Attached: {files}\nSend it?"
    )


def _file_name(text: str) -> str:
    signs = (sign if sign.isprintable() and sign not in _ILLEGAL else " " for sign in text)
    return " ".join("".join(signs).split())[:_LONGEST_NAME].strip(" .") or "Letter"

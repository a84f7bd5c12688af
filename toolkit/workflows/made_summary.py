"""Whether Summary is still exactly what the tool made, and what it was made with.

Then it may be kept what a newly made one would be: by single cells as long as nothing but values,
links and heights differs, otherwise by a new one in its place. Once anybody has saved it, only
single cells are changed, so that what people added stays.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping

from msgspec.structs import replace

from toolkit.ports.book_maker import Content
from toolkit.ports.content import content_hash
from toolkit.ports.drawn import NO_OUTLINE, Outline
from toolkit.ports.history import History
from toolkit.ports.planned_write import Refill
from toolkit.tables.stamp import Stamp
from toolkit.workflows.session import Session

_SETTING = "summary as made"


def summary_refill(
    session: Session,
    held: bytes,
    wanted: Content,
    stamp: Stamp,
    files: Mapping[str, str],
    *,
    news: bool,
) -> Refill:
    """What makes a Summary that is a file show what it should.

    Args:
        held: its bytes.
        wanted: what it should show.
        stamp: what it says about itself.
        files: area id → name of its workbook.
        news: the plan has changed, so that something in it differs in any case.
    """
    drawn = session.books.drawn_summary(wanted, stamp, files)
    made = made_with(session.history, content_hash(held))
    like_new = made is None or made.frame == drawn.outline.frame
    if like_new or not news:
        refill = session.backend.refill(held, drawn, made or NO_OUTLINE)
        if made is None or not refill:
            return refill
        if like_new:
            return replace(refill, outline=drawn.outline)
    outline = drawn.outline
    del drawn
    return Refill(replacement=session.books.summary(wanted, stamp, files).data, outline=outline)


def note_made(history: History, content: str, outline: Outline) -> None:
    """Remember a content the tool made, and what it was made with."""
    marks = (f"{name}={b64encode(rows).decode()}" for name, rows in outline.marks.items())
    history.set_setting(_SETTING, " ".join((content, outline.frame, *marks)))


def made_with(history: History, content: str) -> Outline | None:
    """What a content was made with; None when it is not the one the tool made."""
    made, *facts = history.setting(_SETTING).split(" ")
    if made != content:
        return None
    if not facts:
        return NO_OUTLINE  # an earlier version noted the content alone
    try:
        marks = {name: b64decode(rows) for name, _, rows in (f.partition("=") for f in facts[1:])}
    except Error:
        return NO_OUTLINE
    return Outline(facts[0], marks)

"""Whether Summary is still exactly what the tool made.

Then a new one may take its place and brings fresh links and drop-downs; once anybody has saved it,
only single cells are changed, so that what people added stays.
"""

from __future__ import annotations

from collections.abc import Callable

from toolkit.ports.book_maker import Made
from toolkit.ports.content import content_hash
from toolkit.ports.history import History
from toolkit.ports.planned_write import Refill

_SETTING = "summary as made"


def note_made(history: History, data: bytes) -> None:
    """Remember what the tool made."""
    history.set_setting(_SETTING, content_hash(data))


def is_as_made(history: History, content: str) -> bool:
    """Whether a content is the one the tool made, untouched by anybody."""
    return history.setting(_SETTING) == content


def fresh_or_cells(
    history: History, content: str, refill: Refill, make: Callable[[], Made]
) -> Refill:
    """The whole new summary when the present content is the tool's own, else only its cells."""
    if refill and is_as_made(history, content):
        return Refill(replacement=make().data)
    return refill

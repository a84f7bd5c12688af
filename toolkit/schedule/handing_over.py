"""One owner put in another's place in a Who text; everything else of the text stays."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from toolkit.schedule.key import Key, PartyKind, Person
from toolkit.schedule.names import known_names, plain
from toolkit.schedule.who_parts import who_pieces

_JOINT = r"\s*(?:[/,;&+\n|]|\band/or\b|\band\b)\s*"


class Owner(Struct, frozen=True):
    """Somebody who owns actions, in every writing under which Who may name them.

    Attributes:
        name: the code or name to write into cells.
        full_name: what it stands for; the name itself when the key says nothing.
        kind: role, body, membership or person; unknown when neither key nor *People* knows it.
        writings: plain texts that mean this owner.
    """

    name: str
    full_name: str
    kind: PartyKind
    writings: frozenset[str]


def owner_called(said: str, *, key: Key, people: Sequence[Person]) -> Owner:
    """Who a word on the command line means; an unknown one stands for itself."""
    table = known_names(key, people)
    known = table.get(plain(said))
    if known is None or known.kind is PartyKind.UNKNOWN:
        return Owner(said.strip(), said.strip(), PartyKind.UNKNOWN, frozenset((plain(said),)))
    alike = {writing for writing, other in table.items() if other == known}
    return Owner(known.code or known.name, known.name, known.kind, frozenset(alike))


def names_owner(text: str, owner: Owner, *, key: Key, people: Sequence[Person]) -> bool:
    """Whether a Who text names this owner, whatever else it says."""
    pieces = who_pieces(text, known_names(key, people))
    return any(plain(piece.text) in owner.writings for piece in pieces)


def handed_over(
    text: str, giver: Owner, taker: Owner, *, key: Key, people: Sequence[Person]
) -> str:
    """The Who text with the giver's name replaced, or left out where the taker stands already."""
    table = known_names(key, people)
    pieces = who_pieces(text, table)
    there = any(
        plain(piece.text) in taker.writings and not (piece.approver or piece.helper)
        for piece in pieces
    )
    for piece in pieces:
        if plain(piece.text) not in giver.writings:
            continue
        if there and not (piece.approver or piece.helper):
            text = _without(text, piece.text)
        else:
            text = _replaced(text, piece.text, taker.name)
            there = True
    return text


def _replaced(text: str, old: str, new: str) -> str:
    return re.sub(_as_written(old), lambda _: new, text, count=1)


def _without(text: str, old: str) -> str:
    """The text without one party and one of the signs that part it from its neighbours."""
    name = _as_written(old)
    for pattern in (rf"{name}{_JOINT}", rf"{_JOINT}{name}", name):
        shorter, count = re.subn(pattern, "", text, count=1)
        if count:
            return shorter.strip()
    return text


def _as_written(name: str) -> str:
    """A name of several words may be parted by any signs in the text it was cut from."""
    words = [re.escape(word) for word in re.findall(r"[^\W_]+|[^\w\s]", name)]
    return r"(?<!\w)" + r"\s*".join(words) + r"(?!\w)"

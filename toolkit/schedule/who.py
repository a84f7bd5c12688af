"""Who text → parties, who leads, and what to ask; leadership is never assumed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from toolkit.schedule.key import Key, Party, PartyKind, Person, Unknown, WhoReading
from toolkit.schedule.names import (
    Known,
    known_names,
    named_in_words,
    plain,
    shared_names,
    suggestion,
)
from toolkit.schedule.who_parts import Piece, who_pieces

_NOBODY = frozenset(("", "tbd", "tba", "na", "none", "unknown", "to be determined", "n a", "x"))
_OWNERS = (PartyKind.ROLE, PartyKind.PERSON, PartyKind.BODY)


def read_who(text: str, *, key: Key, people: Sequence[Person]) -> WhoReading:
    """Read one Who text; any text gives a reading.

    Args:
        text: the text as people wrote it.
        key: the plan's roles, terms and memberships.
        people: the rows of the *People* sheet.
    """
    if plain(text) in _NOBODY:
        asked = (f"“{text.strip()}”: who owns it?",) if text.strip() else ()
        return WhoReading(text, questions=asked)
    table, shared = _tables(
        tuple(key.roles.items()), tuple(key.terms.items()), key.memberships, tuple(people)
    )
    pieces = [piece for piece in who_pieces(text, table) if plain(piece.text) not in _NOBODY]
    parties = [_party(piece, table) for piece in pieces]
    unknown = tuple(
        Unknown(party.text, _meant(party, table, shared))
        for party in parties
        if _is_unknown(party, table)
    )
    lead = _lead(pieces, parties)
    owner = any(_owns(party, table) for party in parties if not party.approver)
    questions = _questions(text, (pieces, parties), lead, owner=owner)
    return WhoReading(text, tuple(parties), lead, questions, unknown, owner)


@lru_cache(maxsize=8)
def _tables(
    roles: tuple[tuple[str, str], ...],
    terms: tuple[tuple[str, str], ...],
    memberships: frozenset[str],
    people: tuple[Person, ...],
) -> tuple[dict[str, Known], dict[str, tuple[str, ...]]]:
    """What is known and what several people share; the same for every row of a plan."""
    key = Key(dict(roles), dict(terms), memberships)
    return known_names(key, people), shared_names(people)


def _party(piece: Piece, table: dict[str, Known]) -> Party:
    known = table.get(plain(piece.text))
    code, name, kind = "", piece.text, PartyKind.UNKNOWN
    if known and known.kind is not PartyKind.UNKNOWN:
        code, name, kind = known.code, known.name, known.kind
    elif not known:
        kind = named_in_words(piece.text)
    said_twice = plain(piece.qualifier) in (plain(code), plain(name))
    qualifier = "" if said_twice else piece.qualifier
    return Party(piece.text, code, name, kind, qualifier, piece.approver)


def _is_unknown(party: Party, table: dict[str, Known]) -> bool:
    """Words nobody knows; a role or body in full words counts, unless nearly a known one."""
    if party.kind is PartyKind.UNKNOWN:
        return True
    in_words = not party.code and party.kind in (PartyKind.ROLE, PartyKind.BODY)
    return in_words and bool(suggestion(party.text, table))


def _meant(party: Party, table: dict[str, Known], shared: dict[str, tuple[str, ...]]) -> str:
    known = table.get(plain(party.text))
    if known:
        return f"{known.code} stands for {known.name}, which is nobody in particular"
    both = shared.get(plain(party.text))
    return " or ".join(both) if both else suggestion(party.text, table)


def _owns(party: Party, table: dict[str, Known]) -> bool:
    """A role, person or body; with a key or people, an unknown word is no owner."""
    if party.kind is PartyKind.UNKNOWN:
        return not table and len(party.text.split()) > 1
    return party.kind in _OWNERS


def _lead(pieces: Sequence[Piece], parties: Sequence[Party]) -> Party | None:
    """The one party that is marked as leading, or that alone does the work."""
    pairs = list(zip(pieces, parties, strict=True))
    marked = [party for piece, party in pairs if piece.leads]
    doing = [party for piece, party in pairs if not (piece.approver or piece.helper)]
    chosen = marked or doing
    if len(chosen) != 1 or chosen[0].kind not in _OWNERS:
        return None
    return chosen[0]


def _questions(
    text: str,
    found: tuple[Sequence[Piece], Sequence[Party]],
    lead: Party | None,
    *,
    owner: bool,
) -> tuple[str, ...]:
    pieces, parties = found
    shown = " ".join(text.split())
    doing = [
        party
        for piece, party in zip(pieces, parties, strict=True)
        if not (piece.approver or piece.helper)
    ]
    if not owner and doing and all(party.kind is PartyKind.MEMBERSHIP for party in doing):
        return (f"“{shown}” is the whole membership: who in particular owns it?",)
    if lead is None and len(doing) > 1:
        names = [party.code or party.name for party in doing]
        listed = f"{', '.join(names[:-1])} or {names[-1]}"
        choice = any(piece.choice for piece in pieces)
        asked = "is it" if choice else "who leads,"
        return (f"“{shown}”: {asked} {listed}?",)
    return ()

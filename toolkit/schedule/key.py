"""The plan's key and the people: what a code or a name under Who stands for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from msgspec import Struct, field


class PartyKind(Enum):
    """What sort of party stands under Who."""

    ROLE = "role"
    PERSON = "person"
    BODY = "body"
    MEMBERSHIP = "membership"
    UNKNOWN = "unknown"


class Key(Struct, frozen=True):
    """The abbreviations of the plan.

    Attributes:
        roles: code → name of people and bodies ("ED" → "Executive Director").
        terms: code → name of everything else ("PD" → "Professional Development").
        memberships: codes that stand for the whole membership, which owns nothing by itself.
    """

    roles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    terms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    memberships: frozenset[str] = frozenset()


class Person(Struct, frozen=True):
    """A row of the *People* sheet.

    Attributes:
        name: the full name.
        roles: codes of the roles this person holds.
        aliases: other ways people write the name.
        mail: the address.
    """

    name: str
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    mail: str = ""


class Party(Struct, frozen=True):
    """One person, role or body under Who.

    Attributes:
        text: as people wrote it.
        code: the key's code, empty when it has none.
        name: the full name.
        kind: role, person, body, membership or unknown.
        qualifier: words kept beside it, such as "approval", "lead" or "with".
        approver: whether it only approves what another does.
    """

    text: str
    code: str
    name: str
    kind: PartyKind
    qualifier: str = ""
    approver: bool = False


class Unknown(Struct, frozen=True):
    """A word under Who that neither the key nor *People* knows.

    Attributes:
        text: as people wrote it.
        suggestion: what may be meant, empty when nothing is near.
    """

    text: str
    suggestion: str = ""


class WhoReading(Struct, frozen=True):
    """The reading of one Who text; the text itself always stays.

    Attributes:
        text: as people wrote it.
        parties: everyone it names, in order.
        lead: who leads; none unless one party alone is named or marked as leading.
        questions: what to ask, such as who leads among several.
        unknown: words nobody knows, each with a suggestion.
        has_owner: whether somebody in particular owns it.
    """

    text: str
    parties: tuple[Party, ...] = ()
    lead: Party | None = None
    questions: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    has_owner: bool = False

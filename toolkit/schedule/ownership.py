"""Who answers for an action: the people and bodies its Who names, memberships left out."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from toolkit.schedule.key import Party, PartyKind, WhoReading
from toolkit.schedule.moment import Moment
from toolkit.schedule.who import read_who


class NamedOwner(Struct, frozen=True):
    """One person or body.

    Attributes:
        code: the key's code, or the name where there is none.
        name: what it stands for.
    """

    code: str
    name: str


class Ownership(Struct, frozen=True):
    """What a Who says.

    Attributes:
        owners: people and bodies that answer for it, in the text's order; who only approves is
            left out.
        memberships: whole memberships named beside them.
        unknown: words nobody can place → the nearest known one, "" for none.
        question: what to ask ("who leads?"), "" when nothing is in doubt.
    """

    owners: tuple[NamedOwner, ...] = ()
    memberships: tuple[NamedOwner, ...] = ()
    unknown: Mapping[str, str] = field(default_factory=dict)
    question: str = ""

    @property
    def owned(self) -> bool:
        """Whether anybody answers for it: a whole membership alone does not."""
        return bool(self.owners)

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the owners."""
        return tuple(owner.code for owner in self.owners)

    @property
    def listed(self) -> str:
        """Codes between semicolons, so that a formula can look for ``*;ED;*``."""
        return f";{';'.join(self.codes)};" if self.owners else ""


def ownership_of(text: str, moment: Moment) -> Ownership:
    """What a Who means with the plan's key and *People*."""
    key = (ownership_of, text)
    if key not in moment.worked_out:
        moment.worked_out[key] = _read(text, moment)
    found: Ownership = moment.worked_out[key]
    return found


def _read(text: str, moment: Moment) -> Ownership:
    if not text.strip():
        return Ownership()
    reading = read_who(text, key=moment.key, people=moment.people)
    owners = [party for party in reading.parties if _answers(party)]
    members = [party for party in reading.parties if party.kind is PartyKind.MEMBERSHIP]
    return Ownership(
        owners=_named(owners),
        memberships=_named(members),
        unknown={word.text: word.suggestion for word in reading.unknown},
        question=_question(reading),
    )


def _answers(party: Party) -> bool:
    return not party.approver and party.kind not in (PartyKind.MEMBERSHIP, PartyKind.UNKNOWN)


def _named(parties: list[Party]) -> tuple[NamedOwner, ...]:
    found = {
        party.code or party.name: NamedOwner(party.code or party.name, party.name)
        for party in parties
    }
    return tuple(found.values())


def _question(reading: WhoReading) -> str:
    return " ".join(reading.questions)

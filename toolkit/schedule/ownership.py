"""Who answers for an action: the people and bodies its Who names, memberships left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.schedule.moment import Moment


@dataclass(frozen=True, slots=True)
class NamedOwner:
    """One person or body.

    Attributes:
        code: the key's code, or the name where there is none.
        name: what it stands for.
    """

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Ownership:
    """What a Who says.

    Attributes:
        owners: people and bodies that answer for it, in the text's order.
        memberships: whole memberships named beside them.
        unknown: codes and words nobody can place, each with the nearest known one ("" for none).
        question: what to ask ("who leads?"), "" when nothing is in doubt.
    """

    owners: tuple[NamedOwner, ...] = ()
    memberships: tuple[NamedOwner, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
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
    kinds = {r.text("ref"): r for r in moment.roles}
    owners, members, unknown = [], [], []
    for part in re.split(r"[/,\n]| and | by ", text):
        code = part.strip()
        if not code or code == "approval":
            continue
        record = kinds.get(code.split()[0])
        if record is None:
            unknown.append((code, ""))
        elif record["kind"] == "membership":
            members.append(NamedOwner(record.text("ref"), record.text("name")))
        else:
            owners.append(NamedOwner(record.text("ref"), record.text("name")))
    return Ownership(tuple(owners), tuple(members), tuple(unknown))

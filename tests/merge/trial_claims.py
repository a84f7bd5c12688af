"""What became of everything anybody typed in an office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.merge.grid import SCHEMA, Ledger
from tests.merge.trial_desk import Claim
from tests.merge.trial_oracle import equal, lines_of
from toolkit.merge.conflict import SETTLED
from toolkit.merge.reconcile import Outcome
from toolkit.tables.column import Value
from toolkit.tables.edit import CellKey, EditState
from toolkit.tables.snapshot import Snapshot


@dataclass(frozen=True)
class Accounts:
    """Where to look for a claim.

    Attributes:
        states: every agreed state there was.
        ledger: every edit that was counted.
        out: the last sync: what is still open.
        claims: everything typed.
        names: the ids that rows without one were given, by what the trial calls them.
    """

    states: Mapping[int, Snapshot]
    ledger: Ledger
    out: Outcome
    claims: Sequence[Claim]
    names: Mapping[str, list[str]]

    def lost(self) -> list[str]:
        """Claims that are neither agreed, nor were read and overwritten, nor are still open."""
        return [
            f"{claim.file} {claim.token} {claim.column}: {claim.value!r} {claim.text!r}"
            for claim in self.claims
            if not claim.done and not self._accounted(claim)
        ]

    def _accounted(self, claim: Claim) -> bool:
        rows = self.names.get(claim.token, [claim.token])
        return any(self._accounted_in(claim, ("actions", row, claim.column)) for row in rows)

    def _accounted_in(self, claim: Claim, key: CellKey) -> bool:
        if claim.column == "who" and claim.value is None and not claim.text:
            return True  # an emptied cell goes on showing what the goal says
        if claim.value is None and claim.over is None and not claim.text:
            return True
        ever = [state.shown(SCHEMA, *key) for state in self.states.values()]
        if not claim.text and any(equal(value, claim.value) for value in ever):
            return True
        emptied = claim.column == "note" and claim.value is None
        if emptied and any(edit.new is None for edit in self.ledger(key, 0)):
            return True  # emptied here, added to there: the ledger has both
        if claim.column == "note" and any(self._stands_in(claim, value) for value in ever):
            return True
        return self._is_open(claim, key) or self._was_settled(claim, key)

    def _stands_in(self, claim: Claim, agreed: Value) -> bool:
        """Whether a joined note has every line the claim added."""
        lines = lines_of(agreed)
        added = [line for line in lines_of(claim.value) if line not in lines_of(claim.over)]
        return all(any(a == line or a.endswith(f": {line}") for a in lines) for line in added)

    def _is_open(self, claim: Claim, key: CellKey) -> bool:
        """Whether the claim stands in a conflict or waits (a new row's under whatever id)."""
        answers = [c.values for c in self.out.conflicts if c.key == key]
        if any(equal(edit.new, claim.value) for values in answers for edit in values):
            return True
        return any(
            edit.column == claim.column
            and (edit.id == key[1] or claim.token.startswith("new"))
            and (edit.text == claim.text if claim.text else equal(edit.new, claim.value))
            for edit in self.out.waiting
        )

    def _was_settled(self, claim: Claim, key: CellKey) -> bool:
        """Whether the coordinator decided on it, or somebody typed something else over it."""
        decided = [
            edit
            for edit in self.ledger(key, 0)
            if edit.state is EditState.SETTLED and edit.reason == SETTLED
        ]
        if any(
            edit.text == claim.text if claim.text else equal(edit.new, claim.value)
            for edit in decided
        ):
            return True
        return any(
            other.column == claim.column
            and other.file != claim.file
            and self.names.get(other.token, [other.token])
            == self.names.get(claim.token, [claim.token])
            and equal(other.over, claim.value)
            for other in self.claims
        )

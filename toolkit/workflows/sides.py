"""Each source compared with the snapshot it was written from, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from toolkit.merge.edits_of import CopyEdits, edits_of, unplaced
from toolkit.merge.hold import EVERYTHING, Answer
from toolkit.merge.past import Past
from toolkit.ports.commit import Baseline
from toolkit.ports.history import History
from toolkit.tables.edit import CellKey, Edit
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.likeliest_baseline import likeliest_baseline, possible_baselines
from toolkit.workflows.sources import Found, Sources

REBUILT = "rebuilt"
"""Why the first snapshot of a rebuilt history was made."""


@dataclass(frozen=True)
class Side:
    """A source and what it says.

    Attributes:
        found: the source.
        edits: what it says against its baseline.
        baseline: the baseline of a live file; None for a returned copy or an unknown start.
    """

    found: Found
    edits: CopyEdits
    baseline: Baseline | None = None


def sides_of(
    sources: Sources,
    history: History,
    head: Snapshot,
    schema: Schema,
    *,
    answers: Mapping[str, Answer],
    released: Collection[str],
) -> tuple[Side, ...]:
    """Every source compared with its own past."""
    compare = _Compare(history, head, schema, answers, frozenset(released))
    return tuple(compare.side(found) for found in sources)


def rebuilt_as(history: History) -> int:
    """Number of the snapshot a rebuilt history begins with; 0 when it never was lost."""
    lines = history.snapshots()
    return lines[0].number if lines and lines[0].why == REBUILT else 0


def past_of(history: History) -> Past:
    """The ledger of single cells, read once each."""
    known: dict[tuple[CellKey, int], Sequence[Edit]] = {}

    def past(key: CellKey, since: int) -> Sequence[Edit]:
        if (key, since) not in known:
            table, record_id, column = key
            lines = history.ledger(table=table, record_id=record_id, column=column, since=since)
            known[(key, since)] = [line.edit for line in lines]
        return known[(key, since)]

    return past


class _Compare:
    def __init__(
        self,
        history: History,
        head: Snapshot,
        schema: Schema,
        answers: Mapping[str, Answer],
        released: frozenset[str],
    ) -> None:
        self._history = history
        self._head = head
        self._schema = schema
        self._answers = answers
        self._released = released
        self._past = past_of(history)

    def side(self, found: Found) -> Side:
        """One source against its baseline."""
        stamp = found.copy.stamp
        if found.replica and stamp is not None:
            baseline = self._live_baseline(found, stamp.baseline)
            if baseline is not None:
                return Side(found, self._against(found, baseline), baseline)
        if stamp is not None and self._history.knows(stamp.baseline):
            bare = Baseline(stamp.replica, found.copy.content, stamp.baseline, stamp.baseline)
            return Side(found, self._against(found, bare), bare if found.replica else None)
        if stamp is not None and (first := rebuilt_as(self._history)):
            # Its baseline went with the lost history: compared with the adopted plan, whatever
            # was agreed since becomes a conflict, and nothing is overwritten.
            bare = Baseline(stamp.replica, found.copy.content, stamp.baseline, first)
            return Side(found, self._against(found, bare), bare if found.replica else None)
        return Side(found, unplaced(found.copy))

    def _live_baseline(self, found: Found, stamp: int) -> Baseline | None:
        candidates = possible_baselines(
            self._history, found.replica, stamp, found.copy.content, found.follows
        )
        distance: Callable[[Baseline], int] = lambda known: len(self._against(found, known).edits)  # noqa: E731
        return likeliest_baseline(candidates, distance)

    def _against(self, found: Found, baseline: Baseline) -> CopyEdits:
        released = found.copy.file in self._released
        answers = {EVERYTHING: Answer.LET_THROUGH} if released else self._answers
        return edits_of(
            found.copy,
            self._history.snapshot(baseline.snapshot),
            self._head,
            self._schema,
            known=baseline.known,
            past=self._past,
            answers=answers,
        )

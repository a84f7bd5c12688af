"""Each source compared with the snapshot it was written from, and with nothing else."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec import Struct

from toolkit.merge.edits_of import CopyEdits, edits_of, unplaced
from toolkit.merge.hold import EVERYTHING, Answer, answer_to
from toolkit.merge.past import Past
from toolkit.ports.commit import Baseline
from toolkit.ports.history import History
from toolkit.tables.edit import CellKey, Edit
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp
from toolkit.workflows.likeliest_baseline import likeliest_baseline, possible_baselines
from toolkit.workflows.online_views import ONLINE
from toolkit.workflows.sources import Found, Sources
from toolkit.workflows.workspace_id import WORKSPACE, is_from_elsewhere


class Side(Struct, frozen=True):
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
        self._workspace = history.setting(WORKSPACE)

    def side(self, found: Found) -> Side:
        """One source against its baseline."""
        stamp = found.copy.stamp
        if stamp is None:
            return self._unstamped(found)
        if not found.replica and is_from_elsewhere(found.copy, self._workspace):
            return self._unstamped(found, elsewhere=True)
        find = self._live_baseline if found.replica else self._copy_baseline
        baseline = find(found, stamp) or self._bare(found, stamp)
        if baseline is None:
            return self._unstamped(found)
        return Side(found, self._against(found, baseline), baseline if found.replica else None)

    def _unstamped(self, found: Found, *, elsewhere: bool = False) -> Side:
        """A copy that does not tell what it was cut from: the sync it is clearly nearest to.

        One of another workspace is not taken in without being asked for, however near it is.
        """
        from toolkit.merge.nearest import nearest_baseline

        held = unplaced(found.copy, elsewhere=elsewhere)
        if found.replica:
            return Side(found, held)
        numbers = [line.number for line in self._history.snapshots()]
        snapshots = (self._history.snapshot(number) for number in numbers)
        nearest = nearest_baseline(found.copy, snapshots, self._schema)
        wanted = answer_to(self._answers_for(found), held.holds[0]) is Answer.LET_THROUGH
        if not nearest.number or not (wanted or (nearest.clear and not elsewhere)):
            return Side(found, held)
        return Side(found, self._against(found, Baseline("", "", nearest.number, nearest.number)))

    def _answers_for(self, found: Found) -> Mapping[str, Answer]:
        if found.copy.file not in self._released:
            return self._answers
        return ChainMap({EVERYTHING: Answer.LET_THROUGH}, self._answers)  # type: ignore[arg-type]

    def _bare(self, found: Found, stamp: Stamp) -> Baseline | None:
        if not self._history.knows(stamp.baseline):
            return None
        return Baseline(stamp.replica, found.copy.content, stamp.baseline, stamp.baseline)

    def _copy_baseline(self, found: Found, stamp: Stamp) -> Baseline | None:
        """What the tool had written when the copy was cut: frozen cells included.

        Compared with the bare snapshot, a frozen cell that was settled since would look as if its
        text had been typed over the settled one.
        """
        candidates = self._history.baselines(stamp.replica, stamp.baseline, found.copy.content)
        return candidates[-1] if candidates else None

    def _live_baseline(self, found: Found, stamp: Stamp) -> Baseline | None:
        candidates = possible_baselines(
            self._history, found.replica, stamp.baseline, found.copy.content, found.follows
        )
        if found.replica.startswith(ONLINE):
            # Nobody puts an older file over it: it grew from what it said last, also when somebody
            # has put a value back.
            return candidates[0] if candidates else None
        distance: Callable[[Baseline], int] = lambda known: len(self._against(found, known).edits)  # noqa: E731
        return likeliest_baseline(candidates, distance)

    def _against(self, found: Found, baseline: Baseline) -> CopyEdits:
        return edits_of(
            found.copy,
            self._history.snapshot(baseline.snapshot),
            self._head,
            self._schema,
            known=baseline.known,
            past=self._past,
            answers=self._answers_for(found),
        )

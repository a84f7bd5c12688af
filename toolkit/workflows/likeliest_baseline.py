"""Which earlier state of a live file its present content grew from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit.ports.commit import Baseline


def likeliest_baseline(
    candidates: Sequence[Baseline], distance: Callable[[Baseline], int]
) -> Baseline | None:
    """The one from which fewest cells differ, the newest of equals; None when there is none.

    A person may have put an older version of the file back and typed on: then comparing with the
    newest would make everything typed since look taken back.

    Args:
        candidates: ``History.baselines``, newest first.
        distance: in how many cells the content differs from one.
    """
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    return min(candidates, key=distance)

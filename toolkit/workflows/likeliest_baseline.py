"""Which earlier state of a live file its present content grew from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit.ports.commit import Baseline
from toolkit.ports.history import History


def possible_baselines(
    history: History, replica: str, stamp: int, content: str, follows: str = ""
) -> Sequence[Baseline]:
    """What a content may have grown from, newest first.

    A save that a write has pushed out is counted late, perhaps after newer ones of the same file:
    it grew from what it follows, or from something older, never from what came after.

    Args:
        history: where baselines are kept.
        replica: id of the live place.
        stamp: number in the content's own stamp.
        content: its hash.
        follows: hash of what a pushed-out save followed; "" for the file as it is.
    """
    found = history.baselines(replica, stamp, content)
    if not follows:
        return found
    for place, baseline in enumerate(found):
        if baseline.content == follows:
            return found[place:]
    if found:
        return found
    followed = history.baseline_of(replica, follows)
    return (followed,) if followed else ()


def likeliest_baseline(
    candidates: Sequence[Baseline], distance: Callable[[Baseline], int]
) -> Baseline | None:
    """The one from which fewest cells differ, the newest of equals; None when there is none.

    A person may have put an older version of the file back and typed on: then comparing with the
    newest would make everything typed since look taken back.

    Args:
        candidates: ``possible_baselines``, newest first.
        distance: in how many cells the content differs from one.
    """
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    return min(candidates, key=distance)

"""Which groups' figures stay hidden so that nobody's answer can be worked out."""

from __future__ import annotations

from collections.abc import Mapping


def hidden_groups(
    sizes: Mapping[str, int], floor: int, also: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Names of the groups whose figures are not shown; ``also`` are hidden whatever their size.

    A group below the floor is hidden. If what is hidden could then be worked out as the whole less
    the groups shown (one hidden group, or hidden groups that together stay below the floor), the
    next smallest group is hidden with it.
    """
    order = sorted((name for name, size in sizes.items() if size), key=lambda n: (sizes[n], n))
    hidden = [name for name in order if sizes[name] < floor or name in also]
    shown = [name for name in order if name not in hidden]
    while hidden and shown and (len(hidden) < 2 or sum(sizes[n] for n in hidden) < floor):
        hidden.append(shown.pop(0))
    return frozenset(hidden)

"""Degrees of one quality: "not at all useful" … "extremely useful"."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST = 6
_STEM = 4


def degrees(labels: Sequence[str], ladder: Sequence[Sequence[str]]) -> dict[str, int]:
    """The step of each label on a ladder of words of degree; empty when they rate no one thing.

    Args:
        labels: in plain words.
        ladder: the words of each step, worst first; "" is the bare adjective.
    """
    ways = sorted(
        ((way, step) for step, group in enumerate(ladder) for way in group),
        key=lambda pair: -len(pair[0]),
    )
    found: dict[str, int] = {}
    rated: dict[str, str] = {}
    bare: list[str] = []
    for label in labels:
        if len(label.split()) > _LONGEST:
            continue
        for way, step in ways:
            if not way:
                bare.append(label)
            elif label == way or label.startswith(way + " ") or _joined(label, way):
                found[label] = step
                rated[label] = label.removeprefix(way).strip()
                break
    things = [thing for thing in rated.values() if thing]
    if not _one_thing(things):
        return {}
    plain_step = next((step for way, step in ways if not way), None)
    if plain_step is not None:
        found.update({label: plain_step for label in bare if label in things})
    return found


def _one_thing(things: Sequence[str]) -> bool:
    """Whether all adjectives are one, in whatever ending: "useful", "útil", "útiles".

    "Very low" and "very high" are two ends, not one step.
    """
    return all(thing[:_STEM] == things[0][:_STEM] for thing in things)


def _joined(label: str, way: str) -> bool:
    """Whether a prefix is part of the word: "very unhelpful"."""
    return way.endswith(("un", "in")) and label.startswith(way) and len(label) > len(way) + 3

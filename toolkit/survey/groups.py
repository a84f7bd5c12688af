"""Figures by group (role, region, state), hidden where somebody's answers could be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from toolkit.survey.figures import Figures, figures_of
from toolkit.survey.question import Question
from toolkit.survey.scale import Scale
from toolkit.survey.suppression import hidden_groups

NOT_SAID = "(not said)"


class GroupFigures(Struct, frozen=True):
    """One group's figures for one question.

    Attributes:
        group: its name.
        figures: n alone where the rest is hidden.
        hidden: why there is no figure, "" when there is one.
    """

    group: str
    figures: Figures
    hidden: str = ""


def hidden_in_all(
    rated: Iterable[tuple[Question, Scale]], groups: Question, floor: int
) -> frozenset[str]:
    """The groups that are hidden in every question: by the question fewest of them answered."""
    fewest: dict[str, int] = {}
    for question, scale in rated:
        sizes = {group: sum(n.values()) for group, n in _counts(question, scale, groups).items()}
        for group, size in sizes.items():
            fewest[group] = min(size, fewest.get(group, size))
    return hidden_groups(fewest, floor)


def figures_by_group(
    question: Question, scale: Scale, groups: Question, floor: int, hidden: frozenset[str]
) -> tuple[GroupFigures, ...]:
    """A question's figures for every answer to another question, in alphabetical order."""
    counts = _counts(question, scale, groups)
    sizes = {group: sum(ratings.values()) for group, ratings in counts.items()}
    hidden = hidden_groups(sizes, floor, hidden)
    found = []
    for group in sorted(counts, key=lambda name: (name == NOT_SAID, name)):
        if group not in hidden:
            found.append(GroupFigures(group, figures_of(counts[group], scale.top_two_above)))
            continue
        few = sizes[group] < floor
        why = f"fewer than {floor} answers" if few else "hidden so that another group stays hidden"
        found.append(GroupFigures(group, Figures(), why))
    return tuple(found)


def _counts(question: Question, scale: Scale, groups: Question) -> dict[str, Counter[float]]:
    """How often each rating was given, by group."""
    counts: dict[str, Counter[float]] = {}
    for rating, group in zip(question.ratings(scale), groups.answers, strict=True):
        if rating is not None:
            counts.setdefault(group or NOT_SAID, Counter())[rating] += 1
    return counts

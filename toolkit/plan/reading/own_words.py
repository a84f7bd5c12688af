"""The plan's own words: what it calls its levels and columns, and its key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from toolkit.plan.reading.columns import CELLS
from toolkit.plan.reading.key_lines import is_party, is_whole_body
from toolkit.plan.reading.levels import Levels
from toolkit.plan.reading.outline import Outline
from toolkit.plan.reading.wordings import singular
from toolkit.tables.schema import heading_key

_DEFAULT_LABELS = {"area": "Focus area", "goal": "Goal", "action": "Action"}
_SHOWN = {
    "by_when": "By When?", "who": "Who?", "resources": "Resources", "measures": "Measures",
    "reporting": "Reporting",
}  # fmt: skip


_RENAMED = {
    heading_key(text)
    for text in (
        "Action", "Goal", "By When?", "Who?", "Resources Needed", "Measures of Success",
        "How Outcomes Are Reported",
    )
}  # fmt: skip
"""Headings of the grid that a plan's own words replace."""


class OwnWords:
    """Finds the words of one plan."""

    def __init__(
        self,
        outline: Outline,
        levels: Levels,
        met: Mapping[str, Counter[str]],
        own: Mapping[str, str],
        taken: frozenset[str],
    ) -> None:
        self._outline = outline
        self._levels = levels
        self._met = met
        self._own = own
        fixed = {heading_key(heading) for heading in taken} - _RENAMED
        self._taken = fixed | {heading_key(heading) for heading in own.values()}

    def labels(self) -> dict[str, str]:
        """What the plan calls its levels."""
        nodes = {
            "area": [area.node for area in self._levels.areas],
            "goal": [goal.node for area in self._levels.areas for goal in area.goals],
            "action": [
                action
                for area in self._levels.areas
                for action in (*area.actions, *(a for g in area.goals for a in g.actions))
            ],
        }
        found = {}
        for depth, (level, known) in enumerate(nodes.items()):
            said = Counter(node.label for node in known if node.label).most_common(1)
            announced = self._announced(depth)
            text_heading = self._main_heading("text") if level == "action" else ""
            listed = Counter(node.said for node in known if node.said).most_common(1)
            above = _one(listed[0][0]) if listed else announced
            label = (said[0][0] if said else text_heading or above).strip(" –")
            found[level] = _capitalised(label) if label else _DEFAULT_LABELS[level]
        return self._distinct(found)

    def _distinct(self, labels: dict[str, str]) -> dict[str, str]:
        """No two columns of the grid may bear the same heading: the goal's label gives way."""
        headings = self.headings()
        used = {heading_key(text) for name, text in headings.items() if name != "text"}
        used |= self._taken
        if "text" not in headings:
            labels["action"] = _free((labels["action"], "Action", "Action step"), used)
        used.add(heading_key(headings.get("text", labels["action"])))
        labels["goal"] = _free((labels["goal"], "Goal", "Objective", "Part of the plan"), used)
        return labels

    def _announced(self, depth: int) -> str:
        """What a line above entries of that depth called them ("Objectives with Actions")."""
        if not self._levels.areas:
            return ""
        for at, labels in self._outline.labels:
            if 0 <= depth - at < len(labels):
                return _one(labels[depth - at])
        return ""

    def headings(self) -> dict[str, str]:
        """The document's own headings of the grid's columns."""
        met = {name: self._main_heading(name) for name in ("text", *CELLS)}
        found: dict[str, str] = {}
        used = set(self._taken)
        for name, heading in met.items():
            if heading and heading_key(heading) not in used:
                found[name] = heading
                used.add(heading_key(heading))
        return found

    def _main_heading(self, name: str) -> str:
        counted = self._met.get(name) or self._outline.headings.get(name)
        return counted.most_common(1)[0][0] if counted else ""

    def heading(self, column: str) -> str:
        """The heading of one column, for a question's place."""
        if not column or column == "text":
            return ""
        own = self._own.get(column)
        return own or self._main_heading(column) or _SHOWN.get(column, column)

    def key(self) -> dict[str, Any]:
        """Roles, terms and memberships."""
        roles: dict[str, str] = {}
        terms: dict[str, str] = {}
        who = " ".join(
            node.cells.get("who", "") + " " + node.shared.get("who", "")
            for node in self._outline.root.below()
        )
        used = set(re.findall(r"[A-Za-z0-9&]+", who))
        for code, meaning in self._outline.key:
            if code in roles or code in terms:
                continue  # the line itself is a note: its other meaning is not lost
            group = roles if code in used or is_party(meaning) else terms
            group[code] = meaning
        bodies = [code for code, meaning in roles.items() if is_whole_body(meaning)]
        return {"roles": roles, "terms": terms, "memberships": bodies}


def _free(wanted: tuple[str, ...], used: set[str]) -> str:
    return next((text for text in wanted if heading_key(text) not in used), wanted[-1])


def _one(label: str) -> str:
    """One of them: "action steps" → "action step"."""
    words = label.split()
    return " ".join((*words[:-1], singular(words[-1])))


def _capitalised(label: str) -> str:
    """A level's name for headings: shouting is taken back, small letters are raised."""
    words = label.split()
    if len(words) > 1 and words[-1].casefold() == "statement":
        return _capitalised(" ".join(words[:-1]))
    if label.upper() == label and max(map(len, words)) > 3:
        return " ".join(word.capitalize() for word in words)
    return " ".join(w[:1].upper() + w[1:] for w in words) if label.islower() else label

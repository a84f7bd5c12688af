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
from toolkit.plan.reading.wordings import plain, singular

_DEFAULT_LABELS = {"area": "Focus area", "goal": "Goal", "action": "Action"}
_SHOWN = {
    "by_when": "By When?", "who": "Who?", "resources": "Resources", "measures": "Measures",
    "reporting": "Reporting",
}  # fmt: skip


class OwnWords:
    """Finds the words of one plan."""

    def __init__(
        self,
        outline: Outline,
        levels: Levels,
        met: Mapping[str, Counter[str]],
        own: Mapping[str, str],
    ) -> None:
        self._outline = outline
        self._levels = levels
        self._met = met
        self._own = own

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
            label = said[0][0] if said else text_heading or announced
            found[level] = _capitalised(label) if label else _DEFAULT_LABELS[level]
        return found

    def _announced(self, depth: int) -> str:
        """What a line above entries of that depth called them ("Objectives with Actions")."""
        if not self._levels.areas:
            return ""
        for at, labels in self._outline.labels:
            if 0 <= depth - at < len(labels):
                words = labels[depth - at].split()
                return " ".join((*words[:-1], singular(words[-1])))
        return ""

    def headings(self) -> dict[str, str]:
        """The document's own headings of the grid's columns."""
        found = {}
        for name in ("text", *CELLS):
            heading = self._main_heading(name)
            if heading:
                found[name] = heading
                continue
        taken = [plain(heading) for heading in found.values()]
        return {n: h for n, h in found.items() if taken.count(plain(h)) == 1}

    def _main_heading(self, name: str) -> str:
        counted = self._met.get(name)
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
            group = roles if code in used or is_party(meaning) else terms
            group.setdefault(code, meaning)
        bodies = [code for code, meaning in roles.items() if is_whole_body(meaning)]
        return {"roles": roles, "terms": terms, "memberships": bodies}


def _capitalised(label: str) -> str:
    """A level's name for headings: shouting is taken back, small letters are raised."""
    words = label.split()
    if len(words) > 1 and words[-1].casefold() == "statement":
        return _capitalised(" ".join(words[:-1]))
    if label.upper() == label and max(map(len, words)) > 3:
        return " ".join(word.capitalize() for word in words)
    return " ".join(w[:1].upper() + w[1:] for w in words) if label.islower() else label

"""What came out of reading a document."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Question(Struct, frozen=True):
    """A place where the reading is not a certainty.

    Attributes:
        place: where, in the plan's own numbering and headings.
        text: what the document says there.
        reading: how it was read.
        alternatives: how else it could be read.
    """

    place: str
    text: str
    reading: str
    alternatives: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """As it stands in a plan document."""
        return {
            "place": self.place,
            "text": self.text,
            "reading": self.reading,
            "alternatives": list(self.alternatives),
        }


class Imported(Struct, frozen=True):
    """A plan document read from another document.

    Attributes:
        plan: the plan document, as mappings, lists and texts.
        questions: what is unsure; the same as under ``questions`` of the plan.
    """

    plan: dict[str, Any]
    questions: tuple[Question, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many areas, goals and actions (notes among them included) were found."""
        areas = self.plan["areas"]
        goals = [goal for area in areas for goal in area.get("goals", ())]
        actions = [action for parent in (*areas, *goals) for action in parent.get("actions", ())]
        return {"areas": len(areas), "goals": len(goals), "actions": len(actions)}

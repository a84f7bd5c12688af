"""Mission, vision, values and the like; every other section beside the plan becomes notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from toolkit.plan.reading.frame_sections import statement_kind
from toolkit.plan.reading.levels import headline
from toolkit.plan.reading.node import Node
from toolkit.plan.reading.source import Aside
from toolkit.plan.reading.vocabulary import STATEMENTS
from toolkit.plan.reading.wordings import plain, shortened

_PENDING = re.compile(
    r"(?:revised|proposed|draft)?\W*pending(?:\s+(?P<body>.{2,40}?)\s+approval)?", re.IGNORECASE
)


class Statements:
    """Takes the sections that are set aside.

    Attributes:
        found: the statements, as records of the plan document.
    """

    def __init__(self, note: Callable[[Aside], None], heading: Callable[[str], str]) -> None:
        self.found: list[dict[str, str]] = []
        self._note = note
        self._heading = heading

    def take(self, nodes: Iterable[Node]) -> None:
        """Statements with their wordings; whatever else as notes, with its place."""
        opened: dict[str, str] = {}
        for node in nodes:
            if opened and node.weak and self._wording(node, opened):
                continue
            opened = self._statement(node) if node.weak else {}
            if not opened:
                self._aside(node, "")

    def _wording(self, node: Node, statement: dict[str, str]) -> bool:
        """ "Current" and "Pending Board Approval" under a statement are its wordings."""
        pending = _PENDING.fullmatch(node.text.strip(" :"))
        name = "pending" if pending else "current" if plain(node.text) == "current" else ""
        words = _words(node)
        if not name or not words or name in statement:
            return False
        statement[name] = words
        if pending:
            statement["state"] = "pending"
            if pending["body"]:
                statement["approving_body"] = pending["body"]
        return True

    def _statement(self, node: Node) -> dict[str, str]:
        """The record of a statement; nothing when the section is none, or has no words."""
        kind, words = statement_kind(node.text), _words(node)
        if not kind or not words:
            return {}
        name = "question" if words.endswith("?") and "\n" not in words else "current"
        ref = kind
        while any(entry["ref"] == ref for entry in self.found):
            ref = f"{kind}-{len(self.found) + 1}"
        made = {"ref": ref, "kind": kind, name: words, "state": "current"}
        self.found.append(made)
        if plain(node.text) not in STATEMENTS:
            self._note(Aside(node.place, node.text))
        return made

    def _aside(self, node: Node, under: str) -> None:
        where = f"{node.place}, under “{shortened(under, 50)}”" if under else node.place
        shown = headline(node)
        if shown:
            self._note(Aside(where, shown))
        for line in node.plain:
            place = f"{line.place or node.place}, under “{shortened(shown, 50)}”"
            self._note(Aside(place, line.text.strip()))
        for name, text in node.cells.items():
            self._note(Aside(f"{node.place}, {self._heading(name)}", text))
        for child in node.children:
            self._aside(child, shown)


def _words(node: Node) -> str:
    lines = [line.text.strip() for line in node.plain]
    return "\n".join((*lines, *(headline(child) for child in node.below())))

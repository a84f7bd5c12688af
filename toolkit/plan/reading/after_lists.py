"""What stands around lists: facts after the last bullet, and lists nobody marked as such."""

from __future__ import annotations

from toolkit.plan.reading.doubts import Pending
from toolkit.plan.reading.node import ROW, Node
from toolkit.plan.reading.wordings import shortened, words_of

_LONGEST = 16  # words of a line that is an action rather than a sentence about the entry
_FEWEST = 2


def lift_last_facts(roots: list[Node]) -> list[Pending]:
    """Facts after a list ("Responsible: …", "Timeline: …") are said of the entry above it.

    Only where no other bullet of the list has such lines: then each would speak for itself.
    """
    pending = []
    for node in [inner for root in roots for inner in (root, *root.below())]:
        bullets = [child for child in node.children if child.family == "bullet"]
        if len(bullets) < _FEWEST or bullets != node.children or not bullets[-1].cells:
            continue
        last = bullets[-1]
        if any(other.cells for other in bullets[:-1]) or set(last.cells) & set(node.cells):
            continue
        said = "\n".join(last.cells.values())
        first = next(iter(last.cells))
        node.cells.update(last.cells)
        last.cells.clear()
        pending.append(
            Pending(
                node, first, said,
                "It stands after the whole list: said once for all of it.",
                (f"It is said of the last entry only: “{shortened(last.text, 40)}”",),
            )
        )  # fmt: skip
    return pending


def lines_as_actions(roots: list[Node]) -> list[Pending]:
    """In a plan without any list, several short lines under an entry are what is to be done."""
    entries = [inner for root in roots for inner in (root, *root.below())]
    leaves = [node for node in entries if not node.children]
    if any(node.kind == ROW or node.family == "bullet" for node in entries):
        return []
    lists = [node for node in leaves if (node.labelled or node.weak) and _is_list(node)]
    if not lists or len(lists) * 2 < len(leaves):
        return []
    for node in lists:
        node.children = [
            Node("bullet:0:•", line.text.strip(), place=line.place) for line in node.plain
        ]
        node.plain = []
    said = "\n".join(shortened(child.text, 60) for node in lists for child in node.children)
    reading = "The lines under these headings are read as their actions."
    return [Pending(lists[0], "", said, reading, ("They only describe the headings",))]


def _is_list(node: Node) -> bool:
    lines = [line.text.strip() for line in node.plain]
    short = all(len(words_of(text)) <= _LONGEST and not text.endswith(":") for text in lines)
    return len(lines) >= _FEWEST and short

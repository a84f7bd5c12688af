"""Which kinds of entries are the actions of a plan."""

from __future__ import annotations

from collections import defaultdict

from toolkit.plan.reading.marks import height_of
from toolkit.plan.reading.node import ROW, Node

_GOAL_SHARE = 0.4
_GOAL = 2  # the height of what is called a goal


def action_kinds_of(roots: list[Node]) -> frozenset[str]:
    """Kinds of entries that are actions wherever they stand."""
    kinds: dict[str, list[tuple[int, Node]]] = defaultdict(list)
    for root in roots:
        _by_kind(root, 0, kinds)
    chosen = {ROW}
    for kind, nodes in kinds.items():
        if kind == ROW or kind.startswith("column:"):
            continue
        labels = {height_of(node.label) for _, node in nodes if node.label}
        with_cells = sum(1 for _, node in nodes if set(node.cells) & {"by_when", "who"})
        inner_rows = any(has_rows(node) for _, node in nodes)
        lowest = min(depth for depth, _ in nodes)
        if inner_rows or lowest == 0:
            continue
        said = with_cells >= 0.5 * len(nodes) and not _children_have_cells(nodes)
        if said or (labels and min(labels) >= 6):
            chosen.add(kind)
    deeper = [depth for kind, nodes in kinds.items() for depth, _ in nodes if kind not in chosen]
    if len(chosen) == 1 or deeper:
        chosen |= _by_depth(kinds, frozenset(chosen))
    return frozenset(chosen)


def _by_depth(kinds: dict[str, list[tuple[int, Node]]], chosen: frozenset[str]) -> set[str]:
    """Kinds that are actions by where they stand: third level, or second and mostly leaves."""
    found = set()
    for kind, nodes in kinds.items():
        if kind in chosen or kind.startswith("column:"):
            continue
        depths = [depth for depth, _ in nodes]
        above = any(inner.kind in chosen for _, node in nodes for inner in node.below())
        if above:
            continue
        usual = sorted(depths)[len(depths) // 2]
        parents = sum(1 for _, node in nodes if node.children) / len(nodes)
        if usual == 1 and not parents and _goals_by_name(nodes):
            continue
        share = _GOAL_SHARE if not nodes[0][1].labelled else 0.2
        if usual >= 2 or (usual == 1 and parents < share):
            found.add(kind)
    return found


def _goals_by_name(nodes: list[tuple[int, Node]]) -> bool:
    """Called goals throughout, and nothing says when or who."""
    return all(height_of(n.label) == _GOAL and n.labelled and not n.cells for _, n in nodes)


def _children_have_cells(nodes: list[tuple[int, Node]]) -> bool:
    return any(set(inner.cells) & {"by_when", "who"} for _, node in nodes for inner in node.below())


def _by_kind(node: Node, depth: int, kinds: dict[str, list[tuple[int, Node]]]) -> None:
    if node.kind == "part":
        return
    kinds[node.kind].append((depth, node))
    if node.kind != ROW:
        for child in node.children:
            _by_kind(child, depth + 1, kinds)


def has_rows(node: Node) -> bool:
    """Whether rows of a table stand under it."""
    return any(inner.kind == ROW for inner in node.below())

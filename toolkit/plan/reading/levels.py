"""Outline → focus areas, goals and actions: which kind of entry is which level."""

from __future__ import annotations

import re

from msgspec import Struct, field

from toolkit.plan.reading.action_kinds import action_kinds_of, has_rows
from toolkit.plan.reading.after_lists import lift_last_facts, lines_as_actions
from toolkit.plan.reading.doubts import Pending
from toolkit.plan.reading.frame_sections import is_statement
from toolkit.plan.reading.marks import height_of
from toolkit.plan.reading.node import ROW, Node
from toolkit.plan.reading.wordings import shortened, words_of

_DEEP = 3
_GOAL_LIKE = 3  # height of the lowest level that is no action by its name
_LEAD_IN = re.compile(
    r"^(?:what|how|why|who|when)\b.*:$|\b(?:following|the|a|are|include|includes|including|is|were|was|will|to|by|that|as|below|these|"
    r"for|with|of|and|we|our)\s*:$",
    re.IGNORECASE,
)
_SECTION_WORDS = frozenset(
    ("plan", "strategy", "goals", "goal", "strategic", "priorities", "objectives", "overview",
     "areas", "strategies", "framework", "section", "directions", "initiatives", "action",
     "pillars")
)  # fmt: skip


class Levels(Struct):
    """The levels of a plan.

    Attributes:
        areas: the focus areas; their actions are their own children or their goals'.
        set_aside: entries that are no part of the plan's levels.
        pending: questions about the levels themselves.
        unnamed: the document names no focus area.
        title: the words of the one heading around everything; "" when there is none.
        bare: the document names goals and no actions at all.
    """

    areas: list[Area] = field(default_factory=list)
    set_aside: list[Node] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)
    unnamed: bool = False
    title: str = ""
    bare: bool = False


class Area(Struct):
    """A focus area with its goals, and actions that stand under no goal."""

    node: Node
    goals: list[Goal] = field(default_factory=list)
    actions: list[Node] = field(default_factory=list)


class Goal(Struct):
    """A goal with its actions."""

    node: Node
    actions: list[Node] = field(default_factory=list)


def find_levels(root: Node) -> Levels:
    """Find the levels of an outline."""
    found = Levels()
    roots = _unwrapped(_kept(root.children, found), found)
    bare = [node for node in roots if node.family == "sheet" and not node.children]
    if len(bare) < len(roots):
        found.set_aside += bare
        roots = [node for node in roots if node not in bare]
    if not roots:
        return found
    found.pending += lift_last_facts(roots)
    found.pending += lines_as_actions(roots)
    roots = _with_area(_goals_with_cells(roots, found), found)
    action_kinds = action_kinds_of(roots)
    for node in roots:
        found.areas.append(_area(node, action_kinds, found))
    _ask_about_depth(found)
    return found


def _kept(nodes: list[Node], found: Levels) -> list[Node]:
    """Entries that can be part of the plan; the others are set aside."""
    structural = {node.kind for node in nodes if _holds_actions(node)}
    kept: list[Node] = []
    for node in nodes:
        statement = node.weak and is_statement(node.text)
        strong_inside = any(inner.kind == ROW or inner.labelled for inner in node.below())
        strong_inside = strong_inside or any(
            inner.number and inner.children for inner in node.below()
        )
        subtitle = not kept and len(nodes) > 1 and _is_subtitle(node)
        if (statement and not strong_inside) or _leads_in(node) or subtitle:
            found.set_aside.append(node)
        elif node.kind in structural or node.kind == ROW or (node.labelled and structural):
            kept.append(node)
        else:
            found.set_aside.append(node)
    if not kept:
        kept = _only_flat(found)
    return kept


def _is_subtitle(node: Node) -> bool:
    """A heading with nothing below it at the top, such as "Five-Year Strategy"."""
    bare = node.family in ("bold", "caps", "short") and not node.children and not node.cells
    return (
        bare and len(words_of(node.text)) <= 6 and bool(_SECTION_WORDS & set(words_of(node.text)))
    )


def _only_flat(found: Levels) -> list[Node]:
    """A document that is nothing but one list: its entries are the actions."""
    flat = [n for n in found.set_aside if not n.children and (n.labelled or not n.weak)]
    labelled = [node for node in flat if node.labelled]
    numbered = [node for node in flat if node.number]
    announced = [node for node in flat if node.said]
    chosen = labelled or announced or numbered or flat
    kinds = {node.kind for node in chosen}
    lost = len(found.set_aside) > 2 * len(chosen) and chosen is not announced
    if len(chosen) < 2 or len(kinds) > 1 or lost:
        return []
    found.set_aside[:] = [node for node in found.set_aside if node not in chosen]
    return chosen


def _leads_in(node: Node) -> bool:
    """A question or the start of a sentence with a list after it is no focus area."""
    if node.labelled or has_rows(node):
        return False
    text = node.text.rstrip()
    return text.endswith("?") or bool(_LEAD_IN.search(text) and _depth(node) < _DEEP)


def _holds_actions(node: Node) -> bool:
    return any(True for _ in node.children)


def _unwrapped(roots: list[Node], found: Levels) -> list[Node]:
    """Takes away headings that only frame the plan: its title, "Our Goals", a tab's name."""
    for _ in range(6):
        weak = [node for node in roots if node.weak]
        strong = [node for node in roots if not node.weak and node.kind != ROW]
        rich = [node for node in weak if _frames(node) or has_rows(node)]
        rich = rich or [node for node in weak if _depth(node) >= 3]
        sure = any(node.labelled and node.children for node in strong)
        if strong and weak and (sure or len(strong) * 2 >= len(weak)):
            inside = [node for node in weak if _same_levels(node, strong)]
            aside = [node for node in weak if node not in inside and not has_rows(node)]
            if inside or aside:
                found.set_aside += aside
                roots = _spliced([node for node in roots if node not in aside], inside, found)
                continue
        poor = [node for node in weak if node not in rich and not has_rows(node)]
        if len(rich) == 1 and not strong and _is_frame(rich[0], poor):
            found.set_aside += poor
            roots = _spliced([node for node in roots if node not in poor], rich, found)
            continue
        tabs = [node for node in roots if node.family == "sheet"]
        if tabs and len(tabs) == len(roots) and all(_one_area_inside(node) for node in tabs):
            roots = _spliced(roots, tabs, found)
            continue
        break
    return roots


def _spliced(roots: list[Node], frames: list[Node], found: Levels) -> list[Node]:
    """The roots with the frames replaced by what stands in them."""
    kept: list[Node] = []
    for node in roots:
        if node in frames:
            if len(frames) == 1 and not found.title:
                found.title = node.text
            found.set_aside.append(Node("frame", node.text, place=node.place, plain=node.plain))
            kept += _kept(node.children, found)
        else:
            kept.append(node)
    return kept


def _is_frame(node: Node, others: list[Node]) -> bool:
    """Whether a heading frames the whole plan and is no focus area of its own."""
    words = set(words_of(node.text))
    inner = [child for child in node.children if child.children]
    if node.labelled or not inner:
        return False
    if _depth(node) > 3 or any(height_of(child.label) == 1 for child in inner):
        return True
    titled = bool(words & _SECTION_WORDS) or is_statement(node.text)
    return (titled or bool(others)) and _depth(node) >= 3


def _frames(node: Node) -> bool:
    return any(child.labelled and height_of(child.label) <= 2 and child.children
               for child in node.children)  # fmt: skip


def _same_levels(node: Node, strong: list[Node]) -> bool:
    kinds = {other.kind for other in strong}
    return any(child.kind in kinds for child in node.children)


def _one_area_inside(node: Node) -> bool:
    inside = [child for child in node.children if child.kind != ROW]
    rows = [child for child in node.children if child.kind == ROW]
    return bool(inside) and not rows and all(
        height_of(child.label) == 1 or (len(inside) == 1 and _depth(child) >= 3)
        for child in inside
    )  # fmt: skip


def _depth(node: Node) -> int:
    """Levels of a branch, parts of actions left out."""
    inner = [child for child in node.children if child.kind != "part"]
    if node.kind == ROW or not inner:
        return 1
    return 1 + max(_depth(child) for child in inner)


def _goals_with_cells(roots: list[Node], found: Levels) -> list[Node]:
    """Top entries that say by when or who are goals: they need a focus area above them."""
    if not roots or any(node.kind == ROW for node in roots):
        return roots
    said = [node for node in roots if node.cells or node.shared]
    high = any(height_of(node.label) == 1 for node in roots)
    if not said or high or not any(node.children for node in roots) or _deepest(roots) > 2:
        return roots
    area = Node("area")
    area.children = roots
    found.unnamed = True
    return [area]


def _deepest(roots: list[Node]) -> int:
    return max(_depth(node) for node in roots)


def _with_area(roots: list[Node], found: Levels) -> list[Node]:
    """Entries without a focus area above them get one that bears the plan's name."""
    leaves = [node for node in roots if not [c for c in node.children if c.kind != "part"]]
    if len(leaves) == len(roots) and all(_is_goal(node) for node in roots):
        found.bare = True
        return roots
    flat = [node for node in leaves if node.kind == ROW or not node.labelled]
    if len(leaves) == len(roots):
        flat = leaves
    if not flat:
        return roots
    area = Node("area", "")
    area.children = flat if len(flat) < len(roots) else roots
    found.unnamed = True
    return [*[node for node in roots if node not in area.children], area]


def _is_goal(node: Node) -> bool:
    """A goal or priority by name, of which nothing says when or who: no action."""
    said = node.label if node.labelled else node.said
    return node.kind != ROW and 0 < height_of(said) <= _GOAL_LIKE and not set(node.cells)


def _area(node: Node, action_kinds: frozenset[str], found: Levels) -> Area:
    area = Area(node)
    for child in node.children:
        _place_under(area, child, (), action_kinds, found)
    if not area.goals:
        _hand_down(area)
    return area


def _hand_down(area: Area) -> None:
    """What is said of an area without goals holds for its actions: an area has no such cells."""
    for column, text in {**area.node.cells, **area.node.shared}.items():
        for action in area.actions:
            action.cells.setdefault(column, text)
    if area.actions:
        area.node.cells, area.node.shared = {}, {}


def _place_under(
    area: Area,
    node: Node,
    above: tuple[Node, ...],
    action_kinds: frozenset[str],
    found: Levels,
) -> None:
    """Put an entry below an area where it belongs: an action, a goal, or a level between."""
    if node.kind in action_kinds or node.kind == "part":
        if above:
            _goal_of(area, above).actions.append(node)
        else:
            area.actions.append(node)
        return
    inner = [child for child in node.children if child.kind != "part"]
    if not inner and (not above or not area.goals):
        area.goals.append(Goal(node))
        return
    if not inner:
        _goal_of(area, (*above, node))
        return
    for child in node.children:
        _place_under(area, child, (*above, node), action_kinds, found)


def _goal_of(area: Area, above: tuple[Node, ...]) -> Goal:
    """The goal for the lowest of these entries; those above it are named in its statement."""
    lowest = above[-1]
    known = next((goal for goal in area.goals if goal.node is lowest), None)
    if known:
        return known
    lowest.upper = tuple(headline(node) for node in above[:-1])
    lowest.upper_number = ".".join(node.number for node in above[:-1] if node.number)
    goal = Goal(lowest)
    area.goals.append(goal)
    return goal


def headline(node: Node) -> str:
    """An entry as it is printed: label, number, words."""
    sign = " ".join(filter(None, (node.label, node.number)))
    return ": ".join(filter(None, (sign, node.text)))


def _ask_about_depth(found: Levels) -> None:
    without = [goal.node for area in found.areas for goal in area.goals if not goal.actions]
    without += [area.node for area in found.areas if not area.goals and not area.actions]
    if without:
        found.pending.append(
            Pending(
                without[0], "", "\n".join(shortened(headline(node), 60) for node in without),
                "No actions stand under these: they are kept as they are, with room for actions.",
                ("They are the actions people report on",),
            )
        )  # fmt: skip
    between = [goal for area in found.areas for goal in area.goals if goal.node.upper]
    if between:
        goal = between[0]
        text = "\n".join((*goal.node.upper, headline(goal.node)))
        found.pending.append(
            Pending(
                goal.node, "", text,
                "The document has more than three levels: the lowest above the actions is the "
                "goal, the level between stands in the first line of its statement.",
                ("The level between is the goal and what stands under it are its actions",),
            )
        )  # fmt: skip
    _ask_about_mixed(found)
    deep = [
        action
        for area in found.areas
        for action in (*area.actions, *(a for g in area.goals for a in g.actions))
        if action.kind != ROW and any(c.kind != "part" for c in action.children)
    ]
    if deep:
        found.pending.append(
            Pending(
                deep[0], "", shortened(deep[0].text, 200),
                "What stands under this action is read as its parts (sub-items).",
                ("Each part is an action of its own and this is a goal",),
            )
        )  # fmt: skip


def _ask_about_mixed(found: Levels) -> None:
    """Objectives and strategies listed side by side under one goal are all actions here."""
    holders = [(area.node, area.actions) for area in found.areas]
    holders += [(goal.node, goal.actions) for area in found.areas for goal in area.goals]
    for node, actions in holders:
        names = list(dict.fromkeys(action.said for action in actions if action.said))
        if len(names) > 1:
            listing = "\n".join(
                f"{action.said}: {shortened(action.text, 50)}" for action in actions
            )
            found.pending.append(
                Pending(
                    node, "", listing,
                    f"{' and '.join(names)} stand side by side under it: all are read as actions.",
                    (f"Only the {names[-1]} are actions",),
                )
            )  # fmt: skip

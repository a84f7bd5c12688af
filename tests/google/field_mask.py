"""Field masks: ``a,b(c,d/e)`` and ``a.b,c`` as trees, applied to what is read or written."""

from __future__ import annotations

from typing import Any

Tree = dict[str, "Tree"]


def parse_mask(text: str) -> Tree:
    """A mask as a tree; an empty one stands for everything below."""
    tree, rest = _level(text.replace(" ", ""), 0)
    if rest != len(text.replace(" ", "")):
        raise ValueError(text)
    return tree


def _level(text: str, at: int) -> tuple[Tree, int]:
    tree: Tree = {}
    while at < len(text):
        start = at
        while at < len(text) and text[at] not in ",()":
            at += 1
        inner = tree
        for name in text[start:at].replace("/", ".").split("."):
            inner = inner.setdefault(name, {})
        if at < len(text) and text[at] == "(":
            below, at = _level(text, at + 1)
            inner.update(below)
            at += 1
        if at >= len(text) or text[at] == ")":
            break
        at += 1
    return tree, at


def masked(found: Any, tree: Tree) -> Any:
    """The part of an answer that a mask lets through."""
    if not tree or "*" in tree:
        return found
    if isinstance(found, list):
        return [masked(value, tree) for value in found]
    if not isinstance(found, dict):
        return found
    shown = {name: masked(found[name], below) for name, below in tree.items() if name in found}
    return {name: value for name, value in shown.items() if value != {} or not tree[name]}


def merged(old: dict[str, Any], new: dict[str, Any], tree: Tree) -> dict[str, Any]:
    """``old`` with the fields a mask names taken from ``new``; one that is not there is cleared."""
    if not tree or "*" in tree:
        return dict(new)
    result = dict(old)
    for name, below in tree.items():
        if below and isinstance(new.get(name), dict | None):
            inner = merged(result.get(name, {}) or {}, new.get(name) or {}, below)
            value: Any = inner or None
        else:
            value = new.get(name)
        if value is None:
            result.pop(name, None)
        else:
            result[name] = value
    return result

"""Shipped plan files as plain text values, and the source documents where they are at hand."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
SHARED = REPOSITORY.parent / "shared"
SIGNS = "•·✓○●▪"


def squeezed(text: str) -> str:
    """The text without white space and bullet signs: what "verbatim" is judged on."""
    return re.sub(rf"[\s{SIGNS}]", "", text)


@pytest.fixture(scope="session")
def shipped() -> Callable[[str], dict[str, Any]]:
    """Reads `config/plans/NAME.yaml` with every scalar as text."""

    def read(name: str) -> dict[str, Any]:
        text = (REPOSITORY / "config" / "plans" / f"{name}.yaml").read_text(encoding="utf-8")
        plan: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 text only
        return plan

    return read


@pytest.fixture(scope="session")
def squeeze() -> Callable[[str], str]:
    return squeezed


@pytest.fixture(scope="session")
def source() -> Callable[[str], Path]:
    """A source document's path; the test skips where the document is not at hand."""

    def find(pattern: str) -> Path:
        found = sorted(SHARED.glob(pattern))
        if not found:
            pytest.skip(f"the source document {pattern} is not beside this repository")
        return found[0]

    return find


def texts_of(node: Any) -> set[str]:
    """Every text of a plan file, whole and by line: what a sheet can show."""
    if isinstance(node, str):
        return {node, *node.splitlines()}
    children = node.values() if isinstance(node, dict) else node
    return set().union(*(texts_of(child) for child in children))


@pytest.fixture(scope="session")
def left_over() -> Callable[[str, Any, tuple[str, ...]], str]:
    """Reads a document from end to end as texts of the plan, one after the other.

    Returns "" when it can be read to its end, else the document from the first place on where no
    text of the plan (and none of the given signs) goes on.
    """

    def read(document: str, plan: Any, signs: tuple[str, ...] = ()) -> str:
        rest = squeezed(document)
        pieces = {squeezed(text) for text in texts_of(plan)}
        pieces = {piece for piece in pieces if len(piece) > 3} | {squeezed(sign) for sign in signs}
        by_start: dict[str, list[str]] = {}
        for piece in pieces:
            by_start.setdefault(piece[:1], []).append(piece)
        reached = {0}
        for place in range(len(rest)):
            if place in reached:
                candidates = by_start.get(rest[place], ())
                reached |= {place + len(p) for p in candidates if rest.startswith(p, place)}
        return rest[max(reached) :]

    return read

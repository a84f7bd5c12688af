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

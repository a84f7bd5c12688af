"""Documents read to the end: reader, reading and adoption together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit.plan.reading import Imported, Surroundings, understand
from toolkit.readers.choosing import read_document
from toolkit.readers.evidence import is_party, is_timing

REPOSITORY = Path(__file__).parents[2]
SHARED = REPOSITORY.parent / "shared"
AROUND = Surroundings(
    is_timing=is_timing,
    is_party=is_party,
    taken_names=frozenset(("status", "note", "target", "goal", "outcome")),
    taken_headings=frozenset(("Status", "Progress note", "Target", "Goal", "Flag")),
)


@pytest.fixture(scope="session")
def read() -> Callable[[bytes, str], Imported]:
    """Reads the bytes of a document with a name."""
    return lambda data, name: understand(read_document(data, name), AROUND)


@pytest.fixture(scope="session")
def source_document() -> Callable[[str], Path]:
    """A source document's path; the test skips where the document is not at hand."""

    def find(pattern: str) -> Path:
        found = sorted(SHARED.glob(pattern))
        if not found:
            pytest.skip(f"the source document {pattern} is not beside this repository")
        return found[0]

    return find


@pytest.fixture(scope="session")
def shipped() -> Callable[[str], dict[str, Any]]:
    """A shipped plan as plain text values."""

    def load(name: str) -> dict[str, Any]:
        text = (REPOSITORY / "config" / "plans" / f"{name}.yaml").read_text(encoding="utf-8")
        plan: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 text only
        return plan

    return load

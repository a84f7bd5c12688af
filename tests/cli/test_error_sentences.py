"""An error that stands by itself begins like a sentence; names stay as they are written."""

from __future__ import annotations

import pytest

from toolkit.errors import ToolkitError, begun


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("the disk is full: free some space on it.", "The disk is full: free some space on it."),
        ("write-protected, or open elsewhere", "Write-protected, or open elsewhere"),
        ("plan.yaml is not there", "plan.yaml is not there"),
        ("our budget.xlsx: it is damaged", "our budget.xlsx: it is damaged"),
        ('"open" is no status', '"open" is no status'),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital(sentence: str, shown: str) -> None:
    assert begun(sentence) == shown


def test_an_error_with_a_place_begins_with_the_place() -> None:
    assert ToolkitError("it is damaged", where="my plan").told() == "my plan: it is damaged"
    assert ToolkitError("it is damaged", next_step="Mend it.").told() == "It is damaged. Mend it."

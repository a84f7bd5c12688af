"""docs/checks.md lists every kind of finding as the code has it."""

from __future__ import annotations

import sys
from pathlib import Path

from toolkit.checks.registry import CLASSES
from toolkit.workflows.validate import CLASSES as FILE_CLASSES

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "scripts"))

from build_checks_doc import checks_reference  # noqa: E402


def test_the_document_is_in_step_with_the_checks() -> None:
    written = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert written == checks_reference(), "run python3 scripts/build_docs.py"


def test_every_kind_of_finding_is_in_it_once() -> None:
    text = checks_reference()
    for known in (*FILE_CLASSES, *CLASSES):
        assert text.count(f"### `{known.code}`\n") == 1, known.code

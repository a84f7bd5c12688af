"""The page about workbooks names every reason for which a change waits."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "your-workbooks.md").read_text(encoding="utf-8")
CALLED = re.compile(
    r"(?:CellRefused|Unwritable|Guarded|_refusal)\(\s*(?:\w+,\s*){0,2}\"([a-z-]+)\""
)
MADE_BY_CALLERS = {"changed-twice", "not-a-formula", "not-a-worksheet", "off-grid", "unknown-type"}


def test_every_reason_a_change_waits_for_stands_on_the_page() -> None:
    called = re.compile(
        r"(?:CellRefused|Unwritable|Guarded|_refusal)\(\s*(?:\w+,\s*)?\"([a-z-]+)\""
    )
    given = set()
    for path in (ROOT / "toolkit" / "xlsx").glob("*.py"):
        given |= set(called.findall(path.read_text(encoding="utf-8")))
    assert {"formula", "table-totals", "too-long"} <= given
    assert {code for code in given - MADE_BY_CALLERS if f"`{code}`" not in PAGE} == set()


def test_every_kind_of_stranger_stands_on_the_page() -> None:
    source = (ROOT / "toolkit" / "xlsx" / "signatures.py").read_text(encoding="utf-8")
    strangers = set(re.findall(r'^    "([a-z-]+)": \(', source, re.MULTILINE))
    assert len(strangers) > 9
    assert {code for code in strangers if f"`{code}`" not in PAGE} == set()

"""Every phrase of the table, judged by hand, is read as it says, and the page shows it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit.schedule import Confidence, Kind, Meeting, Reading, Year, next_due, read_by_when

ROOT = Path(__file__).resolve().parents[2]
HELD: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "phrases.yaml").read_text(encoding="utf-8")
)
PHRASES = [phrase for group in HELD["groups"] for phrase in group["phrases"]]
TODAY = date.fromisoformat(HELD["today"])
ADOPTED = date.fromisoformat(HELD["adopted"])
MEETINGS = tuple(
    Meeting(each["name"], date.fromisoformat(each["date"])) for each in HELD["meetings"]
)


def _read(text: str) -> Reading:
    return read_by_when(text, year=Year(), adopted=ADOPTED, today=TODAY)


@pytest.mark.parametrize("phrase", PHRASES, ids=[phrase["phrase"] for phrase in PHRASES])
def test_a_phrase_is_read_as_the_table_says(phrase: dict[str, str]) -> None:
    reading = _read(phrase["phrase"])
    due = next_due(reading, today=TODAY, meetings=MEETINGS, year=Year())
    needed = reading.as_needed and reading.kind is not Kind.AS_NEEDED
    shown = {
        "kind": f"{reading.kind.value}{' (as needed)' if needed else ''}",
        "confidence": reading.confidence.value,
        "words": reading.words,
        "asks": reading.question,
        "due": due.date.isoformat() if due.date else "",
    }
    assert shown == {key: phrase.get(key, "") for key in shown}
    assert phrase.get("missing", due.words) == due.words
    assert reading.text == phrase["phrase"]


def test_the_table_holds_enough_phrases_and_none_twice() -> None:
    assert len(PHRASES) >= 400
    assert len({phrase["phrase"] for phrase in PHRASES}) == len(PHRASES)


def test_only_what_is_unsure_is_asked() -> None:
    for phrase in PHRASES:
        assert bool(phrase.get("asks")) == (phrase["confidence"] == Confidence.UNSURE.value), phrase


def test_the_page_is_in_step_with_the_table() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/build_by_when_table.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("", 0)

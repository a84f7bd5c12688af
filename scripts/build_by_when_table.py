"""Writes docs/by-when.md from tests/schedule/phrases.yaml, where every reading is judged by hand.

python3 scripts/build_by_when_table.py            write it
python3 scripts/build_by_when_table.py --check    exit 1 when it is out of step
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
PHRASES = ROOT / "tests" / "schedule" / "phrases.yaml"
DOCUMENT = ROOT / "docs" / "by-when.md"

_INTRODUCTION = """\
# What the tool reads in By When

Made from `tests/schedule/phrases.yaml` by `scripts/build_by_when_table.py`; the tests hold the tool
to every line.

The text people wrote always stays; the reading stands beside it. A reading is

- **sure**: the text has one meaning;
- **likely**: shown with a note, not asked ("no year given", "calendar year");
- **unsure**: a question is asked, and until it is answered nothing is called overdue. The day shown
  (with "?") is only the proposal that goes with the question.

Ongoing and as-needed work is never overdue, even when it also comes round ("Fall mtg annually, as
needed"). A meeting is looked up in *Meetings*, by name, season, month, or its place in the year;
when none fits, the tool says which date is missing and guesses nothing.

Settings used here: the fiscal year, and "the year" of "1st meeting of the year", begin in July; the
school year runs from 15 August to 15 June; how figures such as 5/6/2027 are written is not set
(with `dates: US` they are read month first and not asked).
"""


def document() -> str:
    """The whole page."""
    held: dict[str, Any] = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
    count = sum(len(group["phrases"]) for group in held["groups"])
    lines = [_INTRODUCTION, *_circumstances(held, count)]
    for group in held["groups"]:
        lines += [f"## {group['title']}", "", *_HEAD]
        lines += [_row(phrase) for phrase in group["phrases"]]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


_HEAD = (
    "| By When | kind | | reading shown | next due | asked, or missing |",
    "|---|---|---|---|---|---|",
)


def _circumstances(held: Mapping[str, Any], count: int) -> Iterator[str]:
    meetings = ", ".join(f"{each['name']} {each['date']}" for each in held["meetings"])
    yield f"{count} phrases, read on {held['today']}, the plan adopted on {held['adopted']}."
    yield f"*Meetings*: {meetings}."
    yield ""


def _row(phrase: Mapping[str, str]) -> str:
    note = phrase.get("asks", "") or phrase.get("missing", "")
    cells = (phrase["phrase"], phrase["kind"], phrase["confidence"], phrase["words"])
    due = (
        f"{phrase['due']} ?"
        if phrase["due"] and phrase["confidence"] == "unsure"
        else phrase["due"]
    )
    return "| " + " | ".join(_cell(each) for each in (*cells, due or "–", note)) + " |"


def _cell(text: str) -> str:
    """A table cell: lines of a By When stand after each other, bars are kept."""
    lines = " ⏎ ".join(line for line in text.split("\n") if line.strip())
    return lines.replace("|", "\\|").replace("~", "\\~")


def main() -> int:
    """Write the page, or check that it is in step."""
    wanted = document()
    if "--check" in sys.argv[1:]:
        found = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""
        if found != wanted:
            print("docs/by-when.md is out of step: run python3 scripts/build_by_when_table.py")
        return int(found != wanted)
    DOCUMENT.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

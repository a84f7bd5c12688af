"""The invented second half of the demo, as ``config/demo.yaml`` tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from toolkit.tables.column import Value

Said = Mapping[tuple[str, str], Value]
"""(ref, column) → what somebody types."""

_QUESTIONS = {
    "relevance": "How relevant are IMEC's services to you?",
    "practicality": "How practical are they?",
    "usefulness": "How useful are they to you?",
}


class Chapter(Struct, frozen=True):
    """A day on which everybody reports: what happens in a sentence, and what is typed."""

    day: date
    says: str
    typed: Said


class Round(Struct, frozen=True):
    """One survey round: name of its export, its day, who could answer, and the answers."""

    name: str
    day: date
    population: int
    export: bytes


class Story(Struct, frozen=True):
    """Everything invented.

    Attributes:
        people: rows of *People*.
        rounds: survey rounds, the older first.
        spring, may: two days on which everybody reports.
        message: the director's opening message and wins.
        goals: what the director says of single goals.
    """

    people: tuple[Mapping[str, str], ...]
    rounds: tuple[Round, ...]
    spring: Chapter
    may: Chapter
    message: Mapping[str, str]
    goals: Said


def story_of(document: Mapping[str, Any]) -> Story:
    """The story a document tells."""
    director = document["director"]
    return Story(
        people=tuple({str(k): str(v) for k, v in one.items()} for one in document["people"]),
        rounds=tuple(_round(one) for one in document["surveys"]),
        spring=_chapter(document["spring"]),
        may=_chapter(document["may"]),
        message={name: str(director[name]) for name in ("opening", "wins")},
        goals=_said(director["goals"]),
    )


def _chapter(document: Mapping[str, Any]) -> Chapter:
    day = date.fromisoformat(str(document["day"]))
    return Chapter(day, str(document["says"]), _said(document["typed"]))


def _said(rows: Mapping[str, Mapping[str, Any]]) -> Said:
    return {
        (str(ref), str(column)): True if column == "no_change" else str(value) or None
        for ref, cells in rows.items()
        for column, value in cells.items()
    }


def _round(document: Mapping[str, Any]) -> Round:
    day = date.fromisoformat(str(document["day"]))
    answers = [list(_ratings(str(document[question]))) for question in _QUESTIONS]
    lines = ['"Timestamp",' + ",".join(f'"{asked}"' for asked in _QUESTIONS.values())]
    for person, ratings in enumerate(zip(*answers, strict=True)):
        lines.append(f"{day} 10:{person:02}:00,{','.join(map(str, ratings))}")
    export = "\n".join(lines).encode("utf-8")
    return Round(str(document["name"]), day, int(str(document["population"])), export)


def _ratings(counts: str) -> Iterator[int]:
    """Ratings 1 to 5, from how many people gave each."""
    for rating, count in enumerate(counts.split(), start=1):
        yield from [rating] * int(count)

"""Balance of the plan team: thirds that have far fewer seats than the process advises."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from toolkit.checks.evidence import Evidence, SeenRow
from toolkit.checks.finding import Finding, FindingClass, Severity

TEAM_UNBALANCED = FindingClass(
    "team-unbalanced",
    Severity.QUESTION,
    "A part of the plan team that is few",
    "The process advises how the team's seats divide; this part has over ten points less.",
    "{value} of the plan team's seats for {group}; the plan advises {share}: who is missing?",
)
CLASSES = (TEAM_UNBALANCED,)
_CLOSE_ENOUGH = Fraction(1, 10)
"""Seats are few and whole: a third of 38 cannot be hit exactly."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Every part whose share of all seats lies over ten points below the share advised."""
    seats = [(row.text("third"), _number(row)) for row in evidence.rows("team_seats")]
    total = sum((count for _, count in seats), Fraction(0))
    for part in evidence.rows("team_balance"):
        advised = _share(part.text("share"))
        own = sum((count for third, count in seats if third == part.ref), Fraction(0))
        if total and advised is not None and advised - own / total > _CLOSE_ENOUGH:
            yield TEAM_UNBALANCED.at(
                part.spot("share"),
                value=f"{_plain(own)} of {_plain(total)}",
                group=", ".join(part.text("group").split("\n")),
                share=part.text("share"),
            )


def _share(text: str) -> Fraction | None:
    """The share a text such as ``1/3`` or ``30 %`` stands for; None when it names none."""
    percent = text.strip().endswith("%")
    try:
        found = Fraction(text.strip().rstrip("%").strip())
    except (ValueError, ZeroDivisionError):
        return None
    return found / 100 if percent else found


def _number(row: SeenRow) -> Fraction:
    found = row["seats"]
    counts = isinstance(found, int | float) and not isinstance(found, bool)
    return Fraction(str(found)) if counts else Fraction(0)


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"

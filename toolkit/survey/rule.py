"""A measure's rule: what the plan asks of a mean, on which scale."""

from __future__ import annotations

import re

from msgspec import Struct

_RULE = re.compile(
    r"(?P<sign>>=|≥|>|<=|≤|<|=>|at least|above|below|at most)\s*(?P<target>\d+(?:[.,]\d+)?)"
    r"(?:\s*(?:of|out of|/)\s*(?P<points>\d+))?"
)
_OR_ABOVE = re.compile(r"(?P<target>\d+(?:[.,]\d+)?) or (?:above|higher|more|better)")
_POINTS = re.compile(r"(\d+)[ -]point")
_SIGNS = {"≥": ">=", "=>": ">=", "at least": ">=", "above": ">", "≤": "<=", "at most": "<=",
          "below": "<"}  # fmt: skip


class Rule(Struct, frozen=True):
    """What is asked.

    Attributes:
        sign: ``>=``, ``>``, ``<=`` or ``<``.
        target: the mean asked for.
        points: the scale's best rating, 5 unless said.
    """

    sign: str
    target: float
    points: int = 5

    def result(self, mean: float) -> str:
        """Met or Not met, by the mean as it is, not as it is rounded."""
        holds = {
            ">=": mean >= self.target - _EQUAL,
            ">": mean > self.target + _EQUAL,
            "<=": mean <= self.target + _EQUAL,
            "<": mean < self.target - _EQUAL,
        }
        return "Met" if holds[self.sign] else "Not met"


_EQUAL = 1e-12
"""Two means nearer than this differ by the computer's arithmetic only."""


def rule_of(text: str, target: float | None) -> Rule | None:
    """The rule a measure states, from its words or else its target; None without either."""
    words = text.casefold()
    scale = _POINTS.search(words)
    points = int(scale[1]) if scale else 5
    if found := _RULE.search(words):
        sign = _SIGNS.get(found["sign"], found["sign"])
        return Rule(sign, _number(found["target"]), int(found["points"] or points))
    if found := _OR_ABOVE.search(words):
        return Rule(">=", _number(found["target"]), points)
    return None if target is None else Rule(">=", target, points)


def _number(text: str) -> float:
    return float(text.replace(",", "."))

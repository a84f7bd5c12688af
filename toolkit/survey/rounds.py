"""How a result moved from one round to the next, in the words the board reads."""

from __future__ import annotations

import re
from datetime import date

from toolkit.survey.change import change_between
from toolkit.survey.figures import Figures
from toolkit.survey.wording import plain

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def round_order(wave: str, closed: date | None) -> tuple[int, str]:
    """What rounds are ordered by: the year in the name people gave, then the last answer's day."""
    named = _YEAR.search(wave)
    year = int(named[0]) if named else closed.year if closed else 0
    return year, closed.isoformat() if closed else ""


def change_words(
    before: Figures, after: Figures, wave: str, asked: tuple[str, str], scales: tuple[str, str]
) -> str:
    """The change since a round: "up 0.32 since 2026 (clear)"; "" when it cannot be told.

    Args:
        wave: name of the earlier round.
        asked: the question's wording then and now.
        scales: the scales then and now.
    """
    change = change_between(before, after)
    if change is None:
        return ""
    way = "up" if change.by > 0 else "down" if change.by < 0 else "unchanged"
    by = f" {abs(change.by):.2f}" if change.by else ""
    notes = ["clear" if change.clear else "not clear"]
    if plain(asked[0]) != plain(asked[1]):
        notes.append("worded differently then")
    if scales[0] != scales[1]:
        notes.append("asked on another scale then")
    return f"{way}{by} since {wave} ({', '.join(notes)})"

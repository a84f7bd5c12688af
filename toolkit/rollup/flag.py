"""The one flag an action shows: two answers, overdue, due soon, no update; symbol and word."""

from __future__ import annotations

from toolkit.rollup.tracked import Tracked

TWO_ANSWERS = "⇄ Two answers"
OVERDUE = "! Overdue"
DUE_SOON = "◷ Due soon"
NO_UPDATE = "… No update"

NOT_COUNTED = "× Not in the plan"
"""What a row shows that was retired and still stands in its file."""

FLAGS = (TWO_ANSWERS, OVERDUE, DUE_SOON, NO_UPDATE)
"""Every flag, most urgent first; the house style colours them."""


def flag_of(action: Tracked, *, two_answers: bool) -> str:
    """The most urgent thing to know about an action, "" when there is none."""
    if two_answers:
        return TWO_ANSWERS
    if action.overdue:
        return OVERDUE
    if action.due_soon:
        return DUE_SOON
    if action.open and not action.heard and _silence_matters(action):
        return NO_UPDATE
    return ""


def _silence_matters(action: Tracked) -> bool:
    """Silence is said once the period has run a while or nears its end, not on its first day."""
    moment = action.moment
    run = (moment.today - moment.period_start).days
    left = (moment.period_end - moment.today).days if moment.period_end else None
    return run >= moment.due_soon_days or (left is not None and left <= moment.due_soon_days)

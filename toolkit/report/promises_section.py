"""What *How Outcomes Are Reported* promised: to whom, when, and whether anything is recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from toolkit.report.blocks import (
    CellRef,
    Line,
    Paragraph,
    Piece,
    Section,
    Table,
    TableColumn,
    TableRow,
    Tone,
    joint,
)
from toolkit.report.cell_line import number, ref_cell, short_day
from toolkit.report.material import Material
from toolkit.rollup.tracked import Tracked
from toolkit.schedule.timing import Timing, timing_of

_WHEN = re.compile(
    r"(?:annually\s+)?\b(?:at|by|before)\s+(?:the\s+|each\s+|every\s+)?"
    r"(?:\w+\s+){0,3}(?:meeting|mtg|conference)\b(?:\s+of\s+the\s+year)?"
    r"|\b(?:annually|monthly|quarterly|weekly|as needed|yearly|every\s+\w+|each\s+\w+)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(r"\b(?:at|by) (?:the )?(?:first|1st|next) meeting after\b", re.IGNORECASE)
"""Due when something else is finished: no day follows from the words alone."""


class Promise(Struct, frozen=True):
    """One promise to report.

    Attributes:
        text: the plan's words.
        goal: id of the goal it covers as a whole, "" when it covers some actions of one.
        timing: when, as far as the words tell.
        when: the words that tell it, "" when none do.
        actions: the actions it covers.
    """

    text: str
    goal: str
    timing: Timing
    when: str
    actions: tuple[Tracked, ...]

    @property
    def recorded(self) -> tuple[Tracked, ...]:
        """Its actions that have an outcome or evidence on record."""
        return tuple(action for action in self.actions if action.action.text_of("outcome"))


def promises(material: Material) -> tuple[Promise, ...]:
    """Every distinct promise, in plan order; said once for a goal it is listed once."""
    covered: dict[tuple[str, str], list[Tracked]] = {}
    for action in material.tracked:
        text = action.action.text_of("reporting")
        if action.counted and text:
            covered.setdefault((action.goal_id, text), []).append(action)
    return tuple(_promise(material, text, actions) for (_, text), actions in covered.items())


def _promise(material: Material, text: str, actions: list[Tracked]) -> Promise:
    event = _EVENT.search(text)
    found = event or _WHEN.search(text)
    when = " ".join(found.group(0).split()) if found else ""
    timing = timing_of(when, material.moment) if when and not event else Timing()
    words = f"{when} it is ready" if event else when
    goal = actions[0].goal_id
    of_goal = sum(1 for action in material.by_goal[goal] if action.counted)
    whole = goal if of_goal == len(actions) > 1 else ""
    return Promise(text, whole, timing, words, tuple(actions))


def _covers(material: Material, promise: Promise) -> Iterator[Piece]:
    """A promise for a whole goal names the goal, another one its actions."""
    if promise.goal:
        item = next(item for item in material.rollup.goals if item.id == promise.goal)
        yield Piece(f"{material.goals[promise.goal].ref} ", Tone.STRONG)
        yield joint("(all ")
        yield replace(material.figures_of("goals", item).count("actions"), part="actions")
        yield joint(")")
        return
    for place, action in enumerate(promise.actions):
        yield from (Piece(", "),) if place else ()
        yield from ref_cell(material, action)


def promises_section(material: Material) -> Section | None:
    """The reporting calendar; None when the plan promises nothing."""
    found = promises(material)
    if not found:
        return None
    heading = material.schema["actions"].by_name["reporting"].heading
    columns = (
        TableColumn("For", width=12),
        TableColumn(heading, width=44),
        TableColumn("When", width=22),
        TableColumn("Recorded so far", width=22),
    )
    rows = tuple(_row(material, promise) for promise in _by_day(found))
    note = (
        "The day is read from the plan's own words; “recorded” counts actions with an outcome or "
        "evidence."
    )
    blocks = (Table(heading, columns, rows, tool=True), Paragraph((Piece(note),), Tone.MUTED))
    return Section("promises", "What was promised to be reported", blocks)


def _by_day(found: tuple[Promise, ...]) -> Iterator[Promise]:
    dated = [promise for promise in found if promise.timing.next_due]
    yield from sorted(dated, key=lambda promise: str(promise.timing.next_due))
    yield from (promise for promise in found if not promise.timing.next_due)


def _row(material: Material, promise: Promise) -> TableRow:
    first = promise.actions[0].action.id
    place = material.places.cell("actions", first, "reporting")
    due = promise.timing.next_due
    when = promise.when or "no time named"
    past = "was " if due and due < material.moment.today else ""
    day = (Piece(f"\n{past}{short_day(due)}", Tone.MUTED, place, part="day"),) if due else ()
    return TableRow(
        (
            tuple(_covers(material, promise)),
            (Piece(promise.text, cell=place),),
            (Piece(when, cell=place if promise.when else None), *day),
            _recorded(material, promise),
        )
    )


def _recorded(material: Material, promise: Promise) -> Line:
    """How many of its actions have an outcome, linked to the first of them."""

    def outcome(action: Tracked) -> CellRef | None:
        return material.places.cell("actions", action.action.id, "outcome")

    shown = (promise.recorded or promise.actions)[0]
    count = number(len(promise.recorded), outcome(shown))
    of = number(len(promise.actions), outcome(promise.actions[0]), "of")
    return (count, joint(" of "), of)

"""Goals and actions, focus area by focus area, as adopted and as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from toolkit.plan.view import Area, Goal
from toolkit.report.blocks import (
    Block,
    Heading,
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
from toolkit.report.cell_line import (
    action_cell,
    ref_cell,
    short_day,
    status_cell,
    who_cell,
)
from toolkit.report.material import Material
from toolkit.rollup.figures import Item
from toolkit.rollup.tracked import Tracked
from toolkit.tables.counted import counted

_PLAIN_COLUMNS = (("note", "Progress note"), ("outcome", "Outcome"), ("help", "Help wanted"))


def goal_sections(material: Material) -> tuple[Section, ...]:
    """One section per focus area."""
    by_id = {item.id: item for item in material.rollup.areas}
    return tuple(
        Section(
            area_anchor(number),
            f"{area.number}  {area.title}".strip(),
            tuple(_area(material, area, by_id[area.id])),
        )
        for number, area in enumerate(material.plan.areas, start=1)
    )


def area_anchor(number: int) -> str:
    """The name of an area's section: by its place, since numbers and titles may be anything."""
    return f"area-{number}"


def _area(material: Material, area: Area, item: Item) -> Iterator[Block]:
    if area.description:
        yield Paragraph((Piece(area.description),), Tone.MUTED)
    yield Paragraph(material.figures_of("areas", item).sentence(Tone.STRONG))
    goals = {goal.id: goal for goal in material.rollup.goals}
    places = {goal.id: place for place, goal in enumerate(material.plan.goals(), start=1)}
    for goal in area.goals:
        own = material.by_goal.get(goal.id, ())
        if goal.statement:
            yield Heading(3, f"{goal.ref}  {goal.statement}".strip(), f"goal-{places[goal.id]}")
            yield Paragraph(tuple(_word(material, goal, goals[goal.id])))
        if own:
            yield action_table(material, own, f"Actions of goal {goal.ref}")


def _word(material: Material, goal: Goal, item: Item) -> Iterator[Piece]:
    told = material.figures_of("goals", item)
    if item.word:
        own = material.places.cell("goals", goal.id, "director_status")
        place = own if item.word_by == "director" else told.cell("word")
        shown = material.statuses.shown(item.word)
        yield Piece(shown, cell=place, chip=material.statuses.colour(item.word) or "blank")
        said = "the director's word" if item.word_by == "director" else "its worst reported status"
        yield Piece(f" {said}. ", Tone.MUTED)
    yield from told.sentence(Tone.MUTED)
    comment = goal.record.text("director_comment")
    if comment:
        place = material.places.cell("goals", goal.id, "director_comment")
        yield Piece(" ")
        yield Piece(comment, cell=place)


def action_table(material: Material, actions: tuple[Tracked, ...], caption: str) -> Table:
    """Actions with By When, Who, status and what was said of them."""
    headings = _headings(material)
    columns = (
        TableColumn("Ref", width=6),
        TableColumn(headings["text"], width=32),
        TableColumn(headings["by_when"], width=12),
        TableColumn(headings["who"], width=13),
        TableColumn("Status", width=12),
        TableColumn("What was reported", width=25),
    )
    rows = tuple(_row(material, action) for action in actions)
    return Table(caption, columns, rows, tool=True)


def _row(material: Material, action: Tracked) -> TableRow:
    return TableRow(
        (
            ref_cell(material, action),
            action_cell(material, action, "text"),
            _by_when(material, action),
            who_cell(material, action),
            (*status_cell(material, action), *_late(material, action)),
            _reported(material, action),
        ),
        Tone.MUTED if not action.in_play else Tone.PLAIN,
    )


def _by_when(material: Material, action: Tracked) -> Line:
    said = action_cell(material, action, "by_when")
    due = action.timing.next_due
    if due is None or action.ongoing or not action.counted:
        return said
    place = material.places.cell("actions", action.action.id, "next_due")
    word = "was due" if due < material.moment.today else "due"
    day = Piece(short_day(due), Tone.MUTED, place, part="next due")
    return (*said, joint(f"\n{word} ", Tone.MUTED), day)


def _late(material: Material, action: Tracked) -> Line:
    place = material.places.cell("actions", action.action.id, "next_due")
    if action.overdue:
        late = f"\noverdue by {counted(-action.days_left, 'day')}"
        return (Piece(late, Tone.BAD, place, part="days"),)
    if not action.due_soon:
        return ()
    left = f"in {counted(action.days_left, 'day')}" if action.days_left else "today"
    return (Piece(f"\ndue {left}", Tone.CAUTION, place, part="days"),)


def _reported(material: Material, action: Tracked) -> Line:
    pieces: list[Piece] = []
    for column, label in _PLAIN_COLUMNS:
        if column in material.edition.hidden_columns:
            continue
        line = action_cell(material, action, column)
        if line:
            start = "\n" if pieces else ""
            pieces.append(joint(f"{start}{label}: ", Tone.MUTED))
            pieces += (replace(piece, part=label) for piece in line)
    return tuple(pieces)


def _headings(material: Material) -> dict[str, str]:
    columns = material.schema["actions"].by_name
    return {name: columns[name].heading for name in ("text", "by_when", "who")}

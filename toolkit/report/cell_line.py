"""Cells of the plan as lines of the report: linked to their cell, honest while being settled."""

from __future__ import annotations

from datetime import date

from toolkit.report.blocks import CellRef, Line, Piece, Tone
from toolkit.report.material import Material
from toolkit.rollup.tracked import Tracked
from toolkit.tables.equality import iso
from toolkit.tables.record import Record

BEING_SETTLED = " (being settled)"
"""Printed after the agreed value of a cell with two answers."""


def action_cell(material: Material, action: Tracked, column: str, text: str = "") -> Line:
    """A shown cell of an action as a linked line; ``text`` replaces what stands in it."""
    shown = text or action.action.text_of(column)
    return _cell(material, ("actions", action.action.id, column), shown)


def record_cell(material: Material, table: str, record: Record, column: str) -> Line:
    """A cell of any record as a linked line."""
    return _cell(material, (table, record.id, column), iso(record[column]))


def _cell(material: Material, key: tuple[str, str, str], shown: str) -> Line:
    pieces = (Piece(shown, cell=material.places.cell(*key)),) if shown else ()
    if not material.settling(*key):
        return pieces
    return (*pieces, Piece(BEING_SETTLED if shown else BEING_SETTLED.strip(), Tone.MUTED))


def ref_cell(material: Material, action: Tracked) -> Line:
    """The ref of an action, linked to its row."""
    place = material.places.cell("actions", action.action.id, "ref")
    return (Piece(action.action.ref, Tone.STRONG, cell=place),)


def status_cell(material: Material, action: Tracked) -> Line:
    """The status as a chip: symbol, word and colour; a note is called a note."""
    if not action.counted:
        return (Piece("note", Tone.MUTED),)
    place = material.places.cell("actions", action.action.id, "status")
    word = action.statuses.shown(action.status) or "Not reported"
    chip = action.statuses.colour(action.status) or "blank"
    settling = material.settling("actions", action.action.id, "status")
    mark = (Piece(BEING_SETTLED, Tone.MUTED),) if settling else ()
    return (Piece(word, cell=place, chip=chip), *mark)


def who_cell(material: Material, action: Tracked) -> Line:
    """Who answers for it; an edition without names shows the key's codes only."""
    if material.edition.names:
        return action_cell(material, action, "who")
    return (
        action_cell(material, action, "who", role_words(material, action))
        if (action.action.text_of("who"))
        else ()
    )


def role_words(material: Material, action: Tracked) -> str:
    """The owners as roles of the key; people are "a named person"."""
    key = material.moment.key.roles
    owners = (*action.ownership.owners, *action.ownership.memberships)
    words = dict.fromkeys(o.code if o.code in key else "a named person" for o in owners)
    return ", ".join(words) or "named in the plan"


def figure(material: Material, path: str, text: str, tone: Tone = Tone.PLAIN) -> Piece:
    """A figure of the roll-up, linked to the cell of Summary in which it stands."""
    return Piece(text, tone, cell=material.places.figures.get(path))


def number(value: int, cell: CellRef | None, part: str = "") -> Piece:
    """A count that is no figure of the roll-up, linked to what it counts."""
    return Piece(str(value), cell=cell, part=part, number=True)


def day_words(day: date) -> str:
    """A day as a reader says it: 14 May 2027."""
    return f"{day.day} {day:%B} {day.year}"


def short_day(day: date) -> str:
    """A day in a table: 14 May 2027, the month in three letters, never broken over two lines."""
    return f"{day.day}\u00a0{day:%b}\u00a0{day.year}"


def shortened(text: str, limit: int) -> str:
    """A text on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit].rsplit(' ', 1)[0].rstrip(',;:.')} …"

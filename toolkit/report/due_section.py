"""Overdue, and due before the next meeting."""

from __future__ import annotations

from toolkit.report.blocks import (
    Heading,
    Paragraph,
    Piece,
    Section,
    Table,
    TableColumn,
    TableRow,
    Tone,
)
from toolkit.report.cell_line import (
    action_cell,
    day_words,
    ref_cell,
    short_day,
    status_cell,
    who_cell,
)
from toolkit.report.material import Material
from toolkit.rollup.due_list import due_list
from toolkit.rollup.tracked import Tracked


def due_section(material: Material) -> Section:
    """Two tables, the most pressing first."""
    due = due_list(material.tracked)
    moment = material.moment
    until = day_words(moment.horizon)
    named = f"{moment.next_meeting}, " if moment.next_meeting else ""
    blocks = (
        Heading(3, "Overdue", "overdue"),
        _table(material, due.overdue, "Overdue actions", "Nothing is overdue."),
        Heading(3, f"Due by {named}{until}", "coming"),
        _table(material, due.coming, "Actions due next", "Nothing falls due until then."),
    )
    return Section("due", "Overdue and due next", blocks, new_page=True)


def _table(
    material: Material, actions: tuple[Tracked, ...], caption: str, empty: str
) -> Table | Paragraph:
    if not actions:
        return Paragraph((Piece(empty),), Tone.MUTED)
    columns = (
        TableColumn("Due", width=12),
        TableColumn("Days", number=True, width=7),
        TableColumn("Ref", width=7),
        TableColumn(material.schema["actions"].by_name["text"].heading, width=44),
        TableColumn(material.schema["actions"].by_name["who"].heading, width=14),
        TableColumn("Status", width=16),
    )
    return Table(caption, columns, tuple(_row(material, a) for a in actions), tool=True)


def _row(material: Material, action: Tracked) -> TableRow:
    due = action.timing.next_due
    place = material.places.cell("actions", action.action.id, "next_due")
    return TableRow(
        (
            (Piece(short_day(due) if due else "", cell=place),),
            (
                Piece(
                    f"{action.days_left:+d}",
                    Tone.BAD if action.overdue else Tone.PLAIN,
                    place,
                    number=True,
                ),
            ),
            ref_cell(material, action),
            action_cell(material, action, "text"),
            who_cell(material, action),
            status_cell(material, action),
        )
    )

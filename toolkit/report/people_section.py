"""Who carries what: by person and body, or by role where people are not named."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.report.blocks import (
    Line,
    Paragraph,
    Piece,
    Section,
    Table,
    TableColumn,
    TableRow,
    Tone,
)
from toolkit.report.item_figures import ItemFigures
from toolkit.report.material import Material


def people_section(material: Material) -> Section:
    """One row an owner; work of several owners counts for each."""
    title = "By person and body" if material.edition.names else "By role"
    people = [
        material.figures_of("people", item)
        for item in material.rollup.people
        if material.edition.names or item.ref in material.moment.key.roles
    ]
    if not people:
        nobody = (Piece("Nobody is named under Who yet."),)
        return Section("people", title, (Paragraph(nobody, Tone.MUTED),))
    columns = (
        TableColumn("Name" if material.edition.names else "Role", width=34),
        TableColumn("Actions", number=True),
        TableColumn("Complete", number=True),
        TableColumn("Overdue", number=True),
        TableColumn("Due soon", number=True),
        TableColumn("Checked this period", number=True),
    )
    body = tuple(TableRow(tuple(_cells(told))) for told in people)
    note = Piece("An action with several owners counts for each of them.")
    table = Table(title, columns, body, tool=True)
    return Section("people", title, (table, Paragraph((note,), Tone.MUTED)))


def _cells(told: ItemFigures) -> Iterator[Line]:
    item = told.item
    code = f" ({item.ref})" if item.ref and item.ref != item.name else ""
    yield (Piece(item.name, Tone.STRONG), Piece(code, Tone.MUTED))
    yield (told.count("actions"),)
    yield told.out_of("completion.n", "completion.of")
    yield (told.count("overdue", Tone.BAD if item.overdue else Tone.PLAIN),)
    yield (told.count("due_soon"),)
    yield told.out_of("checked", "owned.of")

"""Who carries what: by person and body, or by role where people are not named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
)
from toolkit.report.material import Material
from toolkit.rollup.figures import Item


def people_section(material: Material) -> Section:
    """One row an owner; work of several owners counts for each."""
    title = "By person and body" if material.edition.names else "By role"
    figures = material.places.figures
    rows = [
        (item, number)
        for number, item in enumerate(material.rollup.people)
        if material.edition.names or item.ref in _roles(material)
    ]
    if not rows:
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
    body = tuple(TableRow(tuple(_cells(item, figures, number))) for item, number in rows)
    note = Piece("An action with several owners counts for each of them.")
    table = Table(title, columns, body, tool=True)
    return Section("people", title, (table, Paragraph((note,), Tone.MUTED)))


def _cells(item: Item, places: Mapping[str, CellRef], number: int) -> Iterable[Line]:
    def linked(text: str, name: str, tone: Tone = Tone.PLAIN) -> Line:
        return (Piece(text, tone, places.get(f"people[{number}].{name}")),)

    code = f" ({item.ref})" if item.ref and item.ref != item.name else ""
    yield (Piece(item.name, Tone.STRONG), Piece(code, Tone.MUTED))
    yield linked(str(item.actions), "actions")
    yield linked(f"{item.completion.n} of {item.completion.of}", "completion")
    yield linked(str(item.overdue), "overdue", Tone.BAD if item.overdue else Tone.PLAIN)
    yield linked(str(item.due_soon), "due_soon")
    yield linked(f"{item.checked} of {item.in_play}", "checked")


def _roles(material: Material) -> frozenset[str]:
    return frozenset(material.moment.key.roles)

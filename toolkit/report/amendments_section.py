"""Changes to the plan since adoption: proposed, accepted and declined wording."""

from __future__ import annotations

from toolkit.report.blocks import Piece, Section, Table, TableColumn, TableRow, Tone
from toolkit.report.material import Material
from toolkit.tables.equality import iso
from toolkit.tables.record import Record


def amendments_section(material: Material) -> Section | None:
    """The register of amendments; None when adopted wording was never touched."""
    amendments = tuple(material.snapshot["amendments"].live())
    if not amendments:
        return None
    columns = (
        TableColumn("Ref", width=7),
        TableColumn("Column", width=12),
        TableColumn("Adopted wording", width=28),
        TableColumn("Proposed wording", width=28),
        TableColumn("State", width=12),
        TableColumn("Decided by", width=13),
    )
    rows = tuple(_row(material, amendment) for amendment in amendments)
    table = Table("Changes to the plan since adoption", columns, rows)
    return Section("amendments", "Changes to the plan", (table,))


def _row(material: Material, amendment: Record) -> TableRow:
    state = amendment.text("state") or "proposed"
    body = ", ".join(
        part for part in (amendment.text("approving_body"), iso(amendment["date"])) if part
    )
    place = material.places.cell("amendments", amendment.id, "state")
    by = amendment.text("by")
    said = (Piece(f"\nproposed by {by}", Tone.MUTED),) if by and material.edition.names else ()
    return TableRow(
        (
            (Piece(amendment.text("ref"), Tone.STRONG),),
            (Piece(amendment.text("heading")),),
            (Piece(amendment.text("adopted") or "(blank)"),),
            (Piece(amendment.text("proposed") or "(blank)"), *said),
            (Piece(state, Tone.CAUTION if state == "proposed" else Tone.PLAIN, place),),
            (Piece(body),),
        )
    )

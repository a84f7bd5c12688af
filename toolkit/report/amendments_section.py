"""Changes to the plan since adoption: proposed, accepted and declined wording."""

from __future__ import annotations

from toolkit.report.amendments import Amendment, Standing
from toolkit.report.blocks import Piece, Section, Table, TableColumn, TableRow, Tone, text_line
from toolkit.report.cell_line import short_day
from toolkit.report.material import Material

_TONES = {Standing.PROPOSED: Tone.CAUTION, Standing.DECLINED: Tone.MUTED}
_BLANK = Piece("(blank)", Tone.MUTED)


def amendments_section(material: Material) -> Section | None:
    """The register of amendments; None when adopted wording was never touched."""
    shown = [
        amendment
        for amendment in material.amendments
        if material.edition.inside or amendment.standing is Standing.ACCEPTED
    ]
    if not shown:
        return None
    columns = (
        TableColumn("Ref", width=7),
        TableColumn("Column", width=13),
        TableColumn("Adopted wording", width=29),
        TableColumn("New wording", width=29),
        TableColumn("State", width=10),
        TableColumn("When and by whom", width=12),
    )
    rows = tuple(_row(material, amendment) for amendment in shown)
    table = Table("Changes to the plan since adoption", columns, rows, tool=True)
    return Section("amendments", "Changes to the plan", (table,))


def _row(material: Material, amendment: Amendment) -> TableRow:
    place = material.places.cell(*amendment.key)
    tone = _TONES.get(amendment.standing, Tone.PLAIN)
    day = short_day(amendment.day) if amendment.day else ""
    by = f"proposed by {amendment.by}" if amendment.by and material.edition.names else ""
    told = "\n".join(part for part in (day, amendment.body, by) if part)
    return TableRow(
        (
            text_line(amendment.ref, Tone.STRONG),
            text_line(amendment.heading),
            text_line(amendment.adopted) or (_BLANK,),
            text_line(amendment.proposed) or (_BLANK,),
            (Piece(amendment.standing, tone, place),),
            (Piece(told, cell=place),) if told else (),
        )
    )

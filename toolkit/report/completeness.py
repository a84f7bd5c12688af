"""How complete the data are: what stands behind every figure of the report."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.report.blocks import Line, Piece, Section, Table, TableColumn, TableRow
from toolkit.report.cell_line import day_words
from toolkit.report.material import Material


def completeness_section(material: Material) -> Section:
    """Counts with their denominators, most basic first."""
    rows = tuple(TableRow(cells) for cells in _rows(material))
    columns = (
        TableColumn("What", width=50),
        TableColumn("How many", width=20),
        TableColumn("Means", width=40),
    )
    table = Table("How complete the data are", columns, rows)
    return Section("completeness", "How complete the data are", (table,))


def _rows(material: Material) -> Iterator[tuple[Line, ...]]:
    told = material.overall

    def row(what: str, count: Line, means: str) -> tuple[Line, ...]:
        return ((Piece(what),), count, (Piece(means),))

    without = (told.count("not_reported"), Piece(" of "), told.count("actions"))
    yield row("Actions without a status", without, "counted as “not reported”")
    heard = told.out_of("reported", "owned.of")
    yield row("Heard of this period", heard, "a staff edit, or a tick under No change")
    checked = told.out_of("checked", "owned.of")
    yield row("Checked this period", checked, "Last checked lies in the period")
    owned = told.out_of("owned.n", "owned.of")
    yield row("With an owner", owned, "a whole membership alone is no owner")
    dated = sum(1 for a in material.tracked if a.counted and a.timing.kind != "unknown")
    understood = (Piece(f"{dated} of {told.item.actions}"),)
    yield row("By When understood", understood, "blank or unclear ones are never overdue")
    two = (Piece(str(len(set(material.conflicts)))),)
    yield row("Cells with two answers", two, "printed with the agreed value, “being settled”")
    errors = sum(1 for finding in material.findings if finding.severity == "error")
    unread = (Piece(str(errors)),)
    yield row("Cells and files that cannot be read", unread, "not counted until mended")
    agreed = (Piece(f"sync no. {material.snapshot.number}"),)
    yield row("Agreed state", agreed, _synced(material))


def _synced(material: Material) -> str:
    at = material.snapshot.at
    return f"of {day_words(at.date())}" if at else "not dated"

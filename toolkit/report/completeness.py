"""How complete the data are: what stands behind every figure of the report."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.report.blocks import Line, Piece, Section, Table, TableColumn, TableRow
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
    item, figures = material.rollup.overall, material.places.figures

    def row(what: str, count: str, means: str, path: str = "") -> tuple[Line, ...]:
        return ((Piece(what),), (Piece(count, cell=figures.get(path)),), (Piece(means),))

    reported = item.actions - item.not_reported
    yield row(
        "Actions with a status",
        f"{reported} of {item.actions}",
        "the rest is counted as “not reported”",
        "overall.not_reported",
    )
    yield row(
        "Heard of this period",
        f"{item.reported} of {item.in_play}",
        "a staff edit, or a tick under No change",
        "overall.reported",
    )
    yield row(
        "Checked this period",
        f"{item.checked} of {item.in_play}",
        "Last checked lies in the period",
        "overall.checked",
    )
    yield row(
        "With an owner",
        f"{item.owned.n} of {item.owned.of}",
        "a whole membership alone is no owner",
        "overall.owned",
    )
    dated = sum(1 for a in material.tracked if a.counted and a.timing.kind != "unknown")
    yield row(
        "By When understood",
        f"{dated} of {item.actions}",
        "blank or unclear ones are never overdue",
    )
    yield row(
        "Cells with two answers",
        str(len(set(material.conflicts))),
        "printed with the agreed value, “being settled”",
    )
    errors = sum(1 for finding in material.findings if finding.severity == "error")
    yield row("Cells and files that cannot be read", str(errors), "not counted until mended")
    yield row("Agreed state", f"sync no. {material.snapshot.number}", _synced(material))


def _synced(material: Material) -> str:
    at = material.snapshot.at
    return f"of {at.date().isoformat()}" if at else "not dated"

"""How complete the data are: what stands behind every figure of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.report.blocks import (
    CellRef,
    Line,
    Piece,
    Section,
    Table,
    TableColumn,
    TableRow,
    joint,
)
from toolkit.report.cell_line import day_words, number
from toolkit.report.material import CellKey, Material


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
    told, places = material.overall, material.places

    def row(what: str, count: Line, means: str, which: Line = ()) -> tuple[Line, ...]:
        listed = (Piece(": "), *which) if which else ()
        return ((Piece(what),), count, (Piece(means), *listed))

    def waiting(count: int) -> Line:
        """A count no formula makes: what it counts is listed beside it, and on *Needs you*."""
        return (number(count, places.figures.get("needs you")),)

    without = told.out_of("not_reported", "actions")
    yield row("Actions without a status", without, "counted as “not reported”")
    heard = told.out_of("reported", "owned.of")
    yield row("Heard of this period", heard, "a staff edit, or a tick under No change")
    checked = told.out_of("checked", "owned.of")
    yield row("Checked this period", checked, "Last checked lies in the period")
    owned = told.out_of("owned.n", "owned.of")
    yield row("With an owner", owned, "a whole membership alone is no owner")
    unclear = [a for a in material.tracked if a.counted and a.timing.kind == "unknown"]
    refs = _listed([(a.action.ref, places.cell("actions", a.action.id, "by_when"))
                    for a in unclear])  # fmt: skip
    whole = (*waiting(len(unclear)), joint(" of "), told.count("actions", part="of"))
    yield row("By When blank or unclear", whole, "never overdue", refs)
    two = sorted(set(material.conflicts))
    cells = _listed([(_named(material, key), places.cell(*key)) for key in two])
    yield row(
        "Cells with two answers", waiting(len(two)),
        "printed with the agreed value, “being settled”", cells,
    )  # fmt: skip
    errors = [f.spot for f in material.findings if f.severity == "error"]
    spots = [(spot.ref or spot.cell or spot.file, places.cell(spot.table, spot.id, spot.column))
             for spot in errors]  # fmt: skip
    yield row(
        "Cells and files that cannot be read", waiting(len(errors)), "not counted until mended",
        _listed(spots),
    )  # fmt: skip
    if material.files_changed:
        files = [(place.file, place) for place in material.files_changed]
        yield row(
            "Workbooks edited since", waiting(len(files)), "not in these figures", _listed(files)
        )
    agreed = (Piece(f"sync no. {material.snapshot.number}"),)
    yield row("Agreed state", agreed, _synced(material))


def _listed(found: Sequence[tuple[str, CellRef | None]]) -> Line:
    """What a count counts, each with its cell."""
    pieces: list[Piece] = []
    for words, place in found:
        pieces += [Piece(", ")] if pieces else []
        pieces.append(Piece(words, cell=place))
    return tuple(pieces)


def _named(material: Material, key: CellKey) -> str:
    """A cell as a reader says it: ref and heading."""
    table, record_id, column = key
    record = material.snapshot.record(table, record_id)
    known = material.schema[table].by_name.get(column)
    ref = record.text("ref") if record else ""
    return f"{ref} {known.heading if known else column}".strip()


def _synced(material: Material) -> str:
    at = material.snapshot.at
    return f"of {day_words(at.date())}" if at else "not dated"

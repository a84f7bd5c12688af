"""A patched file must differ from the original in exactly what was planned."""

from __future__ import annotations

import json
from typing import Any

import pytest

from toolkit.backends.memory import MemoryFile
from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.column import Column, ColumnType
from toolkit.tables.copy import Copy
from toolkit.tables.schema import Schema, TableSchema
from toolkit.tables.stamp import Stamp
from toolkit.tables.write import ROW_ID, CellWrite, RowWrite
from toolkit.workflows.verify_write import cell_differences, unplanned

SCHEMA = Schema(
    {
        "actions": TableSchema(
            "actions",
            "Grid",
            "action",
            (Column("status", "Status"), Column("done", "Done", ColumnType.PERCENT)),
        )
    }
)
OLD, NEW = Stamp("plan", "r", 1), Stamp("plan", "r", 2)
PLANNED = PlannedWrite(
    NEW,
    (
        CellWrite("actions", "A", 2, "status", "Complete"),
        CellWrite("actions", "N", 4, ROW_ID, "N"),
    ),
    (RowWrite("actions", "B", {"status": "new"}),),
)


def book(**changes: Any) -> dict[str, Any]:
    rows = [["A", "On track", 50, "mine"], [], ["", "typed", None, None]]
    table = {"table": "actions", "sheet": "Grid", "columns": ["status", "done", "own"]}
    return {"stamp": dict(OLD.rows()), "tables": [{**table, "rows": rows}], **changes}


def copy(document: dict[str, Any]) -> Copy:
    return MemoryFile(SCHEMA).read(json.dumps(document).encode(), "book")


def patched() -> dict[str, Any]:
    content = json.dumps(book()).encode()
    document: dict[str, Any] = json.loads(MemoryFile(SCHEMA).patch(content, PLANNED))
    return document


def test_what_was_planned_and_nothing_else() -> None:
    assert unplanned(copy(book()), copy(patched()), PLANNED, SCHEMA) == ()


def changed(row: int, place: int, value: object) -> dict[str, Any]:
    document = patched()
    document["tables"][0]["rows"][row][place] = value
    return document


def without_row(row: int) -> dict[str, Any]:
    document = patched()
    del document["tables"][0]["rows"][row]
    return document


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (changed(0, 2, 51), 'Grid!C2 became "51" without being asked; it was "50"'),
        (changed(0, 1, "On track"), 'Grid!B2 is "On track", not "Complete" as planned'),
        (changed(0, 0, "Z"), 'Grid: the id of row 2 is "Z", not "A"'),
        (changed(2, 0, ""), 'Grid: the id of row 4 is "", not "N"'),
        (changed(0, 3, "x"), "Grid!D2 changed without being asked"),
        (changed(3, 2, 7), 'Grid!C5 is "7", not "" as planned'),
        (changed(3, 0, "C"), "Grid: the added rows are ['C'], planned were ['B']"),
        (without_row(3), "Grid: the added rows are [], planned were ['B']"),
        (without_row(0), "Grid: row 2 is gone"),
        ({**patched(), "stamp": book()["stamp"]}, "the stamp is "),
        ({**patched(), "tables": []}, "the sheets or headings differ"),
    ],
)
def test_every_other_difference_is_named(after: dict[str, Any], found: str) -> None:
    differences = unplanned(copy(book()), copy(after), PLANNED, SCHEMA)
    assert any(difference.startswith(found) for difference in differences), differences


def test_two_contents_with_the_same_cells_agree_whatever_their_bytes() -> None:
    assert cell_differences(copy(book()), copy(book(by="Jo"))) == ()
    assert cell_differences(copy(patched()), copy(changed(0, 2, 51))) == (
        'Grid!C2 became "51" without being asked; it was "50"',
    )
    assert cell_differences(copy(patched()), copy(without_row(3))) == ("Grid: the rows differ",)

"""Snapshots, row ids, stamps and their written form."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from toolkit.tables.column import Column, Owner
from toolkit.tables.edit import ROW_ADDED, ROW_RETIRED, Edit, EditState
from toolkit.tables.encoding import decode_tables, decode_value, encode_tables, encode_value
from toolkit.tables.record import Record, Table
from toolkit.tables.row_id import ALPHABET, adopted_row_id, is_row_id, new_row_id
from toolkit.tables.schema import Schema, TableSchema
from toolkit.tables.shown_rows import ShownRows
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp, stamp_of

SCHEMA = Schema(
    {
        "goals": TableSchema("goals", "Goals", "goal", (Column("who", "Who?"),)),
        "actions": TableSchema(
            "actions",
            "Action grid",
            "action",
            (Column("who", "Who?", owner=Owner.PLAN, inherited=True), Column("note", "Note")),
            parent="goals",
        ),
    }
)
BASE = Snapshot(
    3,
    None,
    {
        "goals": Table.of([Record("G", {"who": "ED"})]),
        "actions": Table.of([Record("A", {"note": "old"}, parent="G"), Record("B", {}, "G")]),
    },
)


def test_only_taken_edits_change_the_state() -> None:
    after = BASE.after(
        [
            Edit("actions", "A", "note", "old", "new"),
            Edit("actions", "B", "note", None, "x", state=EditState.IN_CONFLICT),
            Edit("actions", "C", ROW_ADDED, None, "G"),
            Edit("actions", "C", "note", None, "third"),
            Edit("actions", "B", ROW_RETIRED, False, True),
        ],
        at=None,
    )
    assert after.number == 4
    assert [(r.id, r["note"], r.retired) for r in after["actions"]] == [
        ("A", "new", False),
        ("B", None, True),
        ("C", "third", False),
    ]
    assert BASE.value("actions", "A", "note") == "old"


def test_an_inherited_cell_shows_the_parents_value_until_it_has_its_own() -> None:
    assert BASE.shown(SCHEMA, "actions", "A", "who") == "ED"
    own = BASE.after([Edit("actions", "A", "who", None, "BD")], at=None)
    assert own.shown(SCHEMA, "actions", "A", "who") == "BD"
    assert own.shown(SCHEMA, "actions", "B", "who") == "ED"
    assert own.shown(SCHEMA, "actions", "B", "note") is None


CELLS = st.dictionaries(st.sampled_from(["who", "note"]), st.sampled_from(["ED", "BD", None]))


@given(CELLS, CELLS, st.sampled_from(["G", "H", ""]))
def test_a_row_shows_what_its_cells_show(goal, action, parent):
    tables = {
        "goals": Table.of([Record("G", goal)]),
        "actions": Table.of([Record("A", action, parent)]),
    }
    snapshot = Snapshot(1, None, tables)
    row = ShownRows(snapshot, SCHEMA)("actions", "A")
    for column in ("who", "note"):
        assert row.get(column) == snapshot.shown(SCHEMA, "actions", "A", column)
    assert ShownRows(snapshot, SCHEMA)("actions", "B") == {}


VALUES = st.one_of(
    st.none(), st.text(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.dates()
)


@given(VALUES)
def test_every_value_survives_being_written(value: object) -> None:
    back = decode_value(json.loads(json.dumps(encode_value(value))))  # type: ignore[arg-type]
    assert back == value
    assert type(back) is type(value)


def test_tables_survive_being_written() -> None:
    tables = {"t": Table.of([Record("A", {"d": date(2027, 5, 14)}, "P", True), Record("B")])}
    assert decode_tables(json.loads(json.dumps(encode_tables(tables)))) == tables


@given(st.text(min_size=1), st.text(min_size=1))
def test_row_ids_are_well_formed_and_stable(plan: str, ref: str) -> None:
    first = adopted_row_id(plan, "actions", ref)
    assert is_row_id(first)
    assert first == adopted_row_id(plan, "actions", ref)
    assert adopted_row_id(plan, "actions", ref, {first}) != first


@given(st.binary(min_size=8), st.integers(0, 5), st.sampled_from(ALPHABET))
def test_a_mistyped_row_id_is_noticed(chance: bytes, place: int, sign: str) -> None:
    row_id = new_row_id(chance, ())
    typed = row_id[:place] + sign + row_id[place + 1 :]
    assert is_row_id(typed) == (typed == row_id)
    swapped = row_id[:place] + row_id[place + 1] + row_id[place] + row_id[place + 2 :]
    assert is_row_id(swapped) == (swapped == row_id)


def test_a_stamp_comes_back_and_damage_is_noticed() -> None:
    stamp = Stamp("imec", "area-1", 12, recipient="Jo", scope="KQ")
    rows = dict(stamp.rows())
    assert stamp_of(rows) == stamp
    assert stamp_of({**rows, "baseline": "13"}) is None
    assert stamp_of({}) is None

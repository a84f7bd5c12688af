"""The cells the tool works out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.plan_for_tests import (
    CONFIG,
    adopted_plan,
    id_of,
    moment,
    with_cells,
    with_rows,
)
from toolkit.rollup.activity import last_staff_edits
from toolkit.rollup.computed import computed_cells
from toolkit.rollup.flag import DUE_SOON, NO_UPDATE, OVERDUE, TWO_ANSWERS
from toolkit.tables.column import Value
from toolkit.tables.edit import Edit, EditState, Source
from toolkit.tables.snapshot import Snapshot

SNAPSHOT, SCHEMA = adopted_plan()


def cell(snapshot: Snapshot, ref: str, column: str, **options: object) -> Value:
    cells = computed_cells(snapshot, SCHEMA, moment(snapshot), **options)  # type: ignore[arg-type]
    return cells.get(("actions", id_of(snapshot, ref)), {}).get(column)


@pytest.mark.parametrize(
    ("ref", "column", "value"),
    [
        ("1.1a", "goal", "1.1  Be of use."),
        ("1.1a", "next_due", date(2027, 6, 30)),
        ("1.1a", "by_when_kind", "once"),
        ("1.1a", "owners", ";ED;"),
        ("1.1a", "owned", "yes"),
        ("1.1a", "reported", "no"),
        ("1.1b", "owners", ";ED;BD;"),
        ("1.1c", "by_when_kind", "ongoing"),
        ("1.1c", "next_due", None),
        ("1.1c", "owned", "no"),
        ("1.1c", "owners", None),
        ("2.1b", "by_when_kind", "unknown"),
        ("2.1b", "reading", None),
        ("2.1c", "goal", "2.1  Stay solvent."),
        ("2.1c", "flag", None),
        ("2.1c", "by_when_kind", None),
    ],
)
def test_cells_of_the_grid(ref: str, column: str, value: Value) -> None:
    assert cell(SNAPSHOT, ref, column) == value


@pytest.mark.parametrize(
    ("ref", "cells", "flag"),
    [
        ("1.1b", {}, OVERDUE),
        ("2.1a", {}, DUE_SOON),
        ("2.1b", {}, NO_UPDATE),
        ("2.1b", {("2.1b", "last_checked"): date(2027, 5, 1)}, None),
        ("2.1b", {("2.1b", "status"): "Complete"}, None),
        ("1.1b", {("1.1b", "status"): "Cancelled"}, None),
    ],
)
def test_the_flag_says_the_most_urgent_thing(
    ref: str, cells: Mapping[tuple[str, str], Value], flag: str | None
) -> None:
    assert cell(with_cells(SNAPSHOT, cells), ref, "flag") == flag


def test_two_answers_come_before_everything_else() -> None:
    conflicts = {("actions", id_of(SNAPSHOT, "1.1b"), "note")}
    assert cell(SNAPSHOT, "1.1b", "flag", conflicts=conflicts) == TWO_ANSWERS


def test_silence_is_not_flagged_when_the_period_has_just_begun() -> None:
    snapshot = with_rows(SNAPSHOT, "meetings", {"name": "May", "date": date(2027, 5, 10)})
    assert cell(snapshot, "2.1b", "flag") is None


def test_what_is_computed_is_a_computed_column_of_its_table() -> None:
    for (table, _), row in computed_cells(SNAPSHOT, SCHEMA, moment(SNAPSHOT)).items():
        assert all(SCHEMA[table].by_name[column].computed for column in row), (table, row)


def test_seats_of_the_plan_team_divide_into_their_thirds() -> None:
    snapshot = with_rows(SNAPSHOT, "team_balance", {"ref": "staff"}, {"ref": "parents"})
    snapshot = with_rows(
        snapshot,
        "team_seats",
        {"group": "Teachers", "seats": 3, "third": "staff"},
        {"group": "Aides", "seats": 1, "third": "staff"},
        {"group": "Parents", "seats": 4, "third": "parents"},
    )
    cells = computed_cells(snapshot, SCHEMA, moment(snapshot))
    assert [cells["team_balance", f"team_balance-{n}"]["seats"] for n in (1, 2)] == [4, 4]
    assert cells["team_balance", "team_balance-1"]["share_now"] == 50


@pytest.mark.parametrize(
    ("told_by", "reading"),
    [
        ("owner rate", "3 of 7 actions have an owner"),
        ("checked this period", "0 of 7 actions checked this period"),
        ("number of goals and actions", "2 areas, 3 goals, 7 actions"),
        ("measures", "5 of 7 actions have a measure"),
        ("survey rounds", "0 survey rounds on record"),
        ("resources", "0 of 7 actions name the resources they need"),
        ("nothing we know", None),
    ],
)
def test_will_it_last_is_told_from_the_data_where_they_can_tell(
    told_by: str, reading: str | None
) -> None:
    snapshot = with_rows(SNAPSHOT, "lasting", {"text": "A reason", "told_by": told_by})
    cells = computed_cells(snapshot, SCHEMA, moment(snapshot))
    assert cells.get(("lasting", "lasting-1"), {}).get("reading") == reading


def test_every_telling_the_shipped_plans_name_can_be_told() -> None:
    from toolkit.rollup.lasting import TELLINGS

    text = (CONFIG / "plans" / "cec.yaml").read_text("utf-8")
    named = {
        line.partition(":")[2].strip().casefold()
        for line in text.splitlines()
        if line.strip().startswith("told_by:")
    }
    assert named
    assert named <= set(TELLINGS)


def test_only_staff_edits_that_count_are_heard() -> None:
    def edit(column: str, state: EditState, day: int) -> Edit:
        from datetime import datetime

        source = Source(when=datetime(2027, 5, day))
        return Edit("actions", "A", column, None, "x", source, state=state)

    edits = [
        edit("note", EditState.TAKEN, 3),
        edit("status", EditState.IN_CONFLICT, 7),
        edit("note", EditState.WAITING, 9),
        edit("text", EditState.TAKEN, 11),
    ]
    assert last_staff_edits(edits, SCHEMA) == {"A": date(2027, 5, 7)}


def test_config_is_where_the_tests_think() -> None:
    assert Path(CONFIG / "tables.yaml").is_file()

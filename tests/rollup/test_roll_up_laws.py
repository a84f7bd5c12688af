"""Laws of counting, on any filling of the grid."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields

from tests.plan_for_tests import adopted_plan, id_of, moment, with_cells
from toolkit.rollup.computed import computed_cells
from toolkit.rollup.figures import Item, Share
from toolkit.rollup.roll_up import roll_up
from toolkit.tables.column import Value
from toolkit.tables.snapshot import Snapshot

SNAPSHOT, SCHEMA = adopted_plan()
REFS = [record.text("ref") for record in SNAPSHOT["actions"]]
WORDS = [choice.word for choice in SCHEMA["actions"].by_name["status"].choices]
BY_WHENS = ["Ongoing", "As needed", "1 March 2027", "1 June 2027", "Monthly", "some time", "?"]

row = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(WORDS),
        "by_when": st.sampled_from(BY_WHENS),
        "who": st.sampled_from(["ED", "IM", "BD and ED", "Zork"]),
        "last_checked": st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    },
)
grids = st.lists(row, min_size=len(REFS), max_size=len(REFS)).map(
    lambda rows: {
        (ref, column): value
        for ref, cells in zip(REFS, rows, strict=True)
        for column, value in cells.items()
    }
)
ADDITIVE = ("actions", "in_play", "reported", "checked", "not_reported", "overdue", "due_soon")
SHARES = ("owned", "completion", "ongoing")


def sum_of(items: tuple[Item, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {name: sum(getattr(i, name) for i in items) for name in ADDITIVE}
    for name in SHARES:
        shares = [getattr(item, name) for item in items]
        found[name] = Share(sum(s.n for s in shares), sum(s.of for s in shares))
    found["by_status"] = {word: sum(i.by_status[word] for i in items) for word in WORDS}
    return found


@settings(max_examples=60, deadline=None)
@given(grids)
def test_areas_and_goals_add_up_to_the_whole(grid: dict[tuple[str, str], Value]) -> None:
    snapshot = with_cells(SNAPSHOT, grid)
    rollup = roll_up(snapshot, SCHEMA, moment(snapshot))
    whole = sum_of((rollup.overall,))
    assert sum_of(rollup.areas) == whole
    assert sum_of(rollup.goals) == whole


@settings(max_examples=60, deadline=None)
@given(grids)
def test_counts_fit_into_one_another(grid: dict[tuple[str, str], Value]) -> None:
    snapshot = with_cells(SNAPSHOT, grid)
    rollup = roll_up(snapshot, SCHEMA, moment(snapshot))
    for item in (rollup.overall, *rollup.areas, *rollup.goals, *rollup.people):
        assert sum(item.by_status.values()) + item.not_reported == item.actions
        assert item.in_play == item.actions - item.by_status["Cancelled"]
        assert item.completion.of + item.ongoing.of == item.in_play == item.owned.of
        assert item.overdue + item.due_soon <= item.completion.of
        assert item.checked <= item.reported <= item.in_play
        for share in (item.owned, item.completion, item.ongoing):
            assert 0 <= share.n <= share.of


def countifs(snapshot: Snapshot, grid_ref: str = "") -> dict[str, int]:
    """The figures as docs/figures.md writes them for a spreadsheet, from the columns alone."""
    now = moment(snapshot)
    computed = computed_cells(snapshot, SCHEMA, now)
    closed = ("Complete", "Not achieved", "Cancelled")
    found = dict.fromkeys((*ADDITIVE, "owned", "completed", "completable"), 0)
    for record in snapshot["actions"]:
        row = computed.get(("actions", record.id), {})
        kind, due = row.get("by_when_kind"), row.get("next_due")
        checked, status = record["last_checked"], record["status"]
        if record["kind"] == "note" or not record.text("ref").startswith(grid_ref):
            continue
        dated = kind not in ("ongoing", "as needed")
        open_day = due if status not in closed and dated and isinstance(due, date) else None
        in_play = status != "Cancelled"
        in_period = isinstance(checked, date) and now.period_start <= checked <= now.today
        found["actions"] += 1
        found["in_play"] += in_play
        found["not_reported"] += status is None
        found["checked"] += in_play and in_period
        found["reported"] += in_play and row["reported"] == "yes"
        found["owned"] += in_play and row["owned"] == "yes"
        found["completable"] += in_play and dated
        found["completed"] += in_play and dated and status == "Complete"
        if open_day:
            days = (open_day - now.today).days
            found["overdue"] += days < 0
            found["due_soon"] += 0 <= days <= now.due_soon_days
    return found


@settings(max_examples=60, deadline=None)
@given(grids)
def test_every_count_can_be_read_off_the_columns_of_the_grid(
    grid: dict[tuple[str, str], Value],
) -> None:
    snapshot = with_cells(SNAPSHOT, grid)
    rollup = roll_up(snapshot, SCHEMA, moment(snapshot))
    for item, ref in ((rollup.overall, ""), *((area, area.ref) for area in rollup.areas)):
        counted = {name: getattr(item, name) for name in ADDITIVE}
        counted |= {"owned": item.owned.n}
        counted |= {"completed": item.completion.n, "completable": item.completion.of}
        assert counted == countifs(snapshot, ref)


@settings(max_examples=60, deadline=None)
@given(grids, st.sampled_from(REFS), st.sampled_from(["status", "last_checked", "who"]))
def test_changing_one_cell_changes_only_the_figures_of_its_row(
    grid: dict[tuple[str, str], Value], ref: str, column: str
) -> None:
    before = with_cells(SNAPSHOT, grid)
    value: dict[str, Value] = {"status": "On hold", "last_checked": date(2027, 5, 1), "who": "BD"}
    after = with_cells(before, {(ref, column): value[column]})
    was, now = (roll_up(s, SCHEMA, moment(s)) for s in (before, after))
    changed = {item.ref for old, item in zip(was.goals, now.goals, strict=True) if old != item}
    assert changed <= {ref[:-1]}
    touched = {
        f.name for f in fields(Item) if getattr(was.overall, f.name) != getattr(now.overall, f.name)
    }
    if column == "who":
        assert touched <= {"owned"}
    if column == "last_checked":
        # A monthly rhythm or a finished one may fall due anew once somebody looked.
        allowed = {"reported", "checked", "ongoing", "freshness_days", "overdue", "due_soon"}
        assert touched <= allowed
    if before.value("actions", id_of(before, ref), "kind") == "note":
        assert not touched

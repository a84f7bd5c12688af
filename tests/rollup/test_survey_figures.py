"""Survey figures: rounds, typed means, the floor, the question that decides."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from tests.plan_for_tests import adopted_plan, id_of, moment, with_rows
from toolkit.plan.view import plan_of
from toolkit.rollup.computed import computed_cells
from toolkit.rollup.due_list import due_list
from toolkit.rollup.roll_up import roll_up
from toolkit.rollup.rollup_document import FigureCell, rollup_document
from toolkit.rollup.survey_figures import survey_figures
from toolkit.rollup.tracked import tracked_actions
from toolkit.tables.column import Value
from toolkit.tables.snapshot import Snapshot

SNAPSHOT, SCHEMA = adopted_plan()
MEASURE = id_of(SNAPSHOT, "1.1/1", "measures")


def with_round(snapshot: Snapshot, wave: str, question: str, n: int, mean: float) -> Snapshot:
    row: dict[str, Value] = {"wave": wave, "question": question, "n": n, "mean": mean}
    row |= {"result": "Met" if mean >= 4 else "Not met", "parent": MEASURE}
    return with_rows(snapshot, "survey_results", row)


def typed(mean: Value, n: Value) -> Snapshot:
    measure = SNAPSHOT["measures"][MEASURE]
    return SNAPSHOT.with_record(
        "measures", measure.with_cell("typed_mean", mean).with_cell("typed_n", n)
    )


def test_a_figure_below_the_floor_of_answers_is_not_shown() -> None:
    snapshot = with_round(SNAPSHOT, "2027", "relevance", 4, 4.5)
    (figure,) = survey_figures(snapshot, moment(snapshot))
    assert (figure.n, figure.mean) == (4, None)
    assert figure.result == "too few answers (4 of at least 5)"
    (lower,) = survey_figures(snapshot, replace(moment(snapshot), floor=4))
    assert lower.mean == 4.5


def test_a_typed_mean_is_marked_and_needs_its_number_of_answers() -> None:
    (figure,) = survey_figures(typed(4.2, 21), moment(SNAPSHOT))
    assert (figure.wave, figure.typed, figure.mean, figure.result) == ("typed", True, 4.2, "Met")
    (bare,) = survey_figures(typed(4.2, None), moment(SNAPSHOT))
    assert bare.mean is None
    assert "number of answers not given" in bare.result


def test_a_survey_round_replaces_a_typed_mean() -> None:
    snapshot = with_round(typed(4.2, 21), "2027", "", 30, 3.9)
    assert [figure.wave for figure in survey_figures(snapshot, moment(snapshot))] == ["2027"]


def test_the_grid_shows_the_question_that_decides_never_a_mean_of_means() -> None:
    snapshot = SNAPSHOT
    for wave, question, mean in (
        ("2026", "relevance", 1.0),
        ("2027", "relevance", 4.6),
        ("2027", "usefulness", 3.875),
        ("2027", "practicality", 4.2),
    ):
        snapshot = with_round(snapshot, wave, question, 20, mean)
    cells = computed_cells(snapshot, SCHEMA, moment(snapshot))
    action = id_of(snapshot, "1.1a")
    shown = [cells["actions", action].get(c) for c in ("mean", "responses", "target", "result")]
    assert shown == [3.88, 20, 4.0, "Not met"]
    assert cells["measures", MEASURE]["result"] == "Not met"
    assert "mean" not in cells["actions", id_of(snapshot, "2.1a")]


def test_the_document_has_every_promised_key() -> None:
    snapshot = with_round(SNAPSHOT, "2027", "", 20, 4.5)
    rollup = roll_up(snapshot, SCHEMA, moment(snapshot))
    cell = FigureCell("Summary.xlsm", "Summary", "C5", "overall.actions")
    document = rollup_document(rollup, [cell])
    assert (document["schema"], document["version"]) == ("actiongrid/rollup", 1)
    promised = {
        "name", "ref", "actions", "reported", "checked", "by_status", "overdue", "due_soon",
        "owned", "completion", "freshness_days",
    }  # fmt: skip
    assert promised <= document["overall"].keys()
    assert document["overall"]["owned"] == {"n": 3, "of": 7}
    assert document["overall"]["ref"] is None
    assert [area["ref"] for area in document["areas"]] == ["1", "2"]
    survey = {
        "ref", "measure", "question", "wave", "n", "population", "mean", "low", "high", "top_two",
        "target", "result",
    }  # fmt: skip
    assert survey <= document["survey"][0].keys()
    assert document["cells"] == [
        {"file": "Summary.xlsm", "sheet": "Summary", "cell": "C5", "figure": "overall.actions"}
    ]


def test_the_due_list_runs_from_the_longest_overdue_to_the_next_meeting() -> None:
    snapshot = with_rows(SNAPSHOT, "meetings", {"name": "June", "date": date(2027, 6, 15)})
    now = moment(snapshot)
    due = due_list(tracked_actions(plan_of(snapshot, SCHEMA), SCHEMA, now, {}))
    assert [action.action.ref for action in due.overdue] == ["1.1b"]
    assert [action.action.ref for action in due.coming] == ["2.1a"]

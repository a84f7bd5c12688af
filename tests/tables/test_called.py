"""Records are called what people see on their sheets."""

from __future__ import annotations

from tests.plan_for_tests import adopted_plan, id_of, with_rows
from toolkit.tables.called import called

SNAPSHOT, SCHEMA = adopted_plan()


def test_an_action_is_called_by_its_ref() -> None:
    assert called(SCHEMA, SNAPSHOT, "actions", id_of(SNAPSHOT, "1.1a")) == "1.1a"


def test_a_meeting_is_called_by_its_name_because_its_ref_is_hidden() -> None:
    met = with_rows(SNAPSHOT, "meetings", {"ref": "may-june", "name": "May – June meeting"})
    [meeting] = [row for row in met["meetings"].live() if row["ref"] == "may-june"]
    assert called(SCHEMA, met, "meetings", meeting.id) == "May – June meeting"


def test_a_record_without_a_word_is_called_by_its_sheet() -> None:
    bare = with_rows(SNAPSHOT, "meetings", {"ref": "x"})
    [meeting] = [row for row in bare["meetings"].live() if row["ref"] == "x"]
    assert called(SCHEMA, bare, "meetings", meeting.id) == SCHEMA["meetings"].title
    assert called(SCHEMA, bare, "meetings", "nobody") == ""

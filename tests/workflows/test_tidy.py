"""Kept contents do not pile up for ever, and nothing that is still asked for goes with them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.workflows.conftest import TODAY, Office
from tests.workflows.test_held_copies import cleared_copy
from tests.workflows.test_sync import drop, mailed
from toolkit.workflows import tidy
from toolkit.workflows.undo import undo_last


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidy, "KEPT_SYNCS", 1)


def kept(office: Office) -> int:
    return len(list((office.folder / ".actiongrid" / "contents").iterdir()))


def work(office: Office, count: int, start: int = 1) -> None:
    """That many days on which somebody writes a note."""
    for day in range(start, start + count):
        office.type(office.book("3"), {("3.1a", "note"): f"day {day}"})
        office.sync(TODAY + timedelta(days=day))


def test_contents_of_syncs_long_past_go(office: Office) -> None:
    work(office, 2)
    before = kept(office)
    work(office, 4, start=3)
    assert kept(office) <= before


def test_a_copy_that_was_out_all_the_time_is_still_compared_with_what_it_was_cut_from(
    office: Office,
) -> None:
    copy = mailed(office, "3", "Lee")
    work(office, 5)
    office.type(copy, {("3.2a", "status"): "At risk"})
    drop(office, copy)
    says = office.says(TODAY + timedelta(days=9))
    assert [(c["ref"], c["new"], c["state"]) for c in says["changes"]] == [
        ("3.2a", "At risk", "taken")
    ]
    assert office.cell(office.book("3"), "3.1a", "note") == "day 5"


def test_a_held_copy_whose_file_is_gone_is_let_through_much_later(office: Office) -> None:
    copy = cleared_copy(office)
    office.sync()
    (office.folder / "inbox" / copy.name).unlink()
    work(office, 4)
    says = office.says(TODAY + timedelta(days=9), released=(copy.name,))
    assert len([c for c in says["changes"] if c["file"] == copy.name]) == 9
    with office.open(TODAY + timedelta(days=10)) as session:
        undo_last(session)  # opens the held copy again
    assert [held["file"] for held in office.says(TODAY + timedelta(days=11))["held"]] == [copy.name]

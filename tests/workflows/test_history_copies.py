"""History is copied once a day, and a lost one is had back from its copy without harm."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.workflows.conftest import TODAY, Office
from tests.workflows.test_held_copies import cleared_copy
from tests.workflows.test_sync import drop, mailed
from toolkit.errors import HistoryError
from toolkit.workflows import history_copies
from toolkit.workflows.sync_words import sync_lines


def copies(office: Office) -> list[Path]:
    return sorted(office.folder.glob(".actiongrid/backups/history*"))


def history_of(office: Office) -> Path:
    return office.folder / ".actiongrid" / "history.db"


def put_back(office: Office) -> None:
    shutil.copyfile(copies(office)[-1], history_of(office))


def numbers(office: Office) -> list[int]:
    with office.open() as session:
        return [line.number for line in session.history.snapshots()]


def test_the_first_sync_of_a_day_that_agrees_on_something_keeps_a_copy(office: Office) -> None:
    office.type(office.book("3"), {("3.1a", "note"): "begun"})
    office.sync()
    [copy] = copies(office)
    first = copy.read_bytes()
    office.type(office.book("3"), {("3.1a", "note"): "going on"})
    office.sync()
    before = office.contents()
    office.sync()
    assert [copy.read_bytes() for copy in copies(office)] == [first]
    assert office.contents() == before


def test_a_handful_of_copies_stays_and_half_a_one_never_counts(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_copies, "KEPT_COPIES", 3)
    folder = office.folder / ".actiongrid" / "backups"
    folder.mkdir()
    for day in range(1, 6):
        (folder / f"history 2020-01-0{day}.db").write_bytes(b"an older copy")
    for name in ("history of the board.db", "history.new", "history.new-journal"):
        (folder / name).write_bytes(b"left by a crash")
    office.type(office.book("3"), {("3.1a", "note"): "begun"})
    office.sync()
    mine, *kept = [copy.name for copy in copies(office)][::-1]
    assert mine == "history of the board.db"
    assert kept[1:] == ["history 2020-01-05.db", "history 2020-01-04.db"]
    with closing(sqlite3.connect(folder / kept[0])) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_lost_history_says_which_copy_brings_it_back(office: Office) -> None:
    office.type(office.book("3"), {("3.1a", "note"): "begun"})
    office.sync()
    history_of(office).unlink()
    with pytest.raises(HistoryError) as caught:
        office.sync(dry_run=True)
    assert str(copies(office)[-1]) in str(caught.value)
    said = "\n".join(sync_lines(office.sync()))
    assert "begun anew" in said
    assert str(copies(office)[-1]) in said


def test_a_copy_put_back_gives_the_earlier_syncs_and_takes_what_came_later(office: Office) -> None:
    office.type(office.book("3"), {("3.1a", "note"): "begun", ("3.1b", "status"): "On track"})
    office.sync()
    known = numbers(office)
    office.type(office.book("3"), {("3.1b", "status"): "At risk"})
    office.sync(TODAY + timedelta(days=1))
    late = mailed(office, "3", "Lee")  # carries the number of a sync that will be lost
    office.type(office.book("3"), {("3.1a", "outcome"): "a guide"})
    put_back(office)
    said = "\n".join(sync_lines(office.sync(TODAY + timedelta(days=2))))
    assert "history ended with sync no." in said
    assert numbers(office)[: len(known)] == known
    assert numbers(office)[len(known)] == 1000
    cells = [
        office.cell(office.book("3"), "3.1b", "status"),
        office.cell(office.book("3"), "3.1a", "outcome"),
    ]
    assert cells == ["At risk", "a guide"]
    office.type(late, {("3.2a", "note"): "by mail"})
    drop(office, late)
    says = office.says(TODAY + timedelta(days=3))
    assert [(c["ref"], c["new"], c["state"]) for c in says["changes"]] == [
        ("3.1b", "At risk", "already there"),
        ("3.2a", "by mail", "taken"),
    ]
    assert [held["reason"] for held in says["held"]] == []
    office.sync(TODAY + timedelta(days=3))
    before = office.contents()
    assert "Nothing has changed" in "\n".join(sync_lines(office.sync(TODAY + timedelta(days=3))))
    assert office.contents() == before


def test_a_copy_put_back_is_known_even_when_no_workbook_is_newer(office: Office) -> None:
    office.type(office.book("3"), {("3.1a", "note"): "begun"})
    office.sync()
    put_back(office)
    office.sync()
    assert numbers(office)[-1] == 1000
    office.sync()
    assert numbers(office)[-1] == 1000


def test_a_copy_that_waited_and_is_gone_is_asked_for_once(office: Office) -> None:
    held = cleared_copy(office)
    office.sync()
    (office.folder / "inbox" / held.name).unlink()
    shutil.rmtree(office.folder / ".actiongrid" / "contents")
    says = office.says()
    [asked] = [one["reason"] for one in says["held"] if one["file"] == held.name]
    assert "once more" in asked
    assert [one for one in office.says()["held"] if one["file"] == held.name] == []

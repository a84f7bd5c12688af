"""Receipts: every contributor gets one for each copy, once, whatever stops a run."""

from __future__ import annotations

import errno
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.workflows.conftest import TODAY, Office, opened_by_openpyxl
from tests.workflows.test_sync import drop, mailed
from toolkit.stores.history_sqlite import SqliteHistory
from toolkit.stores.local_files import LocalFiles
from toolkit.workflows.receipt_files import LETTER
from toolkit.workflows.sync import sync
from toolkit.workflows.sync_words import sync_lines
from toolkit.workflows.synced import Synced


class Stopped(LocalFiles):
    """A disk on which a receipt is written as far as a step, before or behind it."""

    def __init__(self, step: str, trouble: BaseException) -> None:
        super().__init__()
        self._step, self._trouble = step, trouble

    def write_new(self, place: str, content: bytes) -> None:
        self._reach("nothing", place)
        if self._step == "half of it" and "Receipt for" in place:
            super().write_new(place, content[: len(content) // 2])
        self._reach("half of it", place)
        super().write_new(place, content)
        self._reach("all of it", place)

    def rename(self, source: str, target: str) -> None:
        super().rename(source, target)
        self._reach("its name", target)

    def _reach(self, step: str, place: str) -> None:
        if step == self._step and "Receipt for" in place:
            raise self._trouble


STEPS = ("nothing", "half of it", "all of it", "its name")


def outbox(office: Office) -> dict[str, str]:
    """Every receipt there, by name."""
    places = (office.folder / "outbox").iterdir()
    return {p.name: p.read_text(encoding="utf-8-sig") for p in places if "Receipt" in p.name}


def copies_come_back(office: Office) -> None:
    """Kim's copy with two edits, Lee's with an answer that somebody has given otherwise since."""
    kim, lee = mailed(office, "1", "Kim"), mailed(office, "2", "Lee")
    office.type(office.book("2"), {("2.1a", "status"): "On track"})
    office.sync()
    office.type(kim, {("1.1b", "status"): "At risk", ("1.2a", "note"): "Sent to all"})
    office.type(lee, {("2.1a", "status"): "Off track"})
    drop(office, kim)
    drop(office, lee)


def sync_stopped(office: Office, step: str, trouble: BaseException) -> Synced:
    with office.open() as session:
        return sync(replace(session, files=Stopped(step, trouble)))


@pytest.fixture(scope="module")
def unbroken(imec_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The receipts of a sync that nothing stops."""
    folder = tmp_path_factory.mktemp("unbroken") / "imec & plan"
    shutil.copytree(imec_workspace, folder)
    office = Office(folder)
    copies_come_back(office)
    office.sync()
    assert len(outbox(office)) == 2
    return outbox(office)


@pytest.mark.parametrize("step", STEPS)
def test_what_a_crash_kept_from_being_written_is_written_next_time_once(
    office: Office, unbroken: dict[str, str], step: str
) -> None:
    copies_come_back(office)
    with pytest.raises(KeyboardInterrupt):
        sync_stopped(office, step, KeyboardInterrupt())
    # Another day: the receipt is of the day on which the copy was counted all the same.
    done = office.sync(TODAY + timedelta(days=3))
    assert set(done.letters) == set(unbroken)
    assert outbox(office) == unbroken
    assert "To send, in the outbox: Receipt for Kim" in "\n".join(sync_lines(done))
    before = office.contents()
    assert office.sync(TODAY + timedelta(days=3)).letters == ()
    assert office.contents() == before
    assert outbox(office) == unbroken


@pytest.mark.parametrize("step", STEPS[:3])
def test_a_full_disk_is_told_and_the_receipts_come_with_the_next_sync(
    office: Office, unbroken: dict[str, str], step: str
) -> None:
    copies_come_back(office)
    done = sync_stopped(office, step, OSError(errno.ENOSPC, "No space left on device"))
    assert done.letters == ()
    assert {file.file for file in done.delivered if "disk is full" in file.refused} == set(unbroken)
    assert set(office.sync().letters) == set(unbroken)
    assert outbox(office) == unbroken


def test_a_run_that_ends_before_it_notes_what_it_wrote_writes_nothing_twice(
    office: Office, unbroken: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    copies_come_back(office)
    commit = SqliteHistory.commit

    def stopped(history: SqliteHistory, wanted: object) -> None:
        if list(wanted.items) == [LETTER]:  # type: ignore[attr-defined]
            raise KeyboardInterrupt
        commit(history, wanted)  # type: ignore[arg-type]

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(SqliteHistory, "commit", stopped)
        office.sync()
    assert outbox(office) == unbroken
    office.sync()
    assert outbox(office) == unbroken


def test_two_receipts_of_one_day_stand_side_by_side(office: Office) -> None:
    copy = mailed(office, "1", "Kim")
    office.type(copy, {("1.1b", "status"): "At risk"})
    drop(office, copy)
    office.sync(date(2026, 12, 1))
    office.type(copy, {("1.1b", "status"): "On track"})
    drop(office, copy)
    [second] = office.sync(date(2026, 12, 1)).letters
    assert second == "Receipt for Kim 2026-12-01 (2).txt"
    assert "On track" in outbox(office)[second]


def test_a_name_too_long_for_a_file_gets_its_receipt_too(office: Office) -> None:
    copy = office.folder / "inbox" / f"{'very long ' * 24}.xlsx"
    copy.write_bytes(office.book("1").read_bytes())
    office.type(copy, {("1.1b", "status"): "At risk"})
    done = office.sync()
    assert [file.refused for file in done.delivered if file.refused] == []
    [name] = done.letters
    assert "At risk" in outbox(office)[name]


def test_a_second_copy_beside_the_live_file_has_a_receipt_only_for_a_known_person(
    office: Office,
) -> None:
    live = office.book("1")
    for number, person in ((1, ""), (2, "Jane Doe")):
        second = live.with_name(f"1 Relevance ({number}).xlsx")
        second.write_bytes(live.read_bytes())
        with opened_by_openpyxl(second) as book:
            book.properties.lastModifiedBy = person or None
        office.type(second, {("1.1a", "note"): f"From copy {number}"})
    done = office.sync()
    assert len(done.receipts) == 2
    assert done.letters == ("Receipt for Jane Doe 2026-11-22.txt",)
    assert set(outbox(office)) == set(done.letters)

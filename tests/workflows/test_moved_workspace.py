"""A workspace folder that was moved or copied goes on as if nothing had happened."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.workflows.conftest import Office
from toolkit.workflows.sync_words import sync_lines


def kept_versions(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.glob("workbooks/.~*"))


def test_a_copied_or_moved_folder_is_no_flood_and_no_accusation(office: Office) -> None:
    for status in ("On track", "At risk"):
        office.type(office.book("1"), {("1.1a", "status"): status})
        office.sync()
    before = kept_versions(office.folder)
    assert before
    shutil.copytree(office.folder, copied := office.folder.with_name("a copy of it"))
    there = Office(copied).sync()
    assert next(sync_lines(there)).startswith("Nothing has changed since sync no.")
    assert (there.mended, there.notes, there.edits) == ((), (), ())
    assert kept_versions(copied) == before
    assert kept_versions(office.folder) == before, "the copy leaves the original alone"
    moved = Office(office.folder.rename(office.folder.with_name("moved")))
    here = moved.sync()
    assert (here.mended, here.notes, here.edits) == ((), (), ())
    moved.type(moved.book("1"), {("1.1a", "status"): "Complete"})
    assert [e.new for e in moved.sync().edits if e.column == "status"] == ["Complete"]


def test_a_save_into_a_kept_version_is_found_in_the_moved_folder_too(office: Office) -> None:
    office.type(office.book("1"), {("1.1a", "status"): "On track"})
    office.sync()
    moved = Office(office.folder.rename(office.folder.with_name("moved")))
    place = next(p for p in moved.folder.glob("workbooks/.~1 *.old"))
    moved.type(place, {("1.1b", "note"): "Saved late"})
    done = moved.sync()
    assert [e.new for e in done.edits if e.column == "note"] == ["Saved late"]
    assert len(done.mended) == 1


def test_kept_versions_of_a_lost_journal_that_history_knows_are_no_news(office: Office) -> None:
    book = office.book("1")
    known = book.read_bytes()
    office.type(book, {("1.1a", "status"): "On track"})
    office.sync()
    for count in range(3):
        place = book.with_name(f".~{book.name}.20260101000000-{count}.old")
        place.write_bytes(known)
    done = office.sync()
    assert (done.mended, done.notes, done.edits) == ((), (), ())
    assert not list(office.folder.glob("workbooks/.~*20260101000000*"))

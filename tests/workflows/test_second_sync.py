"""A second sync leaves every file under the workspace as it is, whatever odd files lie about."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from tests.workflows.conftest import TODAY, Office
from toolkit.cli.main import main
from toolkit.ports.planned_write import PlannedWrite

TYPED = {("3.1a", "status"): "At risk"}
BAD = os.fsdecode(b"k\xff.xlsx")
"""A name that is no text: bytes of another alphabet."""


def tree(folder: Path) -> dict[str, bytes]:
    """Every file and folder of a workspace, by name."""
    places = sorted(folder.rglob("*"))
    return {str(p): p.read_bytes() if p.is_file() else b"" for p in places}


def said(office: Office, command: str = "sync") -> str:
    words = ["-C", str(office.folder), "--today", TODAY.isoformat(), command]
    done = CliRunner().invoke(main, words, standalone_mode=False)
    assert done.exception is None, done.exception
    return done.output


def unreadable_beside_an_edit(office: Office) -> None:
    (office.folder / "workbooks" / "broken.xlsx").write_bytes(b"PK\3\4 no workbook")
    office.type(office.book("3"), TYPED)


def live_file_unreadable(office: Office) -> None:
    office.book("3").write_bytes(b"")


def live_file_away(office: Office) -> None:
    office.book("3").unlink()


def live_file_open(office: Office) -> None:
    office.type(office.book("3"), TYPED)
    office.opened_in_excel(office.book("3")).__enter__()


def live_file_a_link(office: Office) -> None:
    office.type(office.book("3"), TYPED)
    office.book("3").rename(office.folder / "elsewhere.xlsx")
    (office.folder / "workbooks" / "3 link.xlsx").symlink_to(office.folder / "elsewhere.xlsx")


def second_copy_beside_another_edit(office: Office) -> None:
    copy = office.folder / "workbooks" / "3 copy.xlsx"
    shutil.copy(office.book("3"), copy)
    office.type(copy, {**TYPED, ("3.1a", "flag"): "ask Lee"})
    office.add_row(copy, {"text": "A new thing", "who": "ED"})
    office.type(office.book("2"), {("2.1a", "status"): "Complete"})


def copies_of_everything(office: Office) -> None:
    for book in office.folder.glob("workbooks/*"):
        shutil.copy(book, book.with_name(f"Copy of {book.name}"))


def saved_in_other_formats(office: Office) -> None:
    book = office.book("3")
    book.with_suffix(".ods").write_bytes(b"whatever")
    book.with_suffix(".csv").write_text("a,b\n1,2\n")
    (office.folder / "workbooks" / "x.xlsx").mkdir()


def files_of_others(office: Office) -> None:
    book = openpyxl.Workbook()
    book.save(office.folder / "workbooks" / "Budget.xlsx")
    book.save(office.folder / "inbox" / "Budget.xlsx")
    (office.folder / "inbox" / "note.txt").write_text("hello")
    (office.folder / "surveys" / "odd.csv").write_text("a,b\n1,2\n")
    with office.open() as session:
        data = office.book("3").read_bytes()
        stamp = session.backend.read(data, "").stamp
        assert stamp is not None
        other = session.backend.patch(data, PlannedWrite(replace(stamp, plan="another")))
    (office.folder / "workbooks" / "other plan.xlsx").write_bytes(other)


def names_that_are_no_text(office: Office) -> None:
    for folder in ("workbooks", "inbox"):
        shutil.copy(office.book("3"), office.folder / folder / BAD)
    (office.folder / "surveys" / BAD).write_bytes(b"no export")
    office.type(office.book("3"), TYPED)


@pytest.mark.parametrize(
    "happened",
    [
        unreadable_beside_an_edit,
        live_file_unreadable,
        live_file_away,
        live_file_open,
        live_file_a_link,
        second_copy_beside_another_edit,
        copies_of_everything,
        saved_in_other_formats,
        files_of_others,
        names_that_are_no_text,
    ],
    ids=lambda happened: happened.__name__,
)
def test_a_second_sync_leaves_every_file_as_it_is(
    office: Office, happened: Callable[[Office], None]
) -> None:
    happened(office)
    said(office)
    before = tree(office.folder)
    said(office)
    assert {n for n, b in tree(office.folder).items() if before.get(n) != b} == set()
    assert before.keys() == tree(office.folder).keys()


def test_a_file_whose_name_cannot_be_shown_is_told_with_what_to_do(office: Office) -> None:
    names_that_are_no_text(office)
    lines = said(office).splitlines()
    for name in (" k?.xlsx: ", "surveys/k?.xlsx: "):
        told = [line for line in lines if name in line]
        assert told, lines
        assert "holds a sign that cannot be shown" in told[0]
        assert "Rename the file" in told[0]
    assert (office.folder / "inbox" / BAD).exists()
    for command in ("status", "validate"):
        assert "k?.xlsx" in said(office, command)


def test_a_link_in_place_of_a_live_file_is_not_cut_and_waits(office: Office) -> None:
    live_file_a_link(office)
    assert "waits for the next sync (it is a link to a file elsewhere" in said(office)
    assert (office.folder / "workbooks" / "3 link.xlsx").is_symlink()

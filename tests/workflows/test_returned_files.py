"""Copies come back in many ways: in folders, packed, in letters, under the name of a live file."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote

from tests.workflows.conftest import Office, opened_by_openpyxl
from tests.workflows.test_sync import drop, mailed

TYPED = {("2.2a", "status"): "At risk"}


def copy_at(office: Office, place: Path, start: str = "2") -> Path:
    """Somebody's copy of a live workbook, saved elsewhere, with one status typed."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(office.book(start).read_bytes())
    office.type(place, TYPED)
    return place


def test_a_copy_called_like_a_live_file_is_told_from_it(office: Office) -> None:
    live = office.book("2")
    copy_at(office, office.folder / "inbox" / live.name)
    office.type(live, {("2.2a", "status"): "On track"})
    says = office.says()
    inbox = f"inbox/{live.name}"
    assert {c["file"] for c in says["changes"]} == {live.name, inbox}
    assert [receipt["file"] for receipt in says["receipts"]] == [inbox]
    [conflict] = says["conflicts"]
    assert {(v["file"], v["value"]) for v in conflict["values"]} == {
        (live.name, "On track"),
        (inbox, "At risk"),
    }
    done = office.sync(preferred=inbox)
    assert done.state.snapshot.value("actions", conflict["id"], "status") == "At risk"


def test_a_preferred_file_may_be_named_without_its_folder(office: Office) -> None:
    for who in ("Lee", "Kim"):
        copy = copy_at(office, office.folder / "inbox" / who / "returned.xlsx")
        office.type(copy, {("2.2a", "status"): "At risk" if who == "Lee" else "Complete"})
    [conflict] = office.says()["conflicts"]
    assert {v["file"] for v in conflict["values"]} == {
        "inbox/Kim/returned.xlsx",
        "inbox/Lee/returned.xlsx",
    }
    assert office.sync(preferred="returned.xlsx").conflicts  # two files are called so
    done = office.sync(preferred="inbox/Kim/returned.xlsx")
    assert done.state.snapshot.value("actions", conflict["id"], "status") == "Complete"


def test_a_held_copy_is_let_through_by_its_name_with_or_without_folder(office: Office) -> None:
    with office.open() as session:
        refs = [r.text("ref") for r in session.history.last()["actions"]]
    refs = [ref for ref in refs if ref.startswith("2")]
    office.type(office.book("2"), {(ref, "status"): "On track" for ref in refs})
    office.sync()
    for said in ("inbox/{}", "{}"):
        copy = office.folder / "inbox" / office.book("2").name
        copy.write_bytes(office.book("2").read_bytes())
        office.type(copy, {(ref, "status"): None for ref in refs[1:]})
        assert [held["file"] for held in office.says()["held"]] == [f"inbox/{copy.name}"]
        assert office.says(released=(said.format(copy.name),))["held"] == []
        office.type(office.book("2"), {(ref, "status"): "At risk" for ref in refs})
        office.sync()


def test_a_copy_in_a_folder_of_the_inbox_is_heard_and_put_away(office: Office) -> None:
    copy = copy_at(office, office.folder / "inbox" / "from Lee" / "May" / "mine.xlsx")
    says = office.says()
    assert [(c["file"], c["state"]) for c in says["changes"]] == [("mine.xlsx", "taken")]
    assert not copy.exists()
    assert (office.folder / "inbox" / "done" / "mine.xlsx").exists()
    assert office.says()["receipts"] == []


def test_what_programs_leave_behind_is_no_copy(office: Office) -> None:
    inbox = office.folder / "inbox"
    for name in ("._mine.xlsx", "~$mine.xlsx", ".DS_Store", "Thumbs.db", "__MACOSX/mine.xlsx"):
        place = inbox / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"\0\5\x16\7")
    says = office.says()
    assert (says["held"], says["receipts"]) == ([], [])


def test_a_packed_folder_of_copies_is_opened(office: Office, tmp_path: Path) -> None:
    packed = office.folder / "inbox" / "copies.zip"
    first = copy_at(office, tmp_path / "2.xlsx")
    second = tmp_path / "3.xlsx"
    second.write_bytes(office.book("3").read_bytes())
    office.type(second, {("3.1a", "note"): "asked them"})
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.write(first, "May/Lee.xlsx")
        book.write(second, "May/Kim.xlsx")
        book.writestr("__MACOSX/May/._Lee.xlsx", b"\0\5\x16\7")
        book.writestr("May/read me.txt", "hello")
    says = office.says()
    assert {(c["file"], c["ref"]) for c in says["changes"]} == {
        ("copies.zip/Lee.xlsx", "2.2a"),
        ("copies.zip/Kim.xlsx", "3.1a"),
    }
    assert [p.name for p in (office.folder / "inbox").glob("*.zip")] == []
    assert (office.folder / "inbox" / "done" / "copies.zip").exists()


def test_a_packed_file_stays_where_it_is_seen_while_a_part_of_it_cannot_be_read(
    office: Office, tmp_path: Path
) -> None:
    packed = office.folder / "inbox" / "copies.zip"
    good = copy_at(office, tmp_path / "2.xlsx")
    with zipfile.ZipFile(packed, "w") as book:
        book.write(good, "good.xlsx")
        book.writestr("bad.xlsx", b"")
    says = office.says()
    assert [c["file"] for c in says["changes"]] == ["copies.zip/good.xlsx"]
    assert [held["file"] for held in says["held"]] == ["copies.zip/bad.xlsx"]
    assert packed.exists()
    assert office.says()["changes"] == []


def test_a_copy_attached_to_a_saved_letter_is_by_its_sender(office: Office, tmp_path: Path) -> None:
    copy = copy_at(office, tmp_path / "2 Sustainability.xlsx")
    letter = EmailMessage()
    letter["From"] = "Lee Park <lee@example.org>"
    letter["To"] = "director@example.org"
    letter["Subject"] = "Our grid"
    letter["Date"] = "Mon, 03 May 2027 10:00:00 +0000"
    letter.set_content("Here it is.")
    kind = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    letter.add_attachment(
        copy.read_bytes(), maintype="application", subtype=kind, filename=copy.name
    )
    letter.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    place = office.folder / "inbox" / "Our grid.eml"
    place.write_bytes(letter.as_bytes())
    says = office.says()
    assert [(c["file"], c["by"], c["state"]) for c in says["changes"]] == [
        (f"Our grid.eml/{copy.name}", "Lee Park", "taken")
    ]
    assert not place.exists()


def test_the_same_copy_under_two_names_is_counted_once_and_says_so(office: Office) -> None:
    copy = mailed(office, "2", "Lee")
    office.type(copy, TYPED)
    drop(office, copy)
    (office.folder / "inbox" / "again.xlsx").write_bytes(copy.read_bytes())
    says = office.says()
    assert len(says["changes"]) == 1
    told = [receipt["says"].partition("; ")[2] for receipt in says["receipts"]]
    first = says["receipts"][0]["file"]
    assert told == ["1 of 1 edit taken", f"the same copy as {first}"]


def test_a_copy_forwarded_or_returned_again_says_nothing_new(office: Office) -> None:
    inbox = office.folder / "inbox"
    copy = copy_at(office, inbox / "Rel from Bo.xlsx")
    office.type(copy, {("2.2b", "text"): "Another wording"})
    data = copy.read_bytes()
    (inbox / "FW Rel.xlsx").write_bytes(data)
    says = office.says()
    assert [change["state"] for change in says["changes"]] == ["taken", "waiting"]
    (inbox / "again.xlsx").write_bytes(data)
    again = office.says()
    assert (again["snapshot"], again["changes"]) == (says["snapshot"], [])
    assert [r["says"].partition("; ")[2] for r in again["receipts"]] == ["counted before"]
    assert len(again["amendments"]) == 1
    assert not (inbox / "again.xlsx").exists()


def test_needs_you_leads_to_live_files_only(office: Office) -> None:
    for who in ("Lee", "Kim"):
        copy = mailed(office, "2", who)
        office.type(copy, {("2.2a", "status"): "At risk" if who == "Lee" else "Complete"})
        drop(office, copy)
    office.sync()
    with opened_by_openpyxl(office.book("Summary")) as book:
        cells = [cell for row in book["Needs you"].iter_rows() for cell in row]
    leads = {unquote(cell.hyperlink.target) for cell in cells if cell.hyperlink}
    assert leads
    assert leads <= {place.name for place in office.folder.glob("workbooks/*.xlsx")}

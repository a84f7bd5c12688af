"""A sync that was stopped half way: everybody is told, and the next one says what it had done."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from tests.protocol.real_workspace import RealOffice
from tests.workflows.conftest import TODAY, Office
from toolkit.cli.main import main
from toolkit.stores.local_files import LocalFiles
from toolkit.workflows.sync import sync
from toolkit.workflows.sync_words import sync_lines

LOOKING = (
    "status", "show", "history", "history 1.1a", "validate", "sync --dry-run", "rollup --dry-run",
    "undo --dry-run", "report --dry-run", "generate --dry-run", "meeting --dry-run", "plan export",
)  # fmt: skip


class Stopped(LocalFiles):
    """A disk on which the computer is switched off when the first file is to be replaced."""

    def swap(self, new: str, target: str, victim: str) -> str:
        raise KeyboardInterrupt


def stop_a_sync(office: Office) -> None:
    with office.open() as session, pytest.raises(KeyboardInterrupt):
        sync(replace(session, files=Stopped()))


def said(office: Office, words: str, code: int = 0) -> str:
    command = ["-C", str(office.folder), "--today", TODAY.isoformat(), *words.split()]
    done = CliRunner().invoke(main, command, standalone_mode=False)
    assert done.exception is None, (words, done.exception)
    return done.output


def test_what_a_stopped_sync_had_taken_is_told_by_the_next_one_once(office: Office) -> None:
    office.type(office.book("3"), {("3.1a", "status"): "At risk"})
    stop_a_sync(office)
    for words in ("status", "show", "history", "validate", "report"):
        assert "was stopped" in said(office, words), words
    assert json.loads(said(office, "status --json"))["unfinished"]
    lines = "\n".join(sync_lines(office.sync()))
    assert "had taken 1 edit. Nothing is lost" in lines
    assert '3.1a Status: "At risk"' in lines
    assert "Nothing else has changed" in lines
    assert "Written:" in lines
    again = "\n".join(sync_lines(office.sync()))
    assert "stopped" not in again
    assert "Nothing has changed" in again
    assert "was stopped" not in said(office, "status")


def test_a_sync_that_was_stopped_twice_still_tells_everything(office: Office) -> None:
    office.type(office.book("3"), {("3.1a", "status"): "At risk"})
    stop_a_sync(office)
    office.type(office.book("2"), {("2.1a", "status"): "On track"})
    stop_a_sync(office)
    says = office.says()
    told = {(edit["ref"], edit["new"]) for edit in says["untold"]}
    assert told == {("3.1a", "At risk"), ("2.1a", "On track")}
    assert says["changes"] == []


def test_a_killed_sync_leaves_nothing_on_which_looking_stumbles(tmp_path: Path) -> None:
    office = RealOffice(tmp_path / "a plan", Random(3))
    longest = office.seconds()

    def files() -> dict[str, bytes]:
        places = (place for place in office.folder.rglob("*") if place.is_file())
        kept = (p for p in places if p.name != "lock" and not p.name.startswith("history.db"))
        return {str(place): place.read_bytes() for place in kept}

    for _ in range(4):
        office.kill_a_sync(longest)
        before, looker = files(), Office(office.folder)
        with looker.open() as session:
            ledger = session.history.ledger()
        for words in LOOKING:
            said(looker, words)
            assert files() == before, words
        with looker.open() as session:
            assert session.history.ledger() == ledger
    assert office.verdict() == []

"""History: snapshots, ledger, open items, baselines, the journal; nothing is ever deleted."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import HistoryError
from toolkit.ports.commit import Baseline, Commit, SeenSource
from toolkit.ports.history import History
from toolkit.ports.journal import JournalEntry, KeptVictim, Landing, PendingSource, WriteState
from toolkit.stores.history_sqlite import SqliteHistory
from toolkit.tables.edit import ROW_ADDED, ROW_RETIRED, Edit, EditState, Source
from toolkit.tables.record import Record, Table
from toolkit.tables.snapshot import Snapshot

START = datetime(2027, 1, 1, 9, tzinfo=UTC)


def at(day: int) -> datetime:
    return START + timedelta(days=day)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[SqliteHistory]:
    found = SqliteHistory(str(tmp_path / "history.db"))
    yield found
    found.close()


def first_snapshot() -> Snapshot:
    rows = [Record("A", {"status": "On track", "due": date(2027, 5, 14)}), Record("B", {}, "P")]
    return Snapshot(1, at(1), {"actions": Table.of(rows), "goals": Table.of([Record("G")])})


def sync(history: SqliteHistory, day: int, *edits: Edit) -> Snapshot:
    new = history.last().after(edits, at=at(day))
    history.commit(Commit(at(day), snapshot=new, edits=edits))
    return new


def edit(record: str, old: str | None, new: str | None, **facts: object) -> Edit:
    return Edit("actions", record, "status", old, new, **facts)  # type: ignore[arg-type]


def reopened(history: SqliteHistory, tmp_path: Path) -> SqliteHistory:
    history.close()
    return SqliteHistory(str(tmp_path / "history.db"))


def test_it_fulfils_the_port(history: SqliteHistory) -> None:
    port: History = history
    assert port.last() == Snapshot()
    assert port.last_number() == 0
    assert port.snapshots() == ()


def test_a_snapshot_comes_back_as_it_was_even_from_a_reopened_file(
    history: SqliteHistory, tmp_path: Path
) -> None:
    history.commit(Commit(at(1), "init", first_snapshot()))
    again = reopened(history, tmp_path)
    assert again.last() == first_snapshot()
    assert again.last()["actions"]["A"]["due"] == date(2027, 5, 14)
    again.close()


def test_every_earlier_state_can_be_shown_by_number_and_by_date(
    history: SqliteHistory, tmp_path: Path
) -> None:
    history.commit(Commit(at(1), "init", first_snapshot()))
    for day in range(2, 60):
        sync(history, day, edit("A", str(day - 1), str(day)))
    again = reopened(history, tmp_path)
    assert [again.snapshot(n).value("actions", "A", "status") for n in (1, 2, 30, 59)] == [
        "On track",
        "2",
        "30",
        "59",
    ]
    assert again.as_of(at(30) + timedelta(hours=3)).number == 30
    assert again.as_of(at(0)) == Snapshot()
    assert [line.number for line in again.snapshots()] == list(range(1, 60))
    with pytest.raises(HistoryError, match=r"there is no sync no\. 60"):
        again.snapshot(60)
    again.close()


CELLS = st.tuples(
    st.sampled_from("ABCDEF"),
    st.sampled_from(["x", "y", "z"]),
    st.sampled_from(["1", "2", 3, 4.5, True, None, date(2027, 1, 2)]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=45), st.booleans())
def test_the_kept_form_loses_nothing_however_many_syncs_there_are(
    syncs: list[list[tuple[str, str, object]]], turned: bool
) -> None:
    history = SqliteHistory(":memory:")
    states = []
    for number, cells in enumerate(syncs, start=1):
        state = history.last()
        for record, column, value in cells:
            before = state.record("t", record) or Record(record)
            state = state.with_record("t", before.with_cell(column, value))  # type: ignore[arg-type]
        if turned and number % 7 == 0:
            state = Snapshot(0, None, {"t": Table.of(reversed(list(state["t"])))})
        new = Snapshot(number, at(number), state.tables)
        history.commit(Commit(at(number), snapshot=new))
        states.append(new)
    history._read.clear()
    for state in states:
        back = history.snapshot(state.number)
        assert back == state
        assert list(back["t"]) == list(state["t"])
    history.close()


def test_two_runs_cannot_agree_on_the_same_number(history: SqliteHistory) -> None:
    history.commit(Commit(at(1), "init", first_snapshot()))
    with pytest.raises(HistoryError, match=r"sync no\. 1 was agreed by another run"):
        history.commit(Commit(at(2), snapshot=first_snapshot()))


def test_a_rebuilt_history_may_start_above_every_number_in_old_stamps(
    history: SqliteHistory,
) -> None:
    history.commit(Commit(at(1), "rebuilt", Snapshot(1001, at(1), first_snapshot().tables)))
    sync(history, 2, edit("A", "On track", "Complete"))
    assert history.last_number() == 1002
    assert not history.knows(12)
    assert history.knows(1001)


def test_the_ledger_says_who_changed_what_when_and_where(
    history: SqliteHistory, tmp_path: Path
) -> None:
    source = Source("1 Relevance.xlsx", "Action grid", "I12", "Jo", at(2), "area-1", "c0ffee")
    taken = edit("A", "On track", "Complete", source=source, baseline=1)
    waits = edit("B", None, None, state=EditState.WAITING, reason="unreadable", text="Dnoe")
    history.commit(Commit(at(1), "init", first_snapshot()))
    sync(history, 2, taken, waits)
    again = reopened(history, tmp_path)
    assert [line.edit for line in again.ledger()] == [taken, waits]
    assert [line.edit for line in again.ledger(table="actions", record_id="A")] == [taken]
    assert again.ledger(table="actions", record_id="A", column="note") == ()
    assert again.ledger(since=2) == ()
    assert (again.ledger()[0].number, again.ledger()[0].at) == (2, at(2))
    again.close()


def test_values_the_agreed_state_has_held_since_a_baseline(history: SqliteHistory) -> None:
    history.commit(Commit(at(1), "init", first_snapshot()))
    sync(history, 2, edit("A", "On track", "At risk"))
    sync(history, 3, edit("A", "On track", "never", state=EditState.IN_CONFLICT))
    sync(history, 4, edit("A", "At risk", "Complete"))
    assert history.values_held_since("actions", "A", "status", 1) == ("At risk", "Complete")
    assert history.values_held_since("actions", "A", "status", 2) == ("Complete",)
    assert history.values_held_since("actions", "B", "status", 1) == ()


def test_undo_adds_a_snapshot_that_says_what_the_one_before_said(history: SqliteHistory) -> None:
    history.commit(Commit(at(1), "init", first_snapshot()))
    sync(
        history,
        2,
        edit("A", "On track", "Complete"),
        Edit("actions", "N", ROW_ADDED, None, "G"),
        Edit("actions", "N", "status", None, "new"),
    )
    undone = history.undo(at(3))
    assert undone.number == 3
    assert [(r.id, r["status"]) for r in undone["actions"].live()] == [
        ("A", "On track"),
        ("B", None),
    ]
    assert undone["actions"]["N"].retired
    assert [(line.edit.column, line.edit.new) for line in history.ledger(since=2)] == [
        ("status", "On track"),
        (ROW_RETIRED, True),
    ]
    assert history.undo(at(4)).value("actions", "A", "status") == "Complete"
    assert [line.why for line in history.snapshots()] == ["init", "sync", "undo", "undo"]


def test_the_first_snapshot_cannot_be_taken_back(history: SqliteHistory) -> None:
    history.commit(Commit(at(1), "init", first_snapshot()))
    with pytest.raises(HistoryError, match="no sync to take back"):
        history.undo(at(2))


def test_open_items_stand_until_a_sync_leaves_them_out(history: SqliteHistory) -> None:
    history.commit(Commit(at(1), "init", first_snapshot(), items={"conflict": {"a": 1, "b": 2}}))
    sync(history, 2, edit("A", "On track", "x"))
    history.commit(Commit(at(3), items={"conflict": {"b": 3}, "hold": {"a": "why"}}))
    assert history.items("conflict") == {"b": 3}
    assert history.items("hold") == {"a": "why"}
    assert history.items_since("conflict") == {"b": 1}
    assert history.items_since("hold") == {"a": 2}
    history.commit(Commit(at(4), items={"hold": {}}))
    assert history.items("hold") == {}
    assert history.items("conflict") == {"b": 3}


def test_undo_opens_again_what_the_undone_sync_had_settled(history: SqliteHistory) -> None:
    history.commit(Commit(at(1), "init", first_snapshot(), items={"conflict": {"a": [1]}}))
    new = history.last().after([edit("A", "On track", "x")], at=at(2))
    history.commit(Commit(at(2), snapshot=new, items={"conflict": {"c": [2]}}))
    history.undo(at(3))
    assert history.items("conflict") == {"a": [1], "c": [2]}


def test_a_sync_that_found_nothing_leaves_no_trace(history: SqliteHistory, tmp_path: Path) -> None:
    baseline = Baseline("area-1", "h1", 1, 1, {("actions", "A", "note"): date(2027, 1, 1)})
    commit = Commit(
        at(1),
        "init",
        first_snapshot(),
        sources=(SeenSource("h1", "1.xlsx", "area-1", 1),),
        baselines=(baseline,),
        items={"hold": {"x": 1}},
    )
    history.commit(commit)
    history.close()
    before = (tmp_path / "history.db").read_bytes()
    again = SqliteHistory(str(tmp_path / "history.db"))
    again.commit(
        Commit(at(2), sources=commit.sources, baselines=commit.baselines, items=commit.items)
    )
    again.close()
    assert (tmp_path / "history.db").read_bytes() == before


def test_a_place_is_compared_with_what_it_said_last_under_the_same_stamp(
    history: SqliteHistory,
) -> None:
    first = Baseline("area-1", "h1", 1, 1)
    typed = Baseline("area-1", "h2", 1, 1, {("actions", "A", "note"): "x"})
    written = Baseline("area-1", "h3", 2, 2)
    other = Baseline("area-2", "h9", 1, 1)
    history.commit(Commit(at(1), baselines=(first, typed, other, written)))
    assert history.baselines("area-1", 1, "new") == (typed, first)
    assert history.baselines("area-1", 2, "new") == (written,)
    assert history.baselines("area-1", 2, "h1") == (first,)
    assert history.baselines("area-1", 7, "new") == ()
    assert history.contents() == {"area-1": "h3", "area-2": "h9"}
    assert history.baseline_of("area-2", "h1") is None


def test_a_place_that_says_again_what_it_said_before_is_known(history: SqliteHistory) -> None:
    first, second = Baseline("summary", "h1", 1, 1), Baseline("summary", "h2", 1, 1)
    for day, baseline in enumerate((first, second, first), start=1):
        history.commit(Commit(at(day), baselines=(baseline,)))
        assert history.contents() == {"summary": baseline.content}


def entry(history: SqliteHistory) -> JournalEntry:
    after = Baseline("area-1", "", 2, 2, {("actions", "B", "status"): "two answers"})
    return JournalEntry(history.journal.new_id(), "t", "t.new", "t.old", "h1", after, cells=3)


def test_a_write_is_noted_until_it_is_cleared(history: SqliteHistory, tmp_path: Path) -> None:
    noted = entry(history)
    history.journal.begin(noted)
    assert history.journal.unfinished() == (noted,)
    history.journal.ready(noted.id, "h2")
    again = reopened(history, tmp_path)
    (found,) = again.journal.unfinished()
    assert (found.state, found.after.content, found.after.known, found.cells) == (
        WriteState.READY,
        "h2",
        noted.after.known,
        3,
    )
    with pytest.raises(HistoryError, match=r'an earlier write to "t" is unfinished'):
        again.journal.begin(entry(again))
    again.journal.clear(found.id)
    assert again.journal.unfinished() == ()
    assert again.journal.new_id() != found.id
    again.close()


def test_landing_tells_baseline_pending_source_and_victim_at_once(history: SqliteHistory) -> None:
    noted = entry(history)
    history.journal.begin(noted)
    baseline = Baseline("area-1", "h2", 2, 2)
    saved = PendingSource("h5", "1.xlsx", "area-1", follows="h1")
    victim = KeptVictim("t.old", "h5", "1.xlsx", "area-1", at(3))
    history.journal.land(Landing(noted.id, baseline, (saved,), (victim,)))
    assert history.journal.unfinished()[0].state is WriteState.LANDED
    assert history.contents() == {"area-1": "h2"}
    assert history.journal.pending() == (saved,)
    assert history.journal.victims() == (victim,)
    history.commit(Commit(at(4), sources=(SeenSource("h5", "1.xlsx"),)))
    assert history.journal.pending() == ()
    history.journal.add_pending(saved)
    assert history.journal.pending() == ()
    history.journal.victim_changed("t.old", PendingSource("h6", "1.xlsx", "area-1"))
    assert [p.content for p in history.journal.pending()] == ["h6"]
    assert history.journal.victims()[0].content == "h6"
    history.journal.release("t.old")
    assert history.journal.victims() == ()


def test_settings_are_kept(history: SqliteHistory) -> None:
    assert history.setting("amendments") == ""
    history.set_setting("amendments", "direct")
    history.set_setting("amendments", "ask")
    assert history.setting("amendments") == "ask"


def test_a_backup_is_a_whole_history(history: SqliteHistory, tmp_path: Path) -> None:
    history.commit(Commit(at(1), "init", first_snapshot()))
    history.backup(str(tmp_path / "copy.db"))
    copy = SqliteHistory(str(tmp_path / "copy.db"))
    copy.check()
    assert copy.last() == first_snapshot()
    copy.close()


def test_a_transaction_that_fails_half_way_changes_nothing(history: SqliteHistory) -> None:
    history.commit(Commit(at(1), "init", first_snapshot()))
    unwritable = edit("A", "On track", "\ud83d")
    with pytest.raises(HistoryError, match="history cannot be read or written"):
        sync(history, 2, edit("B", None, "x"), unwritable)
    assert history.last_number() == 1
    assert history.ledger() == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"not a database at all, just text" * 40, "file is not a database"),
        (None, "it is a database, but not a history"),
    ],
)
def test_something_else_in_historys_place_is_refused(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    place = tmp_path / "history.db"
    if content is None:
        other = sqlite3.connect(place)
        other.execute("CREATE TABLE cats (name TEXT)")
        other.close()
    else:
        place.write_bytes(content)
    with pytest.raises(HistoryError, match=message):
        SqliteHistory(str(place))


def test_damage_inside_the_file_is_noticed(history: SqliteHistory, tmp_path: Path) -> None:
    history.commit(Commit(at(1), "init", first_snapshot()))
    for day in range(2, 200):
        sync(history, day, edit("A", "x", "y" * day))
    history.close()
    place = tmp_path / "history.db"
    content = bytearray(place.read_bytes())
    content[8192:20000] = b"\x07" * (20000 - 8192)
    place.write_bytes(content)
    damaged = SqliteHistory(str(place))
    with pytest.raises(HistoryError, match="history cannot be read or written"):
        damaged.check()
    damaged.close()


def test_a_newer_layout_is_refused(history: SqliteHistory, tmp_path: Path) -> None:
    history.close()
    place = tmp_path / "history.db"
    other = sqlite3.connect(place)
    other.execute("PRAGMA user_version=99")
    other.close()
    with pytest.raises(HistoryError, match=r"newer version of this program \(layout 99\)"):
        SqliteHistory(str(place))


def files_beside(place: Path) -> set[str]:
    return {found.name for found in place.parent.iterdir()} - {"history.db-journal"}


def test_a_history_at_rest_is_one_file_however_much_a_run_has_noted(tmp_path: Path) -> None:
    history = SqliteHistory(str(tmp_path / "history.db"))
    history.commit(Commit(at(1), snapshot=first_snapshot()))
    for day in range(2, 6):
        sync(history, day, edit("A", "On track", f"Late {day}"))
    history.close()
    assert files_beside(tmp_path / "history.db") == {"history.db"}
    (tmp_path / "elsewhere").mkdir()
    shutil.copy(tmp_path / "history.db", tmp_path / "elsewhere")
    copied = SqliteHistory(str(tmp_path / "elsewhere" / "history.db"))
    assert copied.last().value("actions", "A", "status") == "Late 5"
    copied.close()


def test_a_run_that_is_cut_off_leaves_every_transaction(tmp_path: Path) -> None:
    history = SqliteHistory(str(tmp_path / "history.db"))
    history.commit(Commit(at(1), snapshot=first_snapshot()))
    for day in range(2, 6):
        sync(history, day, edit("A", "On track", f"Late {day}"))
    after = tmp_path / "after the power cut"
    after.mkdir()
    for name in files_beside(tmp_path / "history.db") - {after.name, "history.db-shm"}:
        shutil.copy(tmp_path / name, after)
    history.close()
    found = SqliteHistory(str(after / "history.db"))
    assert found.last().value("actions", "A", "status") == "Late 5"
    sync(found, 6, edit("A", "Late 5", "Done"))
    found.close()
    assert files_beside(after / "history.db") == {"history.db"}


def test_somebody_may_read_history_while_a_run_writes_and_ends(tmp_path: Path) -> None:
    place = str(tmp_path / "history.db")
    writer = SqliteHistory(place)
    writer.commit(Commit(at(1), snapshot=first_snapshot()))
    sync(writer, 2, edit("A", "On track", "Late"))
    reader = SqliteHistory(place)
    assert reader.last_number() == 2
    sync(writer, 3, edit("A", "Late", "Done"))
    assert reader.last().value("actions", "A", "status") == "Done"
    writer.close()
    assert reader.last_number() == 3
    reader.close()
    again = SqliteHistory(place)
    sync(again, 4, edit("A", "Done", "Late"))
    assert again.last_number() == 4
    again.close()


def test_what_is_left_of_a_removed_history_is_never_taken_for_the_new_one(tmp_path: Path) -> None:
    history = SqliteHistory(str(tmp_path / "history.db"))
    history.commit(Commit(at(1), snapshot=first_snapshot()))
    sync(history, 2, edit("A", "On track", "Late"))
    left = tmp_path / "left"
    left.mkdir()
    shutil.copy(tmp_path / "history.db-wal", left)
    history.close()
    found = SqliteHistory(str(left / "history.db"))
    assert found.last_number() == 0
    found.close()

"""Sources by content, and backups by date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from toolkit.errors import HistoryError
from toolkit.ports.content import Contents, content_hash
from toolkit.stores.backups import Backups
from toolkit.stores.content_store import ContentStore
from toolkit.stores.local_files import LocalFiles


def test_a_content_is_kept_once_under_its_hash(tmp_path: Path) -> None:
    store: Contents = ContentStore(LocalFiles(), str(tmp_path / "sources"))
    name = store.put(b"workbook")
    assert name == store.put(b"workbook") == content_hash(b"workbook")
    assert store.get(name) == b"workbook"
    assert store.has(name)
    assert not store.has(content_hash(b"other"))


def test_a_torn_content_is_noticed_and_put_again(tmp_path: Path) -> None:
    store = ContentStore(LocalFiles(), str(tmp_path))
    name = store.put(b"workbook")
    (tmp_path / name).write_bytes(b"work")
    assert not store.has(name)
    with pytest.raises(HistoryError, match="missing or damaged"):
        store.get(name)
    store.put(b"workbook")
    assert store.get(name) == b"workbook"


def test_contents_nobody_needs_can_go(tmp_path: Path) -> None:
    earlier = ContentStore(LocalFiles(), str(tmp_path))
    one, two, three = (earlier.put(content) for content in (b"1", b"2", b"3"))
    store = ContentStore(LocalFiles(), str(tmp_path))
    store.put(b"3")
    store.prune({two})
    assert (store.has(one), store.has(two), store.has(three)) == (False, True, True)


def test_what_is_lent_is_at_hand_in_this_run_only(tmp_path: Path) -> None:
    store = ContentStore(LocalFiles(), str(tmp_path))
    name = store.lend(b"workbook")
    assert (store.get(name), store.has(name)) == (b"workbook", True)
    assert not ContentStore(LocalFiles(), str(tmp_path)).has(name)
    assert list(tmp_path.iterdir()) == []


def test_backups_stay_thirty_days_and_twenty_versions(tmp_path: Path) -> None:
    backups = Backups(LocalFiles(), str(tmp_path))
    start = datetime(2027, 1, 1, 9, tzinfo=UTC)
    for day in range(25):
        backups.keep("1 Relevance.xlsx", f"{day}".encode(), start + timedelta(days=day))
    backups.keep("2 Other.xlsx", b"x", start)
    (tmp_path / "a note of mine.txt").write_text("stays")
    assert backups.prune(start + timedelta(days=24)) == ()
    gone = backups.prune(start + timedelta(days=33))
    assert [name[:10] for name in gone] == ["2027-01-01", "2027-01-02", "2027-01-03"]
    gone = backups.prune(start + timedelta(days=400))
    assert [name[:10] for name in gone] == ["2027-01-04", "2027-01-05"]
    left = sorted(place.name for place in tmp_path.iterdir())
    assert sum("1 Relevance.xlsx" in name for name in left) == 20
    assert "a note of mine.txt" in left
    assert any(name.endswith("2 Other.xlsx") for name in left)


def test_the_same_version_at_the_same_time_is_kept_once(tmp_path: Path) -> None:
    backups = Backups(LocalFiles(), str(tmp_path))
    moment = datetime(2027, 1, 1, 9, tzinfo=UTC)
    assert backups.keep("1.xlsx", b"x", moment) == backups.keep("1.xlsx", b"x", moment)
    assert len(list(tmp_path.iterdir())) == 1

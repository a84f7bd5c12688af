"""The real disk: new files, swaps that keep what stood there, owner files, the lock."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from toolkit.errors import BusyError
from toolkit.ports.content import content_hash
from toolkit.ports.files import Files
from toolkit.stores.local_files import LocalFiles
from toolkit.stores.owner_file import with_age
from toolkit.stores.swap_calls import SwapUnsupported
from toolkit.stores.workspace_lock import system_try_lock, workspace_lock


class StillClock:
    """A clock that counts how long it was made to wait."""

    def __init__(self) -> None:
        self.waited = 0.0

    def now(self) -> datetime:
        return datetime(2027, 1, 1, tzinfo=UTC)

    def pause(self, seconds: float) -> None:
        self.waited += seconds


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    files: Files = LocalFiles()
    place = files.within(str(tmp_path), "a.new")
    files.write_new(place, b"one")
    with pytest.raises(FileExistsError):
        files.write_new(place, b"two")
    assert files.read(place) == b"one"
    assert files.digest(place) == content_hash(b"one")
    assert files.digest(place + "x") == ""


def test_a_swap_keeps_what_stood_there_and_its_rights(tmp_path: Path) -> None:
    files = LocalFiles()
    target, new, victim = (str(tmp_path / name) for name in ("t", "t.new", "t.old"))
    files.write_new(target, b"old")
    Path(target).chmod(0o660)
    files.write_new(new, b"new")
    kept = files.swap(new, target, victim)
    files.sync_folder(str(tmp_path))
    assert files.read(target) == b"new"
    assert files.read(kept) == b"old"
    assert kept in (new, victim)
    assert Path(target).stat().st_mode & 0o777 == 0o660
    assert len(files.names(str(tmp_path))) == 2


def test_a_swap_whose_target_is_gone_changes_nothing(tmp_path: Path) -> None:
    files = LocalFiles()
    new = str(tmp_path / "t.new")
    files.write_new(new, b"new")
    with pytest.raises(FileNotFoundError):
        files.swap(new, str(tmp_path / "t"), str(tmp_path / "t.old"))
    assert files.names(str(tmp_path)) == ("t.new",)


def test_a_link_is_never_cut(tmp_path: Path) -> None:
    files = LocalFiles()
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "t").symlink_to(tmp_path / "real")
    files.write_new(str(tmp_path / "t.new"), b"new")
    with pytest.raises(BusyError, match="it is a link to a file elsewhere"):
        files.swap(*(str(tmp_path / name) for name in ("t.new", "t", "t.old")))
    assert (tmp_path / "t").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"old"


def test_a_disk_without_the_call_gets_the_slower_way_and_says_so(tmp_path: Path) -> None:
    class Unsupported:
        keeps_every_save = True

        def __call__(self, new: str, target: str, victim: str) -> str:
            raise SwapUnsupported

    files = LocalFiles(StillClock(), Unsupported())
    target, new, victim = (str(tmp_path / name) for name in ("t", "t.new", "t.old"))
    files.write_new(target, b"old")
    files.write_new(new, b"new")
    assert files.keeps_every_save
    assert files.swap(new, target, victim) == victim
    assert (files.read(target), files.read(victim)) == (b"new", b"old")
    assert not files.keeps_every_save


def test_a_move_never_replaces_a_file(tmp_path: Path) -> None:
    files = LocalFiles()
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    files.write_new(one, b"1")
    files.write_new(two, b"2")
    with pytest.raises(FileExistsError):
        files.rename(one, two)
    files.remove(two)
    files.remove(two)
    files.rename(one, two)
    assert files.names(str(tmp_path)) == ("two",)


def test_a_file_held_for_a_moment_is_waited_for_and_one_held_for_good_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = StillClock()
    files = LocalFiles(clock)
    place = str(tmp_path / "a.xlsx")
    files.write_new(place, b"x")
    attempts = 0

    def held(path: Path) -> bytes:
        nonlocal attempts
        attempts += 1
        if attempts <= 3:
            sharing = PermissionError(errno.EACCES, "used by another process")
            sharing.winerror = 32  # type: ignore[attr-defined,unused-ignore]
            raise sharing
        return b"x"

    monkeypatch.setattr(Path, "read_bytes", held)
    assert files.read(place) == b"x"
    attempts = -100
    with pytest.raises(BusyError, match="another program holds the file"):
        files.read(place)
    assert clock.waited < 6


def test_an_open_workbook_names_its_person(tmp_path: Path) -> None:
    files = LocalFiles()
    place = str(tmp_path / "1 Relevance.xlsx")
    assert files.opened_by(place) == ""
    (tmp_path / ".~lock.1 Relevance.xlsx#").write_text("Jo Field,jo,DESK,now,x;")
    assert files.opened_by(place) == "Jo Field"
    (tmp_path / "~$1 Relevance.xlsx").write_bytes(b"\x03Ann".ljust(55, b" "))
    assert files.opened_by(place) == "Ann"
    (tmp_path / "~$1 Relevance.xlsx").unlink()
    (tmp_path / "~$1 Relevance.xlsx").mkdir()
    assert files.opened_by(place) == "somebody"


def test_a_lock_file_that_may_have_been_left_behind_is_named(tmp_path: Path) -> None:
    lock = tmp_path / "~$1 Relevance.xlsx"
    lock.write_bytes(b"\x03Ann".ljust(55, b" "))
    day = datetime(2024, 11, 18, 12).timestamp()
    os.utime(lock, (day, day))
    assert LocalFiles().opened_by(str(tmp_path / "1 Relevance.xlsx")) == (
        'Ann (since 18 Nov 2024; if not, delete "~$1 Relevance.xlsx")'
    )
    since = datetime(2026, 11, 18, 12)
    assert with_age("Ann", since, datetime(2026, 11, 20), "~$1.xlsx") == (
        'Ann (since 18 Nov; if not, delete "~$1.xlsx")'
    )


HOLD = """
import sys, time
from toolkit.stores.workspace_lock import workspace_lock
with workspace_lock(sys.argv[1], "Ann, sync, 09:00"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_told_who_is_at_work_and_a_killed_one_lets_go(tmp_path: Path) -> None:
    place = str(tmp_path / "deep" / "lock")
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, place], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert other.stdout is not None
    assert other.stdout.readline() == b"held\n"
    with (
        pytest.raises(BusyError, match=r"another run is at work here \(Ann, sync, 09:00\)"),
        LocalFiles().lock(place, "Jo"),
    ):
        pass
    other.kill()
    other.wait()
    other.stdout.close()
    with LocalFiles().lock(place, "Jo, sync"):
        assert Path(place).read_text() == "Jo, sync"
    with LocalFiles().lock(place, "Jo, sync"):
        pass
    assert Path(place).read_text() == ""


class FakeMsvcrt:
    """Locks one byte at a time, as Windows does."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.locked: dict[int, int] = {}

    def locking(self, handle: int, mode: int, count: int) -> None:
        assert (mode, count) == (self.LK_NBLCK, 1)
        byte = os.lseek(handle, 0, os.SEEK_CUR)
        if self.locked.get(byte, handle) != handle:
            raise OSError(errno.EACCES, "locked")
        self.locked[byte] = handle


def test_on_windows_a_byte_behind_the_text_is_locked_so_that_the_text_can_be_read(
    tmp_path: Path,
) -> None:
    windows = FakeMsvcrt()
    place = str(tmp_path / "lock")
    try_lock = system_try_lock("win32", windows)
    with workspace_lock(place, "Ann", try_lock):
        assert list(windows.locked) == [1 << 30]
        with (
            pytest.raises(BusyError, match=r"\(Ann\)"),
            workspace_lock(place, "Jo", try_lock),
        ):
            pass

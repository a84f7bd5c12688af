"""Every way of swapping, on every system: Windows and macOS by fakes of their one call."""

from __future__ import annotations

import ctypes
import errno
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from toolkit.errors import BusyError
from toolkit.stores.local_files import LocalFiles
from toolkit.stores.swap_calls import (
    CopySwap,
    ExchangeSwap,
    ReplaceSwap,
    SwapUnsupported,
    system_swap,
)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path, Path]:
    new, target, victim = tmp_path / "t.new", tmp_path / "t", tmp_path / "t.old"
    new.write_bytes(b"new")
    target.write_bytes(b"old")
    return new, target, victim


def contents(places: tuple[Path, Path, Path]) -> tuple[str, ...]:
    return tuple(place.read_text() if place.exists() else "-" for place in places)


def texts(places: tuple[Path, Path, Path]) -> tuple[str, str, str]:
    return str(places[0]), str(places[1]), str(places[2])


def exchange_names(left: str, right: str) -> int:
    one, two = Path(left).read_bytes(), Path(right).read_bytes()
    Path(left).write_bytes(two)
    Path(right).write_bytes(one)
    return 0


class FakeReplace:
    """ReplaceFileW: answers with the error numbers given, then does it.

    1177 moves the target away first, as Windows documents it.
    """

    def __init__(self, *answers: int) -> None:
        self.answers = list(answers)

    def __call__(self, target: str, new: str, victim: str) -> int:
        answer = self.answers.pop(0) if self.answers else 0
        if answer == 1177:
            Path(target).rename(victim)
        if not answer:
            Path(target).rename(victim)
            Path(new).rename(target)
        return answer


def no_pause(_seconds: float) -> None:
    pass


def test_names_change_places(places: tuple[Path, Path, Path]) -> None:
    assert ExchangeSwap(exchange_names)(*texts(places)) == str(places[0])
    assert contents(places) == ("old", "new", "-")


@pytest.mark.parametrize(
    ("number", "raised"),
    [
        (errno.ENOSYS, SwapUnsupported),
        (errno.EINVAL, SwapUnsupported),
        (errno.ENOTSUP, SwapUnsupported),
        (errno.EIO, OSError),
        (errno.ENOENT, FileNotFoundError),
    ],
)
def test_a_failed_exchange_is_told_apart_and_changes_nothing(
    places: tuple[Path, Path, Path], number: int, raised: type[Exception]
) -> None:
    with pytest.raises(raised):
        ExchangeSwap(lambda _l, _r: number)(*texts(places))
    assert contents(places) == ("new", "old", "-")


@pytest.mark.parametrize(
    "answers", [(), (32,), (5, 33, 32), (1175, 1176), (1177,), (1177, 32, 1177)]
)
def test_windows_keeps_what_it_replaces_after_any_passing_trouble(
    places: tuple[Path, Path, Path], answers: tuple[int, ...]
) -> None:
    assert ReplaceSwap(FakeReplace(*answers), no_pause)(*texts(places)) == str(places[2])
    assert contents(places) == ("-", "new", "old")


@pytest.mark.parametrize(
    ("answers", "raised"),
    [
        ((32,) * 9, BusyError),
        ((1177,) * 9, BusyError),
        ((2,), FileNotFoundError),
        ((50,), SwapUnsupported),
        ((1117,), OSError),
    ],
)
def test_windows_gives_up_with_both_files_under_their_names(
    places: tuple[Path, Path, Path], answers: tuple[int, ...], raised: type[Exception]
) -> None:
    with pytest.raises(raised):
        ReplaceSwap(FakeReplace(*answers), no_pause)(*texts(places))
    assert contents(places) == ("new", "old", "-")


def test_windows_leaves_a_file_that_somebody_saved_half_way_through(
    places: tuple[Path, Path, Path],
) -> None:
    def save_half_way(target: str, _new: str, victim: str) -> int:
        Path(target).rename(victim)
        Path(target).write_bytes(b"saved meanwhile")
        return 1177

    with pytest.raises(BusyError):
        ReplaceSwap(save_half_way, no_pause)(*texts(places))
    assert contents(places) == ("new", "saved meanwhile", "old")


def test_windows_waits_about_three_seconds_in_all(places: tuple[Path, Path, Path]) -> None:
    waited: list[float] = []
    with pytest.raises(BusyError):
        ReplaceSwap(FakeReplace(*(32,) * 9), waited.append)(*texts(places))
    assert 2.5 < sum(waited) < 4


def test_without_such_a_call_a_copy_is_kept(places: tuple[Path, Path, Path]) -> None:
    swap = CopySwap(LocalFiles().write_new)
    assert swap(*texts(places)) == str(places[2])
    assert contents(places) == ("-", "new", "old")
    assert not swap.keeps_every_save


def test_without_such_a_call_a_save_seen_in_time_stops_the_swap(
    places: tuple[Path, Path, Path],
) -> None:
    def save_meanwhile(place: str, content: bytes) -> None:
        Path(place).write_bytes(content)
        places[1].write_bytes(b"saved meanwhile")

    with pytest.raises(BusyError, match="saving the file right now"):
        CopySwap(save_meanwhile)(*texts(places))
    assert contents(places) == ("new", "saved meanwhile", "-")


def library(**calls: Callable[..., int]) -> Callable[..., SimpleNamespace]:
    def load(name: str | None, **_options: bool) -> SimpleNamespace:
        assert name == ("kernel32" if "ReplaceFileW" in calls else None)
        return SimpleNamespace(**calls)

    return load


def test_each_system_is_asked_for_its_own_call(places: tuple[Path, Path, Path]) -> None:
    asked: list[tuple[object, ...]] = []

    def linux(*facts: object) -> int:
        asked.append(facts)
        return 0

    def mac(*facts: object) -> int:
        asked.append(facts)
        return 0

    new, target, victim = texts(places)
    for platform, load in (
        ("linux", library(renameat2=linux)),
        ("darwin", library(renamex_np=mac)),
    ):
        swap = system_swap(no_pause, platform=platform, load=load)
        assert swap is not None
        assert swap(new, target, victim) == new
    assert asked == [
        (-100, new.encode(), -100, target.encode(), 2),
        (new.encode(), target.encode(), 2),
    ]


def test_windows_reports_the_last_error_of_its_call_and_hides_what_it_keeps(
    places: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "get_last_error", lambda: 2, raising=False)

    class ReplaceFileW:
        argtypes: tuple[object, ...] = ()

        def __call__(self, target: str, new: str, victim: str, *rest: object) -> int:
            assert (target, new, victim) == (str(places[1]), str(places[0]), str(places[2]))
            assert rest == (0, None, None)
            return done

    hidden: list[tuple[object, ...]] = []

    def hide(*facts: object) -> int:
        hidden.append(facts)
        return 1

    calls = library(ReplaceFileW=ReplaceFileW(), SetFileAttributesW=hide)
    swap = system_swap(no_pause, platform="win32", load=calls)
    assert swap is not None
    done = 0
    with pytest.raises(FileNotFoundError):
        swap(*texts(places))
    assert hidden == []
    done = 1
    assert swap(*texts(places)) == str(places[2])
    assert hidden == [(str(places[2]), 2)]


def test_a_system_without_the_call_has_no_swap() -> None:
    assert system_swap(no_pause, platform="linux", load=library()) is None
    assert system_swap(no_pause, platform="sunos5") is None

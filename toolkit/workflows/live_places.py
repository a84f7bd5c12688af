"""Places that are read and changed through a running program or a service, not as files."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from toolkit.errors import BusyError
from toolkit.ports.backend import LiveBackend
from toolkit.tables.copy import Copy
from toolkit.tables.copy_encoding import decode_copy, encode_copy, is_encoded_copy
from toolkit.workflows.bench import Bench


class LiveWay(Struct, frozen=True):
    """One kind of live place.

    Attributes:
        backend: how the tables people edit are read and changed.
        needs: how the answers on *Needs you* are read.
    """

    backend: LiveBackend
    needs: LiveBackend


def way_to(ways: tuple[LiveWay, ...], place: str) -> LiveWay | None:
    """How a place is reached now; None when it is to be treated as a file."""
    for way in ways:
        try:
            if way.backend.serves(place):
                return way
        except BusyError:
            # Excel takes no orders at the moment: what was saved last is still in the file.
            continue
    return None


def observe_live(bench: Bench, way: LiveWay, place: str) -> Copy:
    """What a live place says now, kept in the content store when this returns.

    Raises BusyError or FileRefused like ``LiveBackend.read``.
    """
    bench.step("read a live place")
    return keep_copy(bench, way.backend.read(place))


def keep_copy(bench: Bench, copy: Copy) -> Copy:
    """Keep what a live place said; it gets its old name when nothing has changed since.

    Its values alone would not do as a name: when somebody puts a value back, the place says again
    what it said once, and must not be taken for the state that was counted then.
    """
    latest = bench.history.contents().get(copy.stamp.replica, "") if copy.stamp else ""
    if latest and bench.contents.has(latest):
        known = bench.contents.get(latest)
        if is_encoded_copy(known):
            before = decode_copy(known, latest)
            if before == replace(copy, content=latest):
                return before
    bench.step("store what it said")
    return replace(copy, content=bench.contents.put(encode_copy(copy, latest)))


def kept_copy(bench: Bench, content: str, file: str) -> Copy:
    """What a kept content says, be it a workbook's bytes or a live place's words.

    Raises FileRefused when it is a workbook that cannot be read.
    """
    data = bench.contents.get(content)
    if is_encoded_copy(data):
        return decode_copy(data, content)
    return bench.backend.read(data, file)

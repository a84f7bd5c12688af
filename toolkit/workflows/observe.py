"""Take hold of a file as it is now, safely, before anything tries to understand it."""

from __future__ import annotations

from collections.abc import Container

from toolkit.errors import BusyError
from toolkit.ports.content import content_hash
from toolkit.workflows.bench import Bench

_ATTEMPTS = 5


def observe(bench: Bench, place: str, known: Container[str] = ()) -> bytes:
    """The file's content, kept in the content store when this returns.

    Two looks must agree: a file that is just being saved is waited for. Its date is never believed:
    programs change contents without changing dates.

    Args:
        bench: the machine.
        place: the file.
        known: contents in which nothing is new: the file itself keeps them well enough.

    Raises:
        FileNotFoundError: there is no such file.
        BusyError: somebody keeps saving it.
    """
    for attempt in range(_ATTEMPTS):
        bench.step("read a source")
        content = bench.files.read(place)
        bench.step("look at the source again")
        name = content_hash(content)
        if bench.files.digest(place) == name:
            if name in known:
                bench.contents.lend(content)
            else:
                bench.step("store the source")
                bench.contents.put(content)
            return content
        bench.clock.pause(0.1 * 2**attempt)
    raise BusyError(
        "it is being saved again and again.", where=place, next_step="Run sync again in a moment."
    )

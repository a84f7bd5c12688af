"""The folder of a command that starts a workspace: the one asked for, or one thrown away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def place_for(wanted: str, *, dry_run: bool) -> Iterator[str]:
    """Where to make the workspace. A dry run makes the same one elsewhere and keeps nothing.

    Raises UsageError when the folder wanted is not free.
    """
    from toolkit.stores.new_workspace import require_free

    place = Path(wanted).expanduser().absolute()
    require_free(place)
    if not dry_run:
        yield wanted
        return
    with tempfile.TemporaryDirectory() as elsewhere:
        yield str(Path(elsewhere) / (place.name or "plan"))

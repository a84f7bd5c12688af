"""Held files that are to be let through by name (``sync --release FILE``)."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.errors import UsageError
from toolkit.merge.line import bare_name
from toolkit.workflows.session import Session
from toolkit.workflows.sides import Side
from toolkit.workflows.sources import Sources


def released_files(
    session: Session, wanted: Sequence[str], sources: Sources
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The files to let through as they are told, and what is named and is nowhere."""
    found: dict[str, set[str]] = {name: set() for name in wanted}
    for name, files in found.items():
        exact = {
            f.copy.file for f in sources if name in (f.copy.file, session.places.shown(f.place))
        }
        bare = {f.copy.file for f in sources if bare_name(f.copy.file) == bare_name(name)}
        files |= exact if "/" in name and exact else bare
    nowhere = tuple(name for name, files in found.items() if not files)
    return frozenset[str]().union(*found.values()), nowhere


def require_known(nowhere: Sequence[str], sides: Sequence[Side]) -> None:
    """A file that is to be let through and is nowhere is a slip of the pen: nothing is done."""
    for name in nowhere:
        held = dict.fromkeys(hold.file for side in sides for hold in side.edits.holds)
        raise UsageError(
            f'there is no file "{name}" to let through.',
            next_step=f"Held are: {', '.join(held)}." if held else "No file is held.",
        )

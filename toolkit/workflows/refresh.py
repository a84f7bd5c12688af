"""One press of the Refresh button, from the saved workbook to the answer it shows."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from toolkit.errors import BusyError
from toolkit.ports.clock import Clock
from toolkit.ports.refreshed import Refreshed
from toolkit.tables.counted import counted
from toolkit.tables.edit import EditState
from toolkit.workflows.past import people_said
from toolkit.workflows.session import Session
from toolkit.workflows.sync import sync
from toolkit.workflows.synced import Request, Synced

ARRIVAL_SECONDS = 30
"""How long a saved workbook may take from the cloud to this disk."""


class Press(Struct, frozen=True):
    """Which button was pressed.

    Attributes:
        replica: id of the workbook it is in.
        mark: what the macro wrote into that workbook before saving it; "" when nobody pressed
            (the command was run by hand), so that there is nothing to wait for.
    """

    replica: str
    mark: str = ""


def refresh(
    press: Press, mark_in: Callable[[str], str], gather: Callable[[str], Refreshed], clock: Clock
) -> Refreshed:
    """Gather and count once the workbook that was pressed in has arrived on the disk.

    Args:
        press: which button was pressed.
        mark_in: the mark that the live workbook of a replica holds now, "" when it has none.
        gather: gathers, agrees and counts; gives the cells that replica's workbook has to show.
        clock: waits between two looks.

    Raises:
        BusyError: the workbook on the disk is not the one that was pressed in. Its cells may
            stand elsewhere, so nothing is gathered and nothing is shown.
    """
    if press.mark and not _arrives(press, mark_in, clock):
        raise BusyError(
            "the saved workbook did not reach the workspace.",
            where=f'Button of "{press.replica}"',
            next_step=(
                "If this is a copy, open the workbook in the workspace's own folder and press "
                "Refresh there (the inbox takes copies). If the folder is in the cloud, wait "
                "until it is up to date and press again."
            ),
        )
    return gather(press.replica)


def gather(
    session: Session,
    replica: str,
    compare: Callable[[bytes, bytes, str], Refreshed],
    *,
    dry_run: bool = False,
) -> Refreshed:
    """A whole sync, and what the open workbook of that replica has to show afterwards.

    Args:
        compare: from what the workbook shows, what it should show and a sentence to the answer.
        dry_run: only say what would change; the workbook is told nothing.
    """
    done = sync(session, Request(button=replica, dry_run=dry_run))
    sentence = refresh_sentence(done)
    shown = [delivered.shown for delivered in done.delivered if delivered.shown]
    if not shown:
        return Refreshed(sentence)
    place = next(found for found in done.sources.live if found.replica == replica)
    return compare(session.contents.get(place.copy.content), shown[-1], sentence)


def refresh_sentence(done: Synced) -> str:
    """What changed and what needs a person, short enough for one cell."""
    taken = sum(edit.state is EditState.TAKEN for edit in people_said(done.edits))
    number = done.state.snapshot.number
    parts = [f"Nothing new since sync no. {number}."]
    if taken:
        would = "would be " if done.dry_run else ""
        parts = [f"{counted(taken, 'change')} {would}taken (sync no. {number})."]
    waiting = [file for file in done.delivered if file.queued or file.refused]
    if waiting:
        names = ", ".join(file.file for file in waiting)
        parts.append(f"Not written yet: {names} (open elsewhere, or see actiongrid status).")
    if done.unread:
        parts.append(f"Not read: {', '.join(unread.file for unread in done.unread)}.")
    lines = len(done.needs)
    needs = "1 line needs" if lines == 1 else f"{lines} lines need"
    parts.append(f"{needs} you: see Needs you." if lines else "Nothing needs you.")
    return " ".join(parts)


def _arrives(press: Press, mark_in: Callable[[str], str], clock: Clock) -> bool:
    for _second in range(ARRIVAL_SECONDS):
        if mark_in(press.replica) == press.mark:
            return True
        clock.pause(1)
    return mark_in(press.replica) == press.mark

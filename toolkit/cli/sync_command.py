"""actiongrid sync"""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

import click

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit, progress


@click.command("sync", epilog="Example:  actiongrid sync --dry-run")
@common
@dry_run
@click.argument("files", nargs=-1)
@click.option("--release", multiple=True, metavar="FILE", help="Let a held file through.")
@click.option(
    "--prefer", metavar="FILE", default="", help="Settle conflicts by this file's answers."
)
@click.option("--new-period", is_flag=True, help="Repeating actions begin again; asks first.")
@click.option("--strict", is_flag=True, help="Exit with 3 when a warning waits, too.")
@click.option("--yes", is_flag=True, help="Do not ask (with --prefer, --new-period).")
def command(
    call: Call,
    dry_run: bool,
    files: tuple[str, ...],
    release: tuple[str, ...],
    prefer: str,
    new_period: bool,
    strict: bool,
    yes: bool,
) -> int:
    """Gather every edit, agree on one state, write it back.

    Reads the workbooks, the copies in the inbox and any FILES named here. Says what changed, what
    two people disagree on, what is held and why, and the most urgent lines of Needs you.
    """
    from toolkit.stores.last_sync import LastSync, remember, said_again, workspace_above

    today = (call.today or date.today()).isoformat()  # noqa: DTZ011
    if not (files or release or prefer or new_period or strict or dry_run) and (
        folder := workspace_above(call.folder)
    ):
        said = said_again(folder, f"{folder}/.actiongrid", today)
        if said:
            emit(call, said.document, said.lines)
            return said.code
    from toolkit.wiring import full_paths, opened
    from toolkit.workflows.count_up import last_state
    from toolkit.workflows.new_period import new_period_lines
    from toolkit.workflows.preferred import settled_by
    from toolkit.workflows.sync import sync
    from toolkit.workflows.sync_words import (
        at_rest,
        sync_document,
        sync_lines,
        waits_for_a_person,
    )
    from toolkit.workflows.synced import Request

    with progress(call, "Gathering edits"), opened(call.folder, call.today) as session:
        names = tuple(PurePath(name).name for name in release)
        request = Request(full_paths(files), names, prefer, new_period, dry_run)
        if new_period and not (yes or dry_run or call.as_json):
            _confirm_period(list(new_period_lines(last_state(session))))
        if prefer and not (yes or dry_run or call.as_json):
            _confirm(settled_by(session, prefer), prefer)
        done = sync(session, request)
        emit(call, sync_document(done), list(sync_lines(done)))
        code = 3 if waits_for_a_person(done, strict=strict) else 0
        places = session.places
        # What is typed in an open workbook or a service leaves no trace on the disk.
        only_files = not session.live
    rest = at_rest(done)
    if rest is not None and only_files and not (dry_run or strict):
        remember(
            places.folder,
            places.inside,
            (places.workbooks, places.inbox, places.surveys),
            today,
            LastSync(sync_document(rest), list(sync_lines(rest)), code),
        )
    return code


def _confirm(cells: list[str], prefer: str) -> None:
    """List what --prefer would settle and ask."""
    if not cells:
        click.echo(f'"{prefer}" gives no clear answer to any open conflict; nothing is settled.')
        return
    click.echo(f"Settled by {prefer}:")
    for cell in cells:
        click.echo(f"  {cell}")
    click.confirm("Settle these?", abort=True)


def _confirm_period(lines: list[str]) -> None:
    """List the actions that begin again and ask."""
    if not lines:
        click.echo("No repeating action has a status from a cycle that has ended.")
        return
    click.echo("These repeating actions begin again; what they said is kept under Last time:")
    for line in lines:
        click.echo(f"  {line}")
    click.confirm("Begin the new period?", abort=True)

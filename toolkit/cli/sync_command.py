"""actiongrid sync"""

from __future__ import annotations

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
@click.option("--yes", is_flag=True, help="Settle without asking (with --prefer).")
def command(
    call: Call,
    dry_run: bool,
    files: tuple[str, ...],
    release: tuple[str, ...],
    prefer: str,
    yes: bool,
) -> int:
    """Gather every edit, agree on one state, write it back.

    Reads the workbooks, the copies in the inbox and any FILES named here. Says what changed, what
    two people disagree on, what is held and why, and the most urgent lines of Needs you.
    """
    from toolkit.wiring import full_paths, opened
    from toolkit.workflows.preferred import settled_by
    from toolkit.workflows.sync import sync
    from toolkit.workflows.sync_words import sync_document, sync_lines, waits_for_a_person
    from toolkit.workflows.synced import Request

    with progress(call, "Gathering edits"), opened(call.folder, call.today) as session:
        request = Request(full_paths(files), release, prefer, dry_run)
        if prefer and not (yes or dry_run or call.as_json):
            _confirm(settled_by(session, prefer), prefer)
        done = sync(session, request)
        emit(call, sync_document(done), list(sync_lines(done)))
    return 3 if waits_for_a_person(done) else 0


def _confirm(cells: list[str], prefer: str) -> None:
    """List what --prefer would settle and ask."""
    if not cells:
        click.echo(f'"{prefer}" gives no clear answer to any open conflict; nothing is settled.')
        return
    click.echo(f"Settled by {prefer}:")
    for cell in cells:
        click.echo(f"  {cell}")
    click.confirm("Settle these?", abort=True)

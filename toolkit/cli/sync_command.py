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
@click.option("--yes", is_flag=True, help="Say yes beforehand (to --prefer, --new-period).")
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

    --prefer and --new-period list what they would change and ask first, with --json too: a program
    that calls them adds --yes.
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
    from toolkit.workflows.after_sync import at_rest, waits_for_a_person
    from toolkit.workflows.count_up import last_state
    from toolkit.workflows.new_period import new_period_lines
    from toolkit.workflows.preferred import settled_by
    from toolkit.workflows.sync import sync
    from toolkit.workflows.sync_document import sync_document
    from toolkit.workflows.sync_words import sync_lines
    from toolkit.workflows.synced import Request

    keep = not dry_run
    with (
        progress(call, "Gathering edits"),
        opened(call.folder, call.today, keep_plan=keep) as session,
    ):
        released = tuple(PurePath(name).as_posix() for name in release)
        request = Request(full_paths(files), released, prefer, new_period, dry_run)
        if new_period and not (yes or dry_run):
            _confirm_period(list(new_period_lines(last_state(session))))
        if prefer and not (yes or dry_run):
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
        _say(f'"{prefer}" gives no clear answer to any open conflict; nothing is settled.')
        return
    _say(f"Settled by {prefer}:", *(f"  {cell}" for cell in cells))
    _ask("Settle these?")


def _confirm_period(lines: list[str]) -> None:
    """List the actions that begin again and ask."""
    if not lines:
        _say("No repeating action has a status from a cycle that has ended.")
        return
    _say(
        "These repeating actions begin again; what they said is kept under Last time:",
        *(f"  {line}" for line in lines),
    )
    _ask("Begin the new period?")


def _say(*lines: str) -> None:
    """Say what a question is about, beside the document that --json prints."""
    for line in lines:
        click.echo(line, err=True)


def _ask(question: str) -> None:
    """Go on after a yes only; a program that cannot be asked says so beforehand, with --yes."""
    try:
        agreed = click.confirm(question, err=True)
    except click.Abort:
        raise click.UsageError(
            "nobody was there to say yes; nothing was done. Add --yes to go on without being "
            "asked, or --dry-run to look first."
        ) from None
    if not agreed:
        raise click.Abort

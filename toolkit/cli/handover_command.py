"""actiongrid handover"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit, progress

_WAITS = 3


@click.command("handover", epilog='Example:  actiongrid handover ED "Jo Lee" --dry-run')
@common
@dry_run
@click.argument("giver", metavar="FROM")
@click.argument("taker", metavar="TO")
def command(call: Call, dry_run: bool, giver: str, taker: str) -> int:
    """Move open rows from one owner to another.

    FROM and TO are names or codes as they stand under Who, in the key or in People. Every open row
    that names FROM names TO afterwards; what else its cell says stays. Finished rows keep the name
    of who did the work. Roles that FROM holds in People go to TO. Gathers edits first; drafts a
    letter to both.
    """
    from toolkit.wiring import mailer_of, opened
    from toolkit.workflows.after_sync import waits_for_a_person
    from toolkit.workflows.handover import hand_over
    from toolkit.workflows.handover_words import handover_document, handover_lines

    with progress(call, "Handing over"), opened(call.folder, call.today) as session:
        done = hand_over(session, mailer_of(session), giver, taker, dry_run=dry_run)
        emit(call, handover_document(session, done), list(handover_lines(session, done)))
    return _WAITS if waits_for_a_person(done.synced) else 0

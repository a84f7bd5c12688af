"""actiongrid ask"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit, progress


@click.command("ask", epilog="Example:  actiongrid ask --dry-run")
@common
@dry_run
def command(call: Call, dry_run: bool) -> int:
    """One draft per owner with their open rows.

    Asks about open rows that are overdue, due by the next meeting, or not reported on this period.
    With each draft go the workbooks to fill in, stamped with the owner's name so that they find
    their way back, and the days for a calendar. Nothing is drafted when nothing is due.
    """
    from toolkit.wiring import mailer_of, opened
    from toolkit.workflows.ask import Asked, ask

    with progress(call, "Drafting letters"), opened(call.folder, call.today) as session:
        done = ask(session, mailer_of(session), dry_run=dry_run)
        shown = session.places.shown

    def said(letter: Asked) -> str:
        to = letter.mail or "no address yet: Plan.xlsx, sheet People"
        where = f": {shown(letter.file)}" if letter.file else ""
        return f"  {letter.owner} ({to}), {', '.join(letter.rows)}{where}"

    lines = ["Nothing is due and everybody has reported: nobody is asked."]
    if done.letters:
        count = f"{len(done.letters)} draft{'' if len(done.letters) == 1 else 's'}"
        lines = [f"{count}{' would be written' if dry_run else ' in the outbox'}:"]
        lines += [said(letter) for letter in done.letters]
    if done.ownerless:
        lines += ["Nobody answers for: " + ", ".join(done.ownerless)]
    if done.taken_out:
        lines += ["No longer needed, taken out of the outbox: " + ", ".join(done.taken_out)]
    document = {
        "schema": "actiongrid/ask",
        "version": 1,
        "letters": [
            {
                "owner": letter.owner,
                "mail": letter.mail,
                "rows": list(letter.rows),
                "file": shown(letter.file) if letter.file else None,
                "copies": list(letter.copies),
            }
            for letter in done.letters
        ],
        "ownerless": list(done.ownerless),
        "taken_out": list(done.taken_out),
    }
    emit(call, document, lines)
    return 0

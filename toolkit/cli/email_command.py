"""actiongrid email"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common, dry_run, yes
from toolkit.cli.output import emit, progress


@click.command("email", epilog="Example:  actiongrid email --to board@example.org")
@common
@yes
@dry_run
@click.option("--draft", "wanted", flag_value="draft", default=True, help="Into the outbox.")
@click.option("--send", "wanted", flag_value="send", help="Through the server of settings.yaml.")
@click.option("--to", multiple=True, metavar="ADDRESS", help="Reader; may be given several times.")
@click.option("--again", is_flag=True, help="Send it although it has been sent.")
def command(
    call: Call, yes: bool, dry_run: bool, wanted: str, to: tuple[str, ...], again: bool
) -> int:
    """The report as a draft, or sent.

    Page one is the letter; the report is attached as it stands on disk. The draft opens in your
    mail program as an unsent message. --send goes over TLS, asks the first time, and sends one
    letter once.
    """
    from toolkit.wiring import mailer_of, opened
    from toolkit.workflows.mail_report import letter_of_report
    from toolkit.workflows.open_lines import urgent_waits
    from toolkit.workflows.post import Posted, draft_letter, send_letter

    def confirm(question: str) -> bool:
        return yes or (not call.as_json and click.confirm(question, err=True))

    with opened(call.folder, call.today) as session:
        mailer = mailer_of(session)
        with progress(call, "Writing the letter"):
            ready = letter_of_report(session, to)
        for warning in ready.warnings:
            click.echo(warning, err=True)
        if dry_run:
            posted = Posted(
                session.places.outbox, mailer.message_id(ready.letter), f"would {wanted}"
            )
        elif wanted == "send":
            posted = send_letter(session, mailer, ready.letter, confirm, again=again)
        else:
            posted = draft_letter(session, mailer, ready.letter)
        place = session.places.shown(posted.place)
        code = 3 if urgent_waits(session.history) else 0
    readers = ", ".join(ready.letter.to) or "nobody yet: name readers with --to"
    said = {
        "draft": f"Draft: {place}",
        "would draft": f"The draft would be written into {place}.",
        "would send": f"The letter would be sent, and its draft kept in {place}.",
        "sent": "Sent.",
        "already sent": f"This letter was sent on {posted.at}; --again sends it once more.",
    }
    lines = [
        said[posted.state],
        f"  To: {readers}",
        f"  Subject: {ready.letter.subject}",
        f"  Attached: {', '.join(each.name for each in ready.letter.attachments)}",
        *(f"  The server refused {address}." for address in posted.refused),
    ]
    document = {
        "schema": "actiongrid/email",
        "version": 1,
        "state": posted.state,
        "file": place,
        "message_id": posted.message_id,
        "to": list(ready.letter.to),
        "subject": ready.letter.subject,
        "attachments": [each.name for each in ready.letter.attachments],
        "refused": list(posted.refused),
        "warnings": list(ready.warnings),
    }
    emit(call, document, lines)
    return code

"""actiongrid google sign-in, actiongrid google setup"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit, progress


@click.group("google", epilog="Example:  actiongrid google sign-in")
def command() -> None:
    """Work in Google Sheets: sign in, set up a sheet."""


@command.command("sign-in", epilog="Example:  actiongrid google sign-in")
@common
@dry_run
@click.option("--client", metavar="FILE", default="", help="The desktop client file from Google.")
@click.option("--no-browser", is_flag=True, help="Print the address instead of opening it.")
def sign_in(call: Call, dry_run: bool, client: str, no_browser: bool) -> int:
    """Let the tool work in your Google sheets, and in nothing else of yours.

    Opens the browser once. The sign-in is kept in your own profile, where only you can read it.
    A computer nobody sits at uses a service account instead: see docs/google.md.
    """
    from toolkit.wiring.google import sign_in_by_browser

    place = sign_in_by_browser(client, open_browser=not no_browser, dry_run=dry_run)
    done = ["Signed in to Google.", f"Kept in {place}; remove that file to sign out."]
    would = [
        "Your browser would open and ask whether this tool may work in your Google sheets.",
        f"The sign-in would be kept in {place}.",
    ]
    emit(
        call,
        {"schema": "actiongrid/google-sign-in", "version": 1, "dry_run": dry_run, "kept": place},
        would if dry_run else done,
    )
    return 0


@command.command("setup", epilog="Example:  actiongrid google setup --dry-run")
@common
@dry_run
@click.option("--credentials", metavar="FILE", default="", help="Sign-in file for this run.")
@click.option("--new", is_flag=True, help="Make a new sheet, when you are signed in yourself.")
@click.argument("address", default="")
def setup(call: Call, dry_run: bool, credentials: str, new: bool, address: str) -> int:
    """Put the plan into Google sheets: a tab for each focus area, lists, filters, a summary.

    ADDRESS is that of an empty sheet you have made and shared; it is noted in settings.yaml.
    Without it, every sheet settings name gets what it lacks. What people changed there stays.
    """
    from toolkit.wiring import opened
    from toolkit.wiring.books import book_maker
    from toolkit.wiring.google import note_spreadsheet
    from toolkit.workflows.after_sync import waits_for_a_person
    from toolkit.workflows.google_setup import google_setup, setup_document, setup_lines

    if (address or new) and not dry_run:
        note_spreadsheet(call.folder, address, credentials)
    with (
        progress(call, "Setting up Google sheets"),
        opened(call.folder, call.today, credentials) as session,
    ):
        designer = book_maker(session.settings.buttons)
        done = google_setup(session, designer, dry_run=dry_run)
        emit(call, setup_document(done), list(setup_lines(done)))
    return 3 if waits_for_a_person(done.synced) else 0

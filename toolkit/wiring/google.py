"""Puts Google sheets together: credentials, calls, backends; loaded only when settings name any."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from toolkit.errors import ToolkitError, UsageError
from toolkit.ports.backend import FileBackend
from toolkit.ports.check import Check
from toolkit.settings import Settings
from toolkit.stores.workspace import SETTINGS, Workspace, find_workspace
from toolkit.tables.schema import Schema

if TYPE_CHECKING:
    from toolkit.backends.excel_file import KeptBooks
    from toolkit.backends.google_sheets import GoogleSheets
    from toolkit.backends.google_sheets.sign_in import SignedIn


def require_google() -> None:
    """Raise UsageError with the line that installs the part when it is not there."""
    try:
        for module in ("gspread", "google.auth", "google_auth_oauthlib"):
            import_module(module)
    except ImportError:
        raise UsageError(
            'the part "google" of the tool is not installed on this computer.',
            next_step='Install it with: pip install "actiongrid-toolkit[google]"',
        ) from None


def google_sheets(settings: Settings, schema: Schema) -> GoogleSheets | None:
    """The workspace's Google sheets, signed in when first asked; None when settings name none."""
    if not settings.google:
        return None
    return connected_sheets(settings, schema)


def connected_sheets(settings: Settings, schema: Schema) -> GoogleSheets:
    """Google sheets, whether or not settings name any yet."""
    require_google()
    from toolkit.backends.google_sheets import GoogleSheets
    from toolkit.backends.google_sheets.calls import Calls
    from toolkit.stores.system_clock import SystemClock

    def connect() -> Calls:
        found = signed_in(settings)
        patience = float(settings.google_patience)
        return Calls(found.credentials, found.account, SystemClock().pause, patience)

    return GoogleSheets(schema, connect)


def with_credentials(workspace: Workspace, credentials: str) -> Workspace:
    """The workspace with another file to sign in to Google with."""
    settings = replace(workspace.settings, google_credentials=credentials)
    return replace(workspace, settings=settings)


def note_spreadsheet(folder: str, address: str, credentials: str = "") -> None:
    """Have settings name a Google sheet that can be opened; a new one when no address is given."""
    from toolkit.backends.google_sheets.address import address_of, spreadsheet_id
    from toolkit.stores.settings_file import name_spreadsheet

    workspace = find_workspace(folder)
    if credentials:
        workspace = with_credentials(workspace, credentials)
    sheets = connected_sheets(workspace.settings, Schema())
    found = address_of(spreadsheet_id(address)) if address else sheets.create("Action grid")
    sheets.read(found)
    name_spreadsheet(workspace.folder / SETTINGS, found)


def sign_in_by_browser(client: str, *, open_browser: bool, dry_run: bool = False) -> str:
    """Ask in the browser; returns where the sign-in is kept. A dry run only looks at the client."""
    require_google()
    from toolkit.backends.google_sheets.sign_in import (
        client_of,
        sign_in_with_browser,
        stored_token,
    )

    if dry_run:
        client_of(client)
    else:
        sign_in_with_browser(client, token_folder(), open_browser=open_browser)
    return str(stored_token(token_folder()))


def google_checks(settings: Settings) -> tuple[Check, ...]:
    """What ``doctor`` says about Google: the sign-in, and each sheet settings name."""
    if not settings.google:
        return (Check("Google sheets", True, "not used: settings name none."),)
    try:
        found = signed_in(settings)
    except UsageError as problem:
        return (Check("Google sign-in", False, problem.found, problem.next_step),)
    who = found.account or "a person's own account"
    checks = [Check("Google sign-in", True, f"{found.kind}, {who}, from {found.told_by}.")]
    sheets = connected_sheets(replace(settings, google_patience=5), Schema())
    for view, address in settings.google.items():
        try:
            sheets.read(address)
        except ToolkitError as problem:
            checks.append(Check(f"Google sheet {view}", False, problem.found, problem.next_step))
        else:
            title = sheets.shown(address)
            checks.append(Check(f"Google sheet {view}", True, f'"{title}" can be read.'))
    return tuple(checks)


def signed_in(settings: Settings) -> SignedIn:
    """Who the tool is at Google. Raises UsageError when nobody is signed in."""
    require_google()
    from toolkit.backends.google_sheets.sign_in import sign_in

    return sign_in(token_folder(), settings.google_credentials)


def token_folder() -> Path:
    """Where ``google sign-in`` keeps its token: this user's own folder."""
    from platformdirs import user_config_path

    return user_config_path("actiongrid", appauthor=False)


def backend_of(settings: Settings, schema: Schema, books: KeptBooks | None = None) -> FileBackend:
    """What reads and changes contents: workbooks, and kept views of Google sheets if any."""
    from toolkit.backends.excel_file import ExcelFile

    if not settings.google:
        return ExcelFile(schema, books)
    require_google()
    from toolkit.backends.by_content import ByContent
    from toolkit.backends.google_sheets.view_book import START
    from toolkit.backends.google_sheets.view_content import ViewContent

    return ByContent(ExcelFile(schema, books), {START: ViewContent(schema)})

"""Signing in to Google, in the places gspread's users know; only spreadsheets are asked for.

Order: a file named on the command line, ``GOOGLE_APPLICATION_CREDENTIALS``, gspread's own folder
(service account, then a signed-in user), what ``google sign-in`` has stored, what gcloud has
stored.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from google.auth.credentials import Credentials
from google.oauth2.credentials import Credentials as UserCredentials
from google.oauth2.service_account import Credentials as ServiceCredentials
from msgspec import Struct

from toolkit.errors import UsageError

SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)
_STORED = "google_token.json"


class SignedIn(Struct, frozen=True):
    """Who is asking.

    Attributes:
        credentials: for google-auth.
        account: the mail address a sheet has to be shared with, "" when Google alone knows it.
        told_by: where the sign-in comes from, as a person would say it.
        kind: ``service account``, ``person`` or ``application default``.
    """

    credentials: Credentials
    account: str
    told_by: str
    kind: str


def gspread_folder() -> Path:
    """Where gspread keeps its files."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", "~")).expanduser() / "gspread"
    return Path("~/.config/gspread").expanduser()


def stored_token(data_folder: Path) -> Path:
    """Where ``google sign-in`` keeps its token."""
    return data_folder / _STORED


def sign_in(data_folder: Path, named: str = "") -> SignedIn:
    """The first sign-in that is there. Raises UsageError when there is none."""
    for place, told_by in _places(data_folder, named):
        if place.is_file():
            return _read(place, told_by)
    if (found := _application_default()) is not None:
        return found
    raise UsageError(
        "nobody is signed in to Google on this computer.",
        where="Google",
        next_step='Run "actiongrid google sign-in". For a computer nobody sits at, ask your '
        f'administrator for a service-account file and put it at "{_gspread("service_account")}".',
    )


def _places(data_folder: Path, named: str) -> Iterator[tuple[Path, str]]:
    for text, told_by in (
        (named, "the file given with --credentials"),
        (os.environ.get("GOOGLE_APPLICATION_CREDENTIALS", ""), "GOOGLE_APPLICATION_CREDENTIALS"),
    ):
        if not text:
            continue
        place = Path(text).expanduser()
        if not place.is_file():
            raise UsageError(f'there is no file "{text}".', where=told_by,
                             next_step="Check its name and folder.")  # fmt: skip
        yield place, told_by
    yield _gspread("service_account"), "gspread's folder"
    yield _gspread("authorized_user"), "gspread's folder"
    yield stored_token(data_folder), '"actiongrid google sign-in"'


def _gspread(name: str) -> Path:
    return gspread_folder() / f"{name}.json"


def _read(place: Path, told_by: str) -> SignedIn:
    try:
        facts = json.loads(place.read_text(encoding="utf-8"))
        kind = facts.get("type", "authorized_user")
        if kind == "service_account":
            robot: Any = _from(ServiceCredentials.from_service_account_info, facts)
            robot = robot.with_scopes(list(SCOPES))
            return SignedIn(robot, robot.service_account_email, told_by, "service account")
        if kind == "authorized_user":
            person = _from(UserCredentials.from_authorized_user_info, facts)
            return SignedIn(person, facts.get("account", ""), told_by, "person")
    except (OSError, ValueError, KeyError, AttributeError) as problem:
        raise _no_key(place, told_by) from problem
    raise _no_key(place, told_by)


def _from(make: Any, *facts: Any) -> Any:
    """Credentials by one of google-auth's untyped makers."""
    return make(*facts)


def _no_key(place: Path, told_by: str) -> UsageError:
    return UsageError(
        f'"{place}" is no sign-in file of Google.',
        where=told_by,
        next_step="Download the service account's JSON key again, or remove the file and run "
        '"actiongrid google sign-in".',
    )


def _application_default() -> SignedIn | None:
    """What ``gcloud auth application-default login`` has left on this computer."""
    folder = os.environ.get("CLOUDSDK_CONFIG", "")
    if not folder:
        base = os.environ.get("APPDATA", "~") if sys.platform == "win32" else "~/.config"
        folder = str(Path(base) / "gcloud")
    place = Path(folder).expanduser() / "application_default_credentials.json"
    if not place.is_file():
        return None
    found = _read(place, "gcloud")
    facts = json.loads(place.read_text(encoding="utf-8"))
    credentials: Any = found.credentials
    if project := facts.get("quota_project_id"):
        credentials = credentials.with_quota_project(project)
    return SignedIn(credentials, found.account, "gcloud", "application default")


def sign_in_with_browser(
    client_file: str, data_folder: Path, *, open_browser: bool = True
) -> SignedIn:
    """Ask in the browser, keep the token where only this user may read it.

    Args:
        client_file: the desktop client file from Google; "" for gspread's ``credentials.json``.
        data_folder: where the token is kept.
        open_browser: open it, rather than print the address only.
    """
    from google_auth_oauthlib.flow import InstalledAppFlow

    facts = client_of(client_file)
    flow = InstalledAppFlow.from_client_config(facts, list(SCOPES))
    person = flow.run_local_server(
        bind_addr="127.0.0.1",
        port=0,
        open_browser=open_browser,
        authorization_prompt_message="Open this address in your browser:\n{url}",
        success_message="Signed in. You can close this window.",
    )
    place = stored_token(data_folder)
    keep_secret(place, json.loads(person.to_json()))
    return SignedIn(person, "", '"actiongrid google sign-in"', "person")


def client_of(named: str) -> Mapping[str, Any]:
    """The desktop client's file. Raises UsageError when there is none, or it is something else."""
    place = Path(named).expanduser() if named else _gspread("credentials")
    try:
        facts: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise UsageError(
            f'there is no client file "{place}".',
            where="google sign-in",
            next_step="Ask your administrator for the desktop client file (docs/google.md says how "
            "it is made), put it there or name it with --client FILE.",
        ) from problem
    if "installed" not in facts:
        raise UsageError(
            f'"{place}" is not the file of a desktop client.',
            where="google sign-in",
            next_step="In console.cloud.google.com › Credentials create an OAuth client of the "
            'type "Desktop app" and download its JSON file.',
        )
    return facts


def keep_secret(place: Path, facts: Mapping[str, Any]) -> None:
    """Write a file only this user may read, from its first byte on."""
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(facts, file)
    fresh.replace(place)

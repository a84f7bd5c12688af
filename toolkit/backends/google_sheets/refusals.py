"""What Google refuses, in plain words, with what to click."""

from __future__ import annotations

from toolkit.errors import BusyError, FileRefused, ToolkitError

_WHERE = "Google"


def refusal(code: int, said: str, account: str) -> ToolkitError:
    """Why a call was refused for good."""
    if code == 401:
        return FileRefused(
            "google-signed-out",
            "Google does not accept the sign-in any more.",
            where=_WHERE,
            next_step='Run "actiongrid google sign-in".',
        )
    if code == 403 and ("has not been used" in said or "is disabled" in said):
        return FileRefused(
            "google-api-off",
            "the Google Sheets API is not switched on for the project the sign-in belongs to.",
            where=_WHERE,
            next_step="Open console.cloud.google.com/apis/library/sheets.googleapis.com, choose "
            "that project, click Enable, wait a minute and run this again.",
        )
    if code == 403 and ("scope" in said.casefold() or "insufficient" in said.casefold()):
        return FileRefused(
            "google-scope",
            "the sign-in does not allow working with Google sheets.",
            where=_WHERE,
            next_step='Run "actiongrid google sign-in" and leave the box for Google Sheets ticked. '
            "With gcloud: gcloud auth application-default login --scopes="
            "https://www.googleapis.com/auth/cloud-platform,"
            "https://www.googleapis.com/auth/spreadsheets",
        )
    if code == 403:
        return FileRefused("google-not-shared", _not_shared(account), where=_WHERE,
                           next_step=_share(account))  # fmt: skip
    if code == 404:
        return FileRefused(
            "google-gone",
            "there is no Google sheet at this address.",
            where=_WHERE,
            next_step="Open the sheet in the browser and copy its whole address into "
            "settings.yaml, google.spreadsheets.",
        )
    return FileRefused(
        "google-refused",
        f'Google refused the request: "{said}" ({code}).',
        where=_WHERE,
        next_step='Run "actiongrid doctor"; nothing was changed.',
    )


def _not_shared(account: str) -> str:
    who = account or "the account you signed in with"
    return f"the sheet is not shared with {who}, or only for viewing."


def _share(account: str) -> str:
    who = account or "the account you signed in with"
    return (
        f"Open it, click Share, add {who} as Editor and run this again. If Google says that your "
        "organisation forbids it, ask your administrator to allow sharing with that address."
    )


def sign_in_refused(problem: Exception, account: str) -> ToolkitError:
    """Why no token could be had."""
    said = str(problem)
    who = f" of {account}" if account else ""
    if "invalid_grant" in said and "JWT" in said:
        return FileRefused(
            "google-key",
            f"Google does not accept the key file{who}.",
            where=_WHERE,
            next_step="Make a new key for the service account in console.cloud.google.com "
            "(IAM & Admin › Service accounts › Keys) and put it in place of the old one.",
        )
    if "invalid_grant" in said:
        return FileRefused(
            "google-expired",
            f"the sign-in{who} has expired or was taken back.",
            where=_WHERE,
            next_step='Run "actiongrid google sign-in" again. If this happens every seven days, '
            "your administrator has to publish the app (console.cloud.google.com › OAuth consent "
            "screen › Publish app, or user type Internal).",
        )
    return FileRefused(
        "google-sign-in",
        f"Google did not let the tool in ({said[:200]}).",
        where=_WHERE,
        next_step='Run "actiongrid google sign-in", or see docs/google.md.',
    )


def no_connection(problem: Exception) -> ToolkitError:
    """The line is down."""
    del problem
    return BusyError(
        "Google cannot be reached.",
        where=_WHERE,
        next_step="Check the internet connection and run this again; nothing is lost.",
    )


def still_busy(said: str, code: int) -> ToolkitError:
    """Google answers, but not with what was asked for."""
    if code == 429:
        return BusyError(
            "Google's limit of requests a minute is used up.",
            where=_WHERE,
            next_step="Wait a minute and run this again; nothing is lost.",
        )
    return BusyError(
        f"Google has trouble at the moment ({code}: {said[:100]}).",
        where=_WHERE,
        next_step="Run this again in a few minutes; nothing is lost.",
    )

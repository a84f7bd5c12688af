"""The mail password: from the system's keyring or the environment, never from a file of ours."""

from __future__ import annotations

import os

from toolkit.errors import UsageError

VARIABLE = "ACTIONGRID_MAIL_PASSWORD"
SERVICE = "actiongrid"


def mail_password(user: str) -> str:
    """The password of the mail account. Raises UsageError that says where to put it."""
    if found := os.environ.get(VARIABLE, ""):
        return found
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise UsageError(
            f'there is no password for the mail account "{user}".',
            next_step=f"Set the environment variable {VARIABLE}, or keep it in the system's "
            f'keyring: pip install "actiongrid-toolkit[mail]", then keyring set {SERVICE} {user}',
        ) from None
    try:
        kept = keyring.get_password(SERVICE, user)
    except KeyringError:
        kept = None
    if not kept:
        raise UsageError(
            f'there is no password for the mail account "{user}".',
            next_step=f"Keep it in the system's keyring once: keyring set {SERVICE} {user}   "
            f"(or set the environment variable {VARIABLE}).",
        )
    return kept

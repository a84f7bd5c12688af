"""The mail password comes from the environment or the keyring."""

from __future__ import annotations

import sys

import keyring
import pytest
from keyring.backend import KeyringBackend

from toolkit.errors import UsageError
from toolkit.mail.password import VARIABLE, mail_password


class OneAccount(KeyringBackend):
    """A keyring with one password in it."""

    priority = 1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        return "kept" if (service, username) == ("actiongrid", "ana") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError


@pytest.fixture(autouse=True)
def one_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(keyring, "get_password", OneAccount().get_password)


def test_the_environment_goes_first_then_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    assert mail_password("ana") == "kept"
    monkeypatch.setenv(VARIABLE, "given")
    assert mail_password("ana") == "given"


def test_no_password_says_how_to_keep_one() -> None:
    with pytest.raises(UsageError, match="keyring set actiongrid bob"):
        mail_password("bob")


def test_without_a_keyring_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(UsageError, match=r'pip install "actiongrid-toolkit\[mail\]"'):
        mail_password("ana")

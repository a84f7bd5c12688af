"""Whom the drop-down under Who offers."""

from __future__ import annotations

from toolkit.workbooks.content import Content


def who_words(content: Content) -> tuple[str, ...]:
    """Codes of the key that are people or bodies, then names; terms (``PD``) are never offered."""
    key = content.snapshot["roles"].live()
    codes = [role.text("ref") for role in key if role["kind"] != "term"]
    names = [person.text("name") for person in content.snapshot["people"].live()]
    return tuple(dict.fromkeys(word for word in (*codes, *names) if word))

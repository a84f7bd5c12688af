"""Options every command takes, before or after its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

import click
from msgspec import Struct


class Call(Struct, frozen=True):
    """How a command was called.

    Attributes:
        folder: workspace folder as typed, "" for here or the nearest above.
        as_json: print one JSON document and nothing else.
        today: the day to work as of; None for now.
    """

    folder: str = ""
    as_json: bool = False
    today: date | None = None


def common(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add -C, --json and --today; the command gets a ``Call`` first."""

    @click.option("-C", "folder", metavar="DIR", help="Workspace; default: here or nearest above.")
    @click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
    @click.option("--today", metavar="DATE", help="The day to work as of, such as 2027-05-14.")
    @wraps(function)
    def wrapped(folder: str | None, as_json: bool, today: str | None, **rest: Any) -> Any:
        above = click.get_current_context().find_root().obj or {}
        call = Call(
            folder=folder or above.get("folder") or "",
            as_json=as_json or bool(above.get("as_json")),
            today=_day(today or above.get("today")),
        )
        return function(call, **rest)

    return wrapped


def dry_run(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --dry-run."""
    return click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")(
        function
    )


def yes(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --yes."""
    return click.option("--yes", is_flag=True, help="Take the defaults; ask nothing.")(function)


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(
            f'--today "{text}" is not a day; write it like 2027-05-14.'
        ) from None

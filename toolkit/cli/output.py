"""What a command prints: text for people, or one JSON document."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import click

from toolkit.cli.options import Call


def emit(call: Call, document: Mapping[str, Any], lines: Sequence[str]) -> None:
    """Print the document when JSON was asked for, else the lines."""
    if call.as_json:
        click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))
    else:
        for line in lines:
            click.echo(line)


def print_failure(sentence: str, arguments: Sequence[str], code: int) -> int:
    """Say on stderr why the command stopped; the JSON form on stdout when it was asked for."""
    if "--json" in arguments:
        document = {"schema": "actiongrid/error", "version": 1, "exit": code, "error": sentence}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    click.echo(sentence, err=True)
    return code


def print_crash(problem: Exception, arguments: Sequence[str]) -> int:
    """Turn an unforeseen error into one sentence; the traceback goes to a log file."""
    import traceback

    from toolkit.stores.crash_log import write_crash_log

    trace = "".join(traceback.format_exception(problem))
    place = write_crash_log(trace, arguments)
    sentence = (
        f"Something unforeseen happened ({type(problem).__name__}: {problem}). Nothing was left "
        f"half-written; it is safe to run the command again. Details for whoever looks after the "
        f"tool: {place}"
    )
    return print_failure(sentence, arguments, 1)


@contextmanager
def progress(call: Call, doing: str) -> Iterator[None]:
    """Show what is being done on a terminal, when it takes longer than a moment."""
    if call.as_json or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{doing} …"):
        yield

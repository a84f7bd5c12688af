"""The data that ships with the tool: tables, status words, plans, templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import toolkit
from toolkit.errors import ToolkitError


@cache
def _root() -> Path:
    package = Path(toolkit.__file__).parent
    inside = package / "_data"
    # A checkout keeps config/ and workbook_templates/ beside the package, where people edit them.
    return inside if inside.is_dir() else package.parent


def data_bytes(name: str) -> bytes:
    """One shipped file, such as ``config/tables.yaml``."""
    try:
        return (_root() / name).read_bytes()
    except OSError as problem:
        raise ToolkitError(
            f'the installation lacks its file "{name}" ({problem.strerror}).',
            next_step="Install the tool again.",
        ) from problem


def data_text(name: str) -> str:
    """One shipped text file."""
    return data_bytes(name).decode("utf-8")


def data_names(folder: str, suffix: str) -> tuple[str, ...]:
    """Names of the shipped files in a folder that end so, without the suffix, sorted."""
    place = _root() / folder
    if not place.is_dir():
        return ()
    found = (entry.name for entry in place.iterdir() if entry.name.endswith(suffix))
    return tuple(sorted(name.removesuffix(suffix) for name in found))

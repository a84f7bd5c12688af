"""The data that ships with the tool: tables, status words, plans, templates."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from toolkit.errors import ToolkitError


@cache
def _root() -> Traversable:
    package = files("toolkit")
    inside = package / "_data"
    if inside.is_dir():
        return inside
    # A checkout keeps config/ and workbook_templates/ beside the package, where people edit them.
    return package / ".."


def data_bytes(name: str) -> bytes:
    """One shipped file, such as ``config/tables.yaml``."""
    place = _root()
    for part in name.split("/"):
        place /= part
    try:
        return place.read_bytes()
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
    place = _root()
    for part in folder.split("/"):
        place /= part
    if not place.is_dir():
        return ()
    found = (entry.name for entry in place.iterdir() if entry.name.endswith(suffix))
    return tuple(sorted(name.removesuffix(suffix) for name in found))

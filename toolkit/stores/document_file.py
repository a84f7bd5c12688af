"""Documents people bring, and the plan file an import writes."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import UsageError, WorkspaceError

_LARGEST = 64 << 20


def read_document_file(file: str) -> tuple[bytes, str]:
    """A document's bytes and its name.

    Raises:
        UsageError: when there is no such file.
        WorkspaceError: when it cannot be read, or is far too large to be a plan.
    """
    place = Path(file).expanduser()
    if not place.is_file():
        raise UsageError(
            f'there is no file "{file}".', next_step="Check its name and folder and run again."
        )
    try:
        size = place.stat().st_size
        if size > _LARGEST:
            raise WorkspaceError(
                f"has {size >> 20} MB, too much for a plan.",
                where=place.name,
                next_step="Save the plan without its pictures, or only its pages, and import that.",
            )
        return place.read_bytes(), place.name
    except OSError as problem:
        raise WorkspaceError(
            f"cannot be read ({problem.strerror}).",
            where=str(place),
            next_step="Close it in other programs, check that you may read it, and run again.",
        ) from problem


def write_plan_file(file: str, text: str, *, force: bool, dry_run: bool = False) -> str:
    """Write a new plan file whole; returns its full path. An existing one stays, unless forced.

    Raises:
        UsageError: when the file exists and ``force`` is off.
        WorkspaceError: when it cannot be written.
    """
    place = Path(file).expanduser().absolute()
    if place.is_dir():
        raise UsageError(
            f'"{file}" is a folder.', next_step="Name a file in it, such as plan.yaml."
        )
    if place.exists() and not force:
        raise UsageError(
            f'"{file}" exists already and was left as it is.',
            next_step="Name another file with -o, or add --force to replace it.",
        )
    if dry_run:
        return str(place)
    beside = place.with_name(f".{place.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(place)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise WorkspaceError(
            f"cannot be written ({problem.strerror}).",
            where=str(place),
            next_step="Check that the folder exists and that you may write there.",
        ) from problem
    return str(place)

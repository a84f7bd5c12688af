"""The list of checks as a document, made from the registry; ``build_docs.py`` writes it."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.finding import FindingClass, Severity
from toolkit.checks.registry import CLASSES
from toolkit.workflows.validate import CLASSES as FILE_CLASSES

_MEANS = {
    Severity.ERROR: "Figures would be wrong, or a file is not taken: exit code 3.",
    Severity.WARNING: "Somebody should mend it; `--strict` makes it exit code 3 as well.",
    Severity.QUESTION: "Only a person knows. Nothing is assumed meanwhile.",
}
_INTRODUCTION = """\
# Checks

Made from the checks by `scripts/build_docs.py`.

`actiongrid validate` reads the files as they are and changes nothing. Every finding names its file,
sheet and cell, quotes what stands there and says what to do; the same lines stand under *Needs you*
in Summary, where *Accept as is* silences one until its cell says something else. A blank column is
listed once per file, not row by row.
"""


def checks_reference() -> str:
    """Every kind of finding, by severity."""
    return "\n".join([_INTRODUCTION, *_parts()])


def _parts() -> Iterator[str]:
    for severity, means in _MEANS.items():
        yield f"## {severity.capitalize()}s\n\n{means}\n"
        for known in (*FILE_CLASSES, *CLASSES):
            if known.severity is severity:
                yield _entry(known)


def _entry(known: FindingClass) -> str:
    return f"### `{known.code}`\n\n**{known.title}.** {known.description}\n"

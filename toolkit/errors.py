"""What stops a run.

A person's mistakes in a workbook are data (findings, waiting edits, conflicts), never exceptions.
An exception here means: nothing more can be done until somebody acts. Each carries where it
happened, what was found and what to do next; only ``cli`` turns it into text and an exit code.

ToolkitError                    exit code 1: failed, nothing half-written, safe to run again
├── UsageError                  exit code 2: wrong use of a command
│   ├── SettingsError           mistakes in settings.yaml, all of them at once
│   └── PlanError               mistakes in a plan document, all of them at once
├── FileRefused                 a file that must not or cannot be read or written, with the reason
├── WorkspaceError              the folder is not a workspace, or cannot be written
├── BusyError                   another sync is running, or a file is open elsewhere
└── HistoryError                history cannot be read or trusted
"""

from __future__ import annotations

import errno
from collections.abc import Sequence


class ToolkitError(Exception):
    """Something stopped the run; running again after ``next_step`` is safe.

    Args:
        found: what was found, in plain words, the offending value quoted.
        where: file, sheet and cell (or file and line), empty when there is no place.
        next_step: what the reader can do about it, a full sentence.
    """

    exit_code = 1

    def __init__(self, found: str, *, where: str = "", next_step: str = "") -> None:
        self.found = found
        self.where = where
        self.next_step = next_step
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """Where + what was found + what to do, as one line."""
        place = f"{self.where}: " if self.where else ""
        stop = "" if self.found.endswith((".", "!", "?", ":")) else "."
        step = f"{stop} {self.next_step}" if self.next_step else ""
        return f"{place}{self.found}{step}"

    def told(self) -> str:
        """The sentence as it stands by itself."""
        return self.sentence() if self.where else begun(self.sentence())


class UsageError(ToolkitError):
    """The command was used wrongly."""

    exit_code = 2


class Mistakes(UsageError):
    """Several mistakes in one document, reported together.

    Args:
        document: the name of the document.
        mistakes: one full sentence each, with line and key.
    """

    def __init__(self, document: str, mistakes: Sequence[str], *, next_step: str = "") -> None:
        self.mistakes = tuple(mistakes)
        count = len(self.mistakes)
        noun = "mistake" if count == 1 else "mistakes"
        listing = "".join(f"\n  {mistake}" for mistake in self.mistakes)
        super().__init__(f"{count} {noun}:{listing}", where=document, next_step=next_step)


class SettingsError(Mistakes):
    """Mistakes in settings.yaml."""


class PlanError(Mistakes):
    """Mistakes in a plan document."""


class FileRefused(ToolkitError):
    """A file that must not or cannot be read or written.

    Args:
        code: the stable name of the reason, such as ``password-protected``.
    """

    def __init__(self, code: str, found: str, *, where: str = "", next_step: str = "") -> None:
        self.code = code
        super().__init__(found, where=where, next_step=next_step)


class WorkspaceError(ToolkitError):
    """The folder is not a workspace, or cannot be written."""


class BusyError(ToolkitError):
    """Another run holds the workspace, or a file is open elsewhere."""


class HistoryError(ToolkitError):
    """History cannot be read or trusted."""


def begun(sentence: str) -> str:
    """A sentence with a capital where it begins; a name that comes first stays as it is."""
    word, (place, colon, _rest) = sentence.partition(" ")[0], sentence.partition(": ")
    named = (colon and "." in place) or not word.rstrip(",;").replace("-", "").isalpha()
    return sentence if named else sentence[:1].upper() + sentence[1:]


_PROTECTED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def disk_trouble(trouble: OSError) -> str:
    """What the disk refused, in plain words and with what to do; "" when it says nothing plain."""
    if trouble.errno in _PROTECTED:
        return (
            "it is write-protected, open in another program or somebody else's: close it there, "
            "or allow changes in the properties of the file and of its folder"
        )
    if trouble.errno in _FULL:
        return "the disk is full: free some space on it"
    return ""

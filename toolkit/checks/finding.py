"""What a check wants a person to look at: where, what was found, what to do."""

from __future__ import annotations

import hashlib
from enum import StrEnum

from msgspec import Struct

from toolkit.tables.column import Value
from toolkit.tables.equality import iso
from toolkit.tables.one_line import one_line


class Severity(StrEnum):
    """Error: figures would be wrong. Warning: to be mended. Question: only a person knows."""

    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"


SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.QUESTION)


class Spot(Struct, frozen=True):
    """Where a finding points.

    Attributes:
        file, sheet, cell: as a person would look it up, "" where there is no such place.
        table, id, column: the cell of the plan behind it, "" where there is none.
        ref: the ref of the record, "" when it has none.
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    table: str = ""
    id: str = ""
    column: str = ""
    ref: str = ""

    @property
    def place(self) -> str:
        """``file › sheet!cell``, as far as known."""
        spot = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell
        return " › ".join(part for part in (self.file, spot) if part)


class Finding(Struct, frozen=True):
    """One thing to look at.

    Attributes:
        code: stable name of the finding class.
        severity: error, warning or question.
        spot: where it is.
        value: what stands there, as text.
        message: one sentence: what was found, quoted, and what to do.
        suggestion: what to type instead, "" when there is no good guess.
    """

    code: str
    severity: Severity
    spot: Spot
    value: str
    message: str
    suggestion: str = ""

    @property
    def sentence(self) -> str:
        """Place, message and code as one line for a terminal."""
        place = f"{self.spot.place}: " if self.spot.place else ""
        return f"{place}{self.message} [{self.code}]"

    @property
    def key(self) -> str:
        """Identity of the matter: the same until its cell says something else."""
        spot = self.spot
        where = (
            (spot.table, spot.id, spot.column) if spot.id else (spot.file, spot.sheet, spot.cell)
        )
        digest = hashlib.sha256("\n".join((*where, self.value)).encode()).hexdigest()[:10]
        return f"{self.code}:{spot.ref or spot.id or spot.file}:{digest}"


class FindingClass(Struct, frozen=True):
    """One kind of finding.

    Attributes:
        code: stable name, in messages and JSON.
        severity: how much it matters.
        title: what it is, in a few words.
        description: why it matters and what to do, for ``docs/checks.md``.
        template: the sentence, with named gaps.
    """

    code: str
    severity: Severity
    title: str
    description: str
    template: str

    def at(self, spot: Spot, *, value: Value = "", suggestion: str = "", **gaps: object) -> Finding:
        """A finding of this class at a place; ``value`` and ``suggestion`` fill gaps too."""
        text = iso(value)
        message = self.template.format(value=shortened(text), suggestion=suggestion, **gaps)
        message = " ".join(message.splitlines())  # what people typed may run over several
        return Finding(self.code, self.severity, spot, text, message, suggestion)


def shortened(text: str, limit: int = 80) -> str:
    """A text as it is quoted in a finding."""
    return one_line(text, limit)


def listed(refs: tuple[str, ...], limit: int = 12) -> str:
    """Refs for a sentence, the rest counted: ``1.1a, 1.1b and 14 more``."""
    shown = ", ".join(refs[:limit])
    rest = len(refs) - limit
    return f"{shown} and {rest} more" if rest > 0 else shown

"""Cells their column cannot read: such an edit waits, so no figure counts it."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding, FindingClass, Severity, Spot
from toolkit.tables.column import LONGEST_TEXT, Column, ColumnType, Owner
from toolkit.tables.raw import ABSENT, Raw
from toolkit.tables.reading import Reading, read, takes_any_text, too_long

_WAITS = "Until it is mended the cell waits: nothing is counted and nothing is overwritten."

STATUS_UNKNOWN = FindingClass(
    "status-unknown",
    Severity.ERROR,
    "Status is not one of the plan's words",
    f"Pick a word from the drop-down, or add yours as an alias in the plan. {_WAITS}",
    '{heading} "{value}" is not one of the plan\'s statuses{hint}',
)
CHOICE_UNKNOWN = FindingClass(
    "choice-unknown",
    Severity.ERROR,
    "A word the column does not offer",
    f"Pick a word from the drop-down. {_WAITS}",
    '{heading} "{value}" {problem}{hint}',
)
TICK_UNCLEAR = FindingClass(
    "tick-unclear",
    Severity.ERROR,
    "A tick that cannot be read",
    f"Type x for yes, or leave the cell empty. {_WAITS}",
    '{heading} "{value}" is not a tick; type x for yes or empty the cell',
)
NOT_A_NUMBER = FindingClass(
    "not-a-number",
    Severity.ERROR,
    "Text in a number column",
    f"Type digits only; words belong in the comment. {_WAITS}",
    '{heading} "{value}" is not a number{hint}',
)
NOT_A_PERCENTAGE = FindingClass(
    "not-a-percentage",
    Severity.ERROR,
    "Text in a percent column",
    f"Type a number from 0 to 100. {_WAITS}",
    '{heading} "{value}" is not a percentage; type a number from 0 to 100',
)
PERCENT_UNCLEAR = FindingClass(
    "percent-unclear",
    Severity.QUESTION,
    "A number between 0 and 1 in a percent column",
    f"0.5 can mean half or half a percent. Type it with a percent sign. {_WAITS}",
    '{heading} "{value}" {problem}{hint}',
)
PERCENT_OUT_OF_RANGE = FindingClass(
    "percent-out-of-range",
    Severity.ERROR,
    "A percentage below 0 or above 100",
    f"Type a number from 0 to 100. {_WAITS}",
    '{heading} "{value}" is not between 0 and 100; type a number from 0 to 100',
)
DATE_AMBIGUOUS = FindingClass(
    "date-ambiguous",
    Severity.QUESTION,
    "A date that can be read two ways",
    f"Type the month as a word, such as 3 April 2027. {_WAITS}",
    '{heading} "{value}" {problem}; type the month as a word',
)
NOT_A_DATE = FindingClass(
    "not-a-date",
    Severity.ERROR,
    "Text in a date column",
    f"Type a day such as 14 May 2027. {_WAITS}",
    '{heading} "{value}" is not a date; type a day such as 14 May 2027',
)
TEXT_TOO_LONG = FindingClass(
    "text-too-long",
    Severity.ERROR,
    "A text no cell can hold",
    f"A cell holds {LONGEST_TEXT:,} characters. Nothing is ever cut: the cell is not written until "
    "the text is shorter. Put the long version in a document and link it.",
    "{heading} {problem}",
)
CLASSES = (
    STATUS_UNKNOWN,
    CHOICE_UNKNOWN,
    TICK_UNCLEAR,
    NOT_A_NUMBER,
    NOT_A_PERCENTAGE,
    PERCENT_UNCLEAR,
    PERCENT_OUT_OF_RANGE,
    DATE_AMBIGUOUS,
    NOT_A_DATE,
    TEXT_TOO_LONG,
)
_LONGEST_VALUE = 200
_BY_CODE = {known.code: known for known in CLASSES}


def check(evidence: Evidence) -> Iterator[Finding]:
    """Every cell people may type in that its column cannot read."""
    for copy, view, schema in evidence.views():
        columns = [schema.by_name[name] for name in view.letters if name in schema.by_name]
        people = [column for column in columns if column.owner is not Owner.TOOL]
        typed = [column for column in people if not takes_any_text(column)]
        texts = [column for column in people if takes_any_text(column)]
        for row in view.rows:
            cells = row.cells
            for column in (*typed, *[c for c in texts if _is_too_long(cells.get(c.name, ABSENT))]):
                reading = read(column, row[column.name])
                if reading.problem:
                    ref = str(row["ref"].value or "")
                    cell = view.address(row, column.name)
                    spot = Spot(copy.file, view.sheet, cell, view.table, row.id, column.name, ref)
                    yield _finding(column, reading, spot)


def _is_too_long(raw: Raw) -> bool:
    return isinstance(raw.value, str) and too_long(raw.value)


def _finding(column: Column, reading: Reading, spot: Spot) -> Finding:
    return _class_of(column, reading).at(
        spot,
        value=reading.text[:_LONGEST_VALUE],
        suggestion=reading.suggestion,
        heading=column.heading,
        problem=reading.problem,
        hint=_hint(column, reading),
    )


def _class_of(column: Column, reading: Reading) -> FindingClass:
    if column.type is ColumnType.CHOICE:
        return STATUS_UNKNOWN if column.name == "status" else CHOICE_UNKNOWN
    if column.type is ColumnType.TICK:
        return TICK_UNCLEAR
    return _BY_CODE[reading.code]


def _hint(column: Column, reading: Reading) -> str:
    if reading.suggestion:
        return f'; did you mean "{reading.suggestion}"?'
    if column.name == "status":
        return f"; pick one of: {', '.join(choice.word for choice in column.choices)}"
    return "; correct it or empty the cell"

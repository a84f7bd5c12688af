"""Every change since the previous meeting; page one counts them and names the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.report.blocks import Piece, Section, Table, TableColumn, TableRow, Tone, text_line
from toolkit.report.cell_line import action_cell, day_words, ref_cell, who_cell
from toolkit.report.material import Material
from toolkit.report.since import Change

CHANGES = "changes"
"""The section's anchor: where the counts of page one lead."""

SINCE_WORDS = (
    ("completed", "Completed", Tone.GOOD),
    ("newly_red", "Newly off track", Tone.BAD),
    ("slipped", "Slipped", Tone.CAUTION),
    ("recovered", "Recovered", Tone.GOOD),
    ("added", "Added", Tone.PLAIN),
    ("dropped", "Dropped", Tone.PLAIN),
    ("re_dated", "Re-dated", Tone.PLAIN),
)
"""The kinds of change in reading order, with what people call them."""


def since_title(material: Material) -> str:
    """``Since the Spring meeting on 15 Mar 2027``."""
    then, period = material.before_moment, material.moment
    if then is None:
        return "Since the last meeting"
    words = period.period_words.partition(" (")[0]
    if then.today == period.period_start and words.startswith("since "):
        return f"Since {words.removeprefix('since ')}"
    return f"Since {day_words(then.today)}"


def changes_section(material: Material) -> Section | None:
    """One row a change; None when nothing changed, or nothing is known of before."""
    rows = tuple(_rows(material))
    if not rows:
        return None
    columns = (
        TableColumn("What", width=13),
        TableColumn("Ref", width=7),
        TableColumn(material.schema["actions"].by_name["text"].heading, width=36),
        TableColumn(material.schema["actions"].by_name["who"].heading, width=14),
        TableColumn("Was", width=14),
        TableColumn("Is now", width=16),
    )
    table = Table("Every change", columns, rows, tool=True)
    return Section(CHANGES, f"{since_title(material)}: every change", (table,))


def _rows(material: Material) -> Iterator[TableRow]:
    for name, words, tone in SINCE_WORDS:
        changes: Sequence[Change] = getattr(material.since, name)
        column = "by_when" if name == "re_dated" else "status"
        for change in changes:
            place = material.places.cell("actions", change.action.action.id, column)
            yield TableRow(
                (
                    (Piece(words, tone),),
                    ref_cell(material, change.action),
                    action_cell(material, change.action, "text"),
                    who_cell(material, change.action),
                    text_line(change.was),
                    (Piece(change.now, cell=place),),
                )
            )

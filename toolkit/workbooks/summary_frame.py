"""What the sheets of Summary share while they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from toolkit.tables.schema import TableSchema
from toolkit.workbooks.action_grid import FIRST_ROW, GOAL_ID_HEADING
from toolkit.workbooks.book import Book, Worksheet, cell_name, sheet_ref
from toolkit.workbooks.content import Content
from toolkit.workbooks.counting import Counting, Words
from toolkit.workbooks.day_names import NAMES
from toolkit.workbooks.figure_columns import FigureCell
from toolkit.workbooks.layout import SheetLayout
from toolkit.workbooks.lists_sheet import Lists
from toolkit.workbooks.view_columns import ViewColumn, view_columns

MIRROR = "tblAllActions"
AREA_ID, AREA_ID_HEADING = "area id", "Area id"
NO_TABLE = TableSchema("", "", "", ())
"""For sheets that show figures only."""


class Frame(Struct):
    """The workbook, its content and what has been noted so far.

    Attributes:
        files: area id → name of its workbook.
        counting: the formulas over *All actions*.
        figures: where each figure stands.
    """

    book: Book
    content: Content
    lists: Lists
    files: Mapping[str, str]
    counting: Counting
    figures: list[FigureCell] = field(default_factory=list)

    def layout(self, key: str) -> SheetLayout:
        """The layout of one sheet."""
        return self.content.layout.summary.sheets[key]

    def columns(
        self, key: str, extra: Iterable[ViewColumn], table: TableSchema = NO_TABLE
    ) -> tuple[ViewColumn, ...]:
        """The columns of one sheet: as laid out, nothing else."""
        return view_columns(table, self.layout(key), tuple(extra), rest=False)

    def note(self, sheet: Worksheet, row: int, places: Mapping[str, int], item: str) -> None:
        """Note where the figures of one row stand; ``item`` such as ``areas[1]``."""
        for key, col in places.items():
            if key in _FIGURES or key.startswith("by_status."):
                cell = FigureCell(sheet.get_name(), cell_name(row, col), f"{item}.{key}")
                self.figures.append(cell)

    def note_survey(self, sheet: Worksheet, row: int, places: Mapping[str, int], line: int) -> None:
        """Note where the figures of one line of the roll-up's ``survey`` stand."""
        name = sheet.get_name()
        self.figures += [
            FigureCell(name, cell_name(row, places[key]), f"survey[{line}].{path}")
            for key, path in _SURVEY.items()
        ]

    def link(self, area_id: str, place: int, column: str) -> str:
        """The address of an action's cell in its area's workbook, "" without a file.

        Args:
            place: the action's place in its area, counted from 0.
            column: letter of the column to land on.
        """
        name = self.files.get(area_id)
        if not name:
            return ""
        sheet = sheet_ref(self.content.layout.area.sheets["action_grid"].title)
        return f"external:{name}#{sheet}!{column}{FIRST_ROW + place + 1}"


_FIGURES = frozenset(
    {
        "actions", "not_reported", "reported", "checked", "overdue", "due_soon", "owned.n",
        "owned.of", "completion.n", "completion.of", "ongoing.n", "ongoing.of", "freshness_days",
        "word",
    }
)  # fmt: skip

_SURVEY = {
    **{key: key for key in ("n", "population", "response_rate", "mean", "low", "high", "top_two",
                            "target", "result", "change")},
    "top_low": "top_two_low",
    "top_high": "top_two_high",
}  # fmt: skip
"""Columns of the sheet → what the roll-up document calls them."""


def all_actions_counting(content: Content) -> Counting:
    """Formulas over the mirror of all actions."""
    headings = {column.name: column.heading for column in content.schema["actions"].columns}
    return Counting(
        table=MIRROR,
        headings={**headings, "goal_id": GOAL_ID_HEADING, "area_id": AREA_ID_HEADING},
        words=Words.of(content.statuses),
        today=NAMES["today"],
        period_start=NAMES["period_start"],
        due_soon_days=NAMES["due_soon"],
    )

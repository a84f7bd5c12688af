"""What the tabs of a new online spreadsheet show, said without any service's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct, field

from toolkit.ports.book_maker import Content
from toolkit.tables.column import ColumnType, Value
from toolkit.tables.stamp import Stamp

PERIOD_STARTS = "period starts"
"""Line of the hidden tab with the first day of the reporting period."""

REFRESH_WANTED = "refresh wanted"
LAST_REFRESH = "last refresh"
"""Lines of the hidden tab that the sheet's own menu uses."""


class Dress(Struct, frozen=True):
    """How a cell looks. Colours are ``#RRGGBB``, "" for none."""

    ink: str = ""
    fill: str = ""
    size: float = 10
    bold: bool = False
    italic: bool = False
    centred: bool = False
    middle: bool = False


class Chip(Struct, frozen=True):
    """A word that is shown in colour; ``part``: also where it is only part of the text."""

    word: str
    fill: str
    ink: str
    part: bool = False


class SheetColumn(Struct, frozen=True):
    """One column of a tab.

    Attributes:
        key: its name; a figure's is the roll-up's.
        heading: text of its header cell.
        width: in pixels.
        type: how its cells are read; None for row ids and figures.
        head, body: looks.
        hidden: people do not see it.
        fold: name of the folded group it belongs to, "" when always shown.
        tool: written by the tool: typing there gets a warning.
        words: what its cells offer.
        help: one sentence beside the heading.
        chips: words shown in colour.
    """

    key: str
    heading: str
    width: int
    type: ColumnType | None
    head: Dress
    body: Dress
    hidden: bool = False
    fold: str = ""
    tool: bool = False
    words: tuple[str, ...] = ()
    help: str = ""
    chips: tuple[Chip, ...] = ()


class SheetRow(Struct, frozen=True):
    """One row: values by column key, and the looks of cells that differ from their column's."""

    id: str
    values: Mapping[str, Value]
    looks: Mapping[str, Dress] = field(default_factory=dict)


class SavedFilter(Struct, frozen=True):
    """A filter people can switch to: rows whose column contains a text."""

    title: str
    key: str
    text: str


class SheetTab(Struct, frozen=True):
    """One tab of a view: a title band, one line under it, the table.

    Attributes:
        table: name of the table it shows.
        title: of the tab.
        colour: of the tab.
        band: text and look of the title band.
        line: text and look of the line under it.
        columns, rows: from left to right, from top to bottom.
        frozen: columns that stay in sight.
        filters: saved filters.
        striped: every other row is shaded.
        muted: column whose repeated texts are muted, and their colour; ("", "") for none.
    """

    table: str
    title: str
    colour: str
    band: tuple[str, Dress]
    line: tuple[str, Dress]
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    frozen: int = 0
    filters: tuple[SavedFilter, ...] = ()
    striped: bool = False
    muted: tuple[str, str] = ("", "")


class OnlineView(Struct, frozen=True):
    """One view: its identity and its tabs."""

    replica: str
    stamp: Stamp
    tabs: tuple[SheetTab, ...]


class SummaryFigure(Struct, frozen=True):
    """One column of the summary; ``key`` is the roll-up's figure, ``colour`` its bar's."""

    key: str
    heading: str
    width: int
    head: Dress
    colour: str = ""


class SummaryTab(Struct, frozen=True):
    """The tab of live figures.

    Attributes:
        title, colour: of the tab.
        band, line: as on every tab.
        label: heading of the first column.
        figures: the columns.
        areas: replica of each focus area shown → its name.
        looks: ``name``, ``figure``, ``total name``, ``total``, ``headline``.
        words: how the status words count; see ``workbooks.counting.Words``.
        elsewhere: sentence about areas that are not in this spreadsheet, "" when all are.
    """

    title: str
    colour: str
    band: tuple[str, Dress]
    line: tuple[str, Dress]
    label: str
    figures: tuple[SummaryFigure, ...]
    areas: Mapping[str, str]
    looks: Mapping[str, Dress]
    elsewhere: str = ""


class Figures(Protocol):
    """Formulas of the roll-up over the columns of one tab."""

    def __call__(self, columns: Mapping[str, str], today: str, start: str) -> Mapping[str, str]:
        """Figure → formula, for columns given as ranges, and the cells of today and the start."""
        ...


class OnlineBook(Struct, frozen=True):
    """Everything one spreadsheet is to show.

    Attributes:
        title: of the spreadsheet, when it is made.
        views: what people edit there.
        summary: None when it is not to be there.
        figures: formulas for the summary.
        facts: label → value of lines on the hidden tab, beside the stamps.
    """

    title: str
    views: tuple[OnlineView, ...]
    summary: SummaryTab | None
    figures: Figures
    facts: Mapping[str, Value]


class SheetDesigner(Protocol):
    """Says what the tabs of a view show, in the plan's wording and the house style."""

    def view(self, content: Content, replica: str, stamp: Stamp) -> OnlineView:
        """The tabs of one focus area (``stamp.scope``), or of everything that is no action."""
        ...

    def online_summary(
        self, content: Content, areas: Mapping[str, str], elsewhere: Sequence[str]
    ) -> SummaryTab:
        """The tab of live figures for the areas (area id → replica) in one spreadsheet."""
        ...

    def figures(self, content: Content) -> Figures:
        """The formulas of its figures."""
        ...

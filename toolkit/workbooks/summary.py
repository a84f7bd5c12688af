"""Summary.xlsm: the coordinator's workbook, every figure a live formula over *All actions*."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from toolkit import __version__
from toolkit.ports.drawn import Drawn
from toolkit.tables.stamp import Stamp
from toolkit.workbooks.book import Book
from toolkit.workbooks.content import Content
from toolkit.workbooks.figure_columns import FigureCell
from toolkit.workbooks.lists_sheet import Lists
from toolkit.workbooks.refresh_button import add_macro
from toolkit.workbooks.stamp_sheet import write_stamp
from toolkit.workbooks.summary_actions import write_all_actions
from toolkit.workbooks.summary_due import due_actions, write_due
from toolkit.workbooks.summary_frame import Frame, all_actions_counting
from toolkit.workbooks.summary_goals import write_goal_figures
from toolkit.workbooks.summary_history import write_history
from toolkit.workbooks.summary_message import write_message
from toolkit.workbooks.summary_needs import write_needs
from toolkit.workbooks.summary_overview import write_overview
from toolkit.workbooks.summary_people import write_people_figures
from toolkit.workbooks.summary_survey import write_survey


class Made(Struct, frozen=True):
    """A summary workbook.

    Attributes:
        data: its bytes.
        figures: where each figure of the roll-up stands.
        with_macros: whether it is an .xlsm with the Refresh button; otherwise save it as .xlsx.
    """

    data: bytes
    figures: tuple[FigureCell, ...]
    with_macros: bool


def summary_workbook(
    content: Content,
    stamp: Stamp,
    *,
    files: Mapping[str, str],
    macro: str = "",
) -> Made:
    """The coordinator's workbook.

    Args:
        stamp: what the workbook says about itself.
        files: area id → name of its workbook, for the links (both lie in one folder).
        macro: source of the Refresh button; "" leaves the button out.

    Raises:
        FileRefused: a text does not fit into a cell.
    """
    book = Book(content.house, paper=content.layout.summary.paper)
    frame = _written(book, content, stamp, files, with_button=bool(macro))
    if macro:
        add_macro(book, macro)
    return Made(book.finish(), tuple(frame.figures), bool(macro))


def drawn_summary(
    content: Content, stamp: Stamp, *, files: Mapping[str, str], macro: str = ""
) -> Drawn:
    """What that workbook would show, and what it is made with."""
    book = Book(content.house, paper=content.layout.summary.paper, draft=True)
    _written(book, content, stamp, files, with_button=bool(macro))
    return book.drawn(f"{__version__} {macro}")


def _written(
    book: Book, content: Content, stamp: Stamp, files: Mapping[str, str], *, with_button: bool
) -> Frame:
    frame = Frame(book, content, Lists(book), files, all_actions_counting(content))
    dated = due_actions(frame)
    write_overview(frame, dated, with_button=with_button)
    write_needs(frame)
    write_goal_figures(frame)
    write_people_figures(frame)
    write_due(frame, dated)
    write_survey(frame)
    write_message(frame)
    write_all_actions(frame)
    frame.lists.write()
    write_history(frame)
    write_stamp(book, stamp)
    title = f"{content.plan.name}: summary"
    book.describe(title, content.plan.name, content.plan.organisation, content.today)
    return frame

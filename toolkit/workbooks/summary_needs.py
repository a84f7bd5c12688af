"""*Needs you*: everything that waits for the coordinator, on one sheet that is always there."""

from __future__ import annotations

from toolkit.report.needs_you import NeedsLine
from toolkit.workbooks.book import Worksheet, sheet_ref
from toolkit.workbooks.layout import ColumnLayout
from toolkit.workbooks.sheet_top import write_band, write_line
from toolkit.workbooks.summary_frame import Frame
from toolkit.workbooks.table_view import Placed, TableView
from toolkit.workbooks.view_columns import ROW_ID, GridCell, ViewColumn, span_of

NEEDS_TABLE = "tblNeedsYou"
_HEADINGS = {
    "ref": ("Ref", "Heading tool"),
    "what": ("What", "Heading tool"),
    "where": ("Where", "Heading tool"),
    "choices": ("Choices", "Heading tool"),
    "answer": ("Answer", "Heading staff"),
    "note": ("Note", "Heading staff"),
}
_NOTHING = "Nothing needs you."
Answers = tuple[Worksheet, Placed]
_WAITING = r"\d+ lines? waits? for you\."


def write_needs(frame: Frame) -> Answers:
    """Write the sheet; the cells to be answered come back, so that their words can be offered."""
    book, content, layout = frame.book, frame.content, frame.layout("needs_you")
    sheet = book.sheet(layout.title, layout.tab)
    extra = (
        ViewColumn(key, heading, ColumnLayout(key), head=head)
        for key, (heading, head) in _HEADINGS.items()
    )
    columns = frame.columns("needs_you", extra)
    span = span_of(columns)
    top = write_band(book, sheet, layout.title, layout.intro, span)
    rows = [_row(line) for line in content.needs] or [_row(NeedsLine("", "", _NOTHING))]
    view = TableView(book, sheet, frame.lists, columns)
    placed = view.write(NEEDS_TABLE, top + 1, rows)
    if content.needs:
        count = len(content.needs)
        text = "1 line waits for you." if count == 1 else f"{count} lines wait for you."
        write_line(book, sheet, top, text, "Legend", span)
    else:
        book.leave(sheet, top, span[0][0], book.form("Legend"), _WAITING)
    sheet.freeze_panes(placed.first_row, 0)
    first = (placed.first_row, placed.columns["answer"])
    sheet.set_selection(*first, *first)
    sheet.repeat_rows(placed.head_row)
    book.footer(sheet, f"{content.plan.name}  ·  {layout.title}")
    return sheet, placed


def _row(line: NeedsLine) -> dict[str, GridCell]:
    bold = {"bold": True} if line.urgent else {}
    text = {"num_format": "@"}
    return {
        "ref": GridCell(line.ref, "Plan", text),
        "what": GridCell(line.what, "Plan", {**text, **bold}, tells=True),
        "where": GridCell(
            _place(line), "Link" if _link(line) else "Plan", text, link=_link(line), tells=True
        ),
        "choices": GridCell("\n".join(line.choices), "Plan", text),
        "answer": GridCell(line.answer, "Staff", text),
        "note": GridCell(line.note, "Staff", text),
        ROW_ID: GridCell(line.key, "Tool", text),
    }


def _place(line: NeedsLine) -> str:
    where = f"{line.sheet}!{line.cell}".strip("!")
    return " › ".join(part for part in (line.file, where) if part)


def _link(line: NeedsLine) -> str:
    if not line.file:
        return ""
    if line.sheet and line.cell:
        return f"external:{line.file}#{sheet_ref(line.sheet)}!{line.cell}"
    return f"external:{line.file}"


def offer_answers(frame: Frame, answers: Answers) -> None:
    """Offer each line's choices; from the hidden sheet, as a list of its own ends at a comma.

    To be called when every other list stands there: those of the lines come and go, and the
    drop-downs of a workbook that people have saved must find theirs where they were.
    """
    sheet, placed = answers
    col = placed.columns["answer"]
    for number, line in enumerate(frame.content.needs or [NeedsLine("", "", _NOTHING)]):
        source = frame.lists.source("Answers", line.choices)
        frame.book.offer(sheet, placed.first_row + number, col, source)

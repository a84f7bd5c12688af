"""*Needs you*: everything that waits for the coordinator, on one sheet that is always there."""

from __future__ import annotations

from toolkit.report.needs_you import NeedsLine
from toolkit.workbooks.book import Worksheet, column_name, sheet_ref
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
_WAITING = r"\d+ lines? waits? for you\."
_OFFERED = 9
"""Choices a drop-down offers; further ones are only typed."""

_ROOM = 500
"""Rows with a drop-down: lines that come later, one by one, have theirs already."""


def write_needs(frame: Frame) -> None:
    """Write the sheet."""
    book, content, layout = frame.book, frame.content, frame.layout("needs_you")
    sheet = book.sheet(layout.title, layout.tab)
    extra = (
        ViewColumn(key, heading, ColumnLayout(key), head=head)
        for key, (heading, head) in {**_HEADINGS, **_choice_headings()}.items()
    )
    columns = frame.columns("needs_you", extra)
    span = span_of(columns)
    top = write_band(book, sheet, layout.title, layout.intro, span)
    rows = [_row(line) for line in content.needs] or [_row(NeedsLine("", "", _NOTHING))]
    view = TableView(book, sheet, frame.lists, columns)
    placed = view.write(NEEDS_TABLE, top + 1, rows)
    _offer_answers(sheet, placed)
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
        **{
            key: GridCell(choice, "Tool", text)
            for key, choice in zip(_choice_headings(), line.choices, strict=False)
        },
        ROW_ID: GridCell(line.key, "Tool", text),
    }


def _choice_headings() -> dict[str, tuple[str, str]]:
    """The hidden columns that hold the choices of a line one by one."""
    return {
        f"choice.{number}": (f"Choice {number}", "Heading tool")
        for number in range(1, _OFFERED + 1)
    }


def _place(line: NeedsLine) -> str:
    where = f"{line.sheet}!{line.cell}".strip("!")
    return " › ".join(part for part in (line.file, where) if part)


def _link(line: NeedsLine) -> str:
    if not line.file or line.away:
        return ""
    if line.sheet:
        return f"external:{line.file}#{sheet_ref(line.sheet)}!{line.cell or 'A1'}"
    return f"external:{line.file}"


def _offer_answers(sheet: Worksheet, placed: Placed) -> None:
    """Each line's drop-down reads the choices of its own row.

    Rules of single cells would go wrong as soon as somebody has saved the workbook and lines come
    and go: only cells are written then.
    """
    row, col = placed.first_row, placed.columns["answer"]
    letters = [column_name(placed.columns[key]) for key in _choice_headings()]
    first, last = f"${letters[0]}{row + 1}", f"${letters[-1]}{row + 1}"
    source = f"=OFFSET({first},0,0,1,MAX(1,COUNTA({first}:{last})))"
    facts = {"validate": "list", "source": source, "show_error": False}
    sheet.data_validation(row, col, row + _ROOM, col, facts)

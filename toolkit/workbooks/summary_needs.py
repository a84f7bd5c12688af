"""*Needs you*: everything that waits for the coordinator, on one sheet that is always there."""

from __future__ import annotations

from toolkit.report.needs_you import NeedsLine
from toolkit.workbooks.book import sheet_ref
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
_LONGEST_LIST = 255
"""Characters a drop-down can hold in itself; longer ones stand on the hidden sheet."""


def write_needs(frame: Frame) -> None:
    """Write the sheet."""
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
    _offer_answers(frame, sheet, placed)
    if content.needs:
        count = len(content.needs)
        text = "1 line waits for you." if count == 1 else f"{count} lines wait for you."
        write_line(book, sheet, top, text, "Legend", span)
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
        "what": GridCell(line.what, "Plan", {**text, **bold}),
        "where": GridCell(_place(line), "Link" if _link(line) else "Plan", text, link=_link(line)),
        "choices": GridCell("\n".join(line.choices), "Plan", text),
        "answer": GridCell(line.answer, "Staff", text),
        "note": GridCell(line.note, "Staff", text),
        ROW_ID: GridCell(line.key, "Tool", text),
    }


def _place(line: NeedsLine) -> str:
    where = f"{line.sheet}!{line.cell}".strip("!")
    return " › ".join(part for part in (line.file, where) if part)


def _link(line: NeedsLine) -> str:
    if not line.file or line.away:
        return ""
    if line.sheet and line.cell:
        return f"external:{line.file}#{sheet_ref(line.sheet)}!{line.cell}"
    return f"external:{line.file}"


def _offer_answers(frame: Frame, sheet: object, placed: Placed) -> None:
    col = placed.columns["answer"]
    for number, line in enumerate(frame.content.needs):
        if not line.choices:
            continue
        short = len(",".join(line.choices)) < _LONGEST_LIST
        plain = short and not any("," in choice for choice in line.choices)
        source = list(line.choices) if plain else frame.lists.source("Answers", line.choices)
        facts = {"validate": "list", "source": source, "show_error": False}
        sheet.data_validation(placed.first_row + number, col, placed.first_row + number, col, facts)  # type: ignore[attr-defined]

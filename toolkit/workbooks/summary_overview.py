"""The first sheet of Summary: headline, figures at a glance, by area, status chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.rollup.figures import Item
from toolkit.workbooks.book import Worksheet, cell_name
from toolkit.workbooks.charts import status_chart
from toolkit.workbooks.goals import NOT_REPORTED
from toolkit.workbooks.layout import ColumnLayout
from toolkit.workbooks.refresh_button import place_button, place_status
from toolkit.workbooks.roll_up_rows import (
    Headline,
    bar_completion,
    figure_cells,
    figure_view_columns,
    write_cells,
)
from toolkit.workbooks.sheet_top import Span, write_band, write_line
from toolkit.workbooks.summary_due import Due
from toolkit.workbooks.summary_frame import AREA_ID_HEADING, MIRROR, Frame
from toolkit.workbooks.summary_history import history_range
from toolkit.workbooks.summary_panel import write_panel
from toolkit.workbooks.summary_tiles import write_tiles
from toolkit.workbooks.table_view import Placed, TableView
from toolkit.workbooks.view_columns import ROW_ID, GridCell, ViewColumn, span_of

CHART_PIXELS = 820


def write_overview(frame: Frame, dated: Sequence[Due], *, with_button: bool) -> None:
    """Write the sheet; ``dated`` is what is due, the earliest first."""
    book, content, layout = frame.book, frame.content, frame.layout("summary")
    sheet = book.sheet(layout.title, layout.tab)
    extra = (
        ViewColumn("name", content.plan.labels["area"], ColumnLayout("name"), head="Heading plan"),
        *figure_view_columns(book, content.statuses),
        ViewColumn("history", "Complete over time", ColumnLayout("history")),
    )
    columns = frame.columns("summary", extra)
    places = {view.key: col for col, view in enumerate(columns)}
    top = write_band(book, sheet, content.plan.name, _as_of(frame), span_of(columns))
    head_row = top + 8
    total_row = head_row + 1 + max(1, len(content.plan.areas))
    at = (total_row, places)
    headline = Headline.of(content.rollup.overall, content.statuses, at, "action")
    height = write_line(
        book, sheet, top + 1, headline.text, "Headline", span_of(columns), lowest=30,
        formula=headline.formula,
    )  # fmt: skip
    sheet.set_row(top + 1, height)
    write_tiles(frame, sheet, top + 3, at)
    rows = [
        _area_row(frame, item, (head_row + 1 + number, places))
        for number, item in enumerate(content.rollup.areas)
    ]
    placed = TableView(book, sheet, frame.lists, columns, filters=False).write(
        "tblByArea", head_row, rows
    )
    _write_total(frame, sheet, at)
    _note_all(frame, sheet, placed, at)
    _write_sparklines(frame, sheet, placed)
    bar_completion(
        book, sheet, (placed.first_row, places["completion"], total_row, places["completion"])
    )
    _insert_chart(frame, sheet, placed, total_row + 2)
    write_panel(frame, sheet, total_row + 2, _beside_chart(span_of(columns)), dated)
    if with_button:
        place_button(sheet, places["overdue"], "Refresh: gather every workbook, fill this anew")
        place_status(book, sheet, top)
    sheet.set_selection(top + 1, 0, top + 1, 0)
    sheet.fit_to_pages(1, 1)
    book.footer(sheet, content.plan.name)
    sheet.activate()


def _as_of(frame: Frame) -> str:
    content = frame.content
    plan = content.plan
    names = (plan.organisation, plan.facts.text("period"))
    parts = [name for name in dict.fromkeys(names) if name]
    return "  ·  ".join((*parts, f"sync no. {content.snapshot.number}"))


def _area_row(frame: Frame, item: Item, at: tuple[int, Mapping[str, int]]) -> dict[str, GridCell]:
    row, places = at
    own_id = f"${cell_name(row, places[ROW_ID])}"
    where = f",{MIRROR}[{AREA_ID_HEADING}],{own_id}"
    test = f"({MIRROR}[{AREA_ID_HEADING}]={own_id})"
    cells = figure_cells(frame.counting, item, at, where, (test,))
    cells["name"] = GridCell(f"{item.ref}  {item.name}".strip(), "Figure name")
    cells["history"] = GridCell(None, "Figure")
    cells[ROW_ID] = GridCell(item.id, "Tool")
    return cells


def _write_total(frame: Frame, sheet: Worksheet, at: tuple[int, Mapping[str, int]]) -> None:
    cells = figure_cells(frame.counting, frame.content.rollup.overall, at, "", look="Total")
    cells["name"] = GridCell("Whole plan", "Total name")
    cells["history"] = GridCell(None, "Total")
    write_cells(frame.book, sheet, at, cells)
    sheet.set_row(at[0], 24)


def _note_all(
    frame: Frame, sheet: Worksheet, placed: Placed, at: tuple[int, Mapping[str, int]]
) -> None:
    for number, item in enumerate(frame.content.rollup.areas):
        frame.note(sheet, placed.first_row + number, placed.columns, item.path("areas"))
    frame.note(sheet, at[0], at[1], "overall")


def _write_sparklines(frame: Frame, sheet: Worksheet, placed: Placed) -> None:
    colour = frame.book.house.swatch("blue").solid
    for number, item in enumerate(frame.content.rollup.areas):
        options = {
            "range": history_range(frame.content, item.id),
            "type": "column",
            "series_color": colour,
            "min": 0,
            "max": 100,
        }
        sheet.add_sparkline(placed.first_row + number, placed.columns["history"], options)


def _insert_chart(frame: Frame, sheet: Worksheet, placed: Placed, row: int) -> None:
    name = sheet.get_name()
    statuses = frame.content.statuses
    series = [(c, [name, *placed.area(f"by_status.{c.word}")]) for c in statuses]
    series.append((NOT_REPORTED, [name, *placed.area("not_reported")]))
    label = frame.content.plan.labels["area"].lower()
    title = f"Status of the actions, by {label}"
    longest = max((item.actions for item in frame.content.rollup.areas), default=1)
    chart = status_chart(frame.book, title, series, [name, *placed.area("name")], longest)
    areas = len(frame.content.plan.areas)
    chart.set_size({"width": CHART_PIXELS, "height": 170 + 46 * max(areas, 2)})
    options = {
        "x_offset": 4,
        "y_offset": 4,
        "description": f"Stacked bars: for each {label}, how many actions have each status. "
        "The same figures stand in the table above.",
    }
    sheet.insert_chart(row, 0, chart, options)


def _beside_chart(span: Span) -> Span:
    """The columns right of the chart."""
    left, found = 0.0, []
    for col, width in span:
        if left > CHART_PIXELS + 20:
            found.append((col, width))
        left += width * 7 + 5
    return found or span[-1:]

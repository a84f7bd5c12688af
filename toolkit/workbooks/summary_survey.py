"""*Survey* in Summary: mean ratings against their targets."""

from __future__ import annotations

from dataclasses import fields

from toolkit.rollup.figures import SurveyFigure
from toolkit.workbooks.book import Worksheet, sheet_ref
from toolkit.workbooks.charts import survey_chart
from toolkit.workbooks.day_names import fixed_name
from toolkit.workbooks.layout import ColumnLayout
from toolkit.workbooks.sheet_top import write_band, write_line
from toolkit.workbooks.status_chips import chip_results
from toolkit.workbooks.summary_frame import Frame
from toolkit.workbooks.table_view import Placed, TableView
from toolkit.workbooks.view_columns import GridCell, ViewColumn, span_of

_HEADINGS = {
    "ref": "Ref",
    "measure": "Measure",
    "question": "Question",
    "wave": "Survey round",
    "n": "Responses",
    "population": "Population",
    "mean": "Mean rating",
    "low": "Interval from",
    "high": "Interval to",
    "top_two": "Top two",
    "target": "Target",
    "result": "Result",
    "change": "Change since the last round",
    "above": "Up to the interval",
    "below": "Down to the interval",
}
_FORMATS = {"mean": "0.00", "low": "0.00", "high": "0.00", "top_two": '0"%"', "target": "0.0"}
_NONE = (
    "No survey results yet. Run actiongrid survey import FILE with a survey's export; "
    "the chart appears here."
)


def write_survey(frame: Frame) -> None:
    """Write the sheet; without results it says how to get some."""
    book, layout = frame.book, frame.layout("survey")
    sheet = book.sheet(layout.title, layout.tab)
    extra = (
        ViewColumn(key, heading, ColumnLayout(key, hidden=key in ("above", "below")))
        for key, heading in _HEADINGS.items()
    )
    columns = frame.columns("survey", extra)
    span = span_of(columns)
    top = write_band(book, sheet, layout.title, layout.intro, span)
    figures = frame.content.rollup.survey
    if not figures:
        for col, view in enumerate(columns):
            sheet.set_column(col, col, view.place.width, None, {"hidden": view.place.hidden})
        sheet.set_row(top + 1, write_line(book, sheet, top + 1, _NONE, "Empty", span, lowest=40))
    else:
        rows = [_row(figure) for figure in figures]
        table = TableView(book, sheet, frame.lists, columns, offers=False, filters=False)
        placed = table.write("tblSurvey", top + 1, rows)
        chip_results(book, sheet, placed.area("result"))
        for line in range(len(figures)):
            frame.note_survey(sheet, placed.first_row + line, placed.columns, line)
        _insert_chart(frame, sheet, placed)
        sheet.freeze_panes(placed.first_row, 1)
    book.footer(sheet, f"{frame.content.plan.name}  ·  {layout.title}")


def _row(figure: SurveyFigure) -> dict[str, GridCell]:
    cells = {}
    for fact in fields(figure):
        value = getattr(figure, fact.name)
        number = isinstance(value, int | float)
        look = "Figure" if number or value is None else "Figure name"
        cells[fact.name] = GridCell(value, look, {"num_format": _FORMATS.get(fact.name, "General")})
    mean = figure.mean
    above = figure.high - mean if figure.high is not None and mean is not None else None
    below = mean - figure.low if figure.low is not None and mean is not None else None
    cells["above"], cells["below"] = GridCell(above, "Tool"), GridCell(below, "Tool")
    return cells


def _formula(sheet: str, area: tuple[int, int, int, int]) -> str:
    first, col, last, _ = area
    return f"={sheet_ref(sheet)}!{fixed_name(first, col)}:{fixed_name(last, col)}"


def _insert_chart(frame: Frame, sheet: Worksheet, placed: Placed) -> None:
    name = sheet.get_name()

    def cells(key: str) -> list[object]:
        return [name, *placed.area(key)]

    first, last = placed.columns["question"], placed.columns["wave"]
    categories = [name, placed.first_row, first, placed.last_row, last]
    above, below = (_formula(name, placed.area(key)) for key in ("above", "below"))
    chart = survey_chart(frame.book, cells("mean"), categories, cells("target"), (above, below))
    chart.show_hidden_data()
    count = placed.last_row - placed.first_row + 1
    chart.set_size({"width": min(1300, 420 + 110 * count), "height": 340})
    options = {
        "x_offset": 4,
        "y_offset": 8,
        "description": "Columns: mean rating of each survey question with its 95 % interval; "
        "dashed line: the target. The same figures stand in the table above.",
    }
    sheet.insert_chart(placed.last_row + 2, 0, chart, options)

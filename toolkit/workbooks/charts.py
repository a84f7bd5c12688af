"""Native charts in the house colours, each with a text for those who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from toolkit.tables.column import Choice
from toolkit.workbooks.book import Book, Chart

_FONT = {"name": "Calibri", "size": 10, "color": "#3D4853"}
_SMALL = {**_FONT, "size": 9}
_GRID = {"visible": True, "line": {"color": "#E3E8ED", "width": 0.75}}
Cells = list[Any]
"""[sheet, first row, first column, last row, last column] as XlsxWriter takes it."""


def status_chart(
    book: Book,
    title: str,
    series: Sequence[tuple[Choice, Cells]],
    categories: Cells,
    longest: int,
) -> Chart:
    """Stacked bars: one bar an area or goal, one colour a status; ``longest`` in actions."""
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for choice, cells in series:
        chart.add_series(
            {
                "name": choice.word,
                "categories": categories,
                "values": cells,
                "fill": {"color": book.house.swatch(choice.colour).solid},
                "border": {"color": "#FFFFFF", "width": 0.75},
                "gap": 45,
            }
        )
    chart.set_title(
        {"name": title, "name_font": {**_FONT, "size": 12, "bold": True}, "overlay": False}
    )
    chart.set_legend({"position": "bottom", "font": _SMALL})
    chart.set_x_axis(
        {
            "num_font": _SMALL,
            "major_gridlines": _GRID,
            "min": 0,
            "num_format": "0",
            "label_position": "high",
            "line": {"none": True},
            "major_unit": 1 if longest <= 10 else 2,
        }
    )
    chart.set_y_axis({"num_font": _FONT, "reverse": True, "line": {"color": "#C9D1D9"}})
    _frame(chart)
    return chart


class Bars(Struct, frozen=True):
    """The cells a survey chart draws, as formulas: a row a question.

    Attributes:
        labels: what stands under the columns.
        means, befores: the newest round's means and those of the round before.
        aboves, belows: from the mean to the ends of its interval.
        targets: blank where there is none.
    """

    labels: str
    means: str
    befores: str
    aboves: str
    belows: str
    targets: str


def survey_chart(book: Book, bars: Bars, points: int) -> Chart:
    """Means as columns with their interval beside the round before, the target as a line."""
    columns = book.workbook.add_chart({"type": "column"})
    blue = book.house.swatch("blue")
    shown = {"categories": bars.labels, "gap": 60, "overlap": -4}
    columns.add_series(
        {
            "name": "The round before",
            "values": bars.befores,
            "fill": {"color": blue.fill},
            "border": {"color": blue.solid, "width": 0.75},
            **shown,
        }
    )
    line = {"color": book.look("Title").fill, "width": 1.25}
    columns.add_series(
        {
            "name": "Newest round, with 95 % interval",
            "values": bars.means,
            "fill": {"color": blue.solid},
            **shown,
            "data_labels": {
                "value": True,
                "num_format": "0.00;;",
                "font": {**_FONT, "size": 10, "bold": True, "color": "#FFFFFF"},
                "position": "inside_base",
            },
            "y_error_bars": {
                "type": "custom",
                "plus_values": bars.aboves,
                "minus_values": bars.belows,
                "line": line,
            },
        }
    )
    target = book.workbook.add_chart({"type": "line"})
    red = book.house.swatch("target").solid
    target.add_series(
        {
            "name": "Target",
            "categories": bars.labels,
            "values": bars.targets,
            "line": {"color": red, "width": 2, "dash_type": "dash"},
        }
    )
    columns.combine(target)
    title = "Mean rating against target"
    columns.set_title({"name": title, "name_font": {**_FONT, "size": 12, "bold": True}})
    columns.set_legend({"position": "bottom", "font": _SMALL})
    columns.set_y_axis(
        {"min": 1, "max": points, "major_unit": 1, "num_font": _SMALL, "major_gridlines": _GRID}
    )
    columns.set_x_axis({"num_font": _SMALL})
    columns.show_blanks_as("gap")
    _frame(columns)
    return columns


def _frame(chart: Chart) -> None:
    chart.set_chartarea({"border": {"color": "#D5DCE3"}, "fill": {"color": "#FFFFFF"}})
    chart.set_plotarea({"fill": {"none": True}})

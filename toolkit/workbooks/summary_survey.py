"""*Survey* in Summary: the newest round drawn against its targets, every round in a table.

The sheet is whole from the first day on, with no round in it: a Summary that people have saved is
never replaced, only its cells are filled. So the chart has a place for every question the plan
asks, and looks its figures up in the table.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import asdict

from toolkit.rollup.figures import SurveyFigure
from toolkit.rollup.survey_cells import deciding, last_round, result_words
from toolkit.rollup.survey_figures import measure_rule
from toolkit.workbooks.book import Worksheet, sheet_ref, write_formula
from toolkit.workbooks.charts import Bars, survey_chart
from toolkit.workbooks.day_names import fixed_name
from toolkit.workbooks.layout import ColumnLayout
from toolkit.workbooks.sheet_top import write_band, write_line
from toolkit.workbooks.status_chips import chip_results
from toolkit.workbooks.summary_frame import Frame
from toolkit.workbooks.table_view import TableView
from toolkit.workbooks.view_columns import GridCell, ViewColumn, span_of

TABLE = "tblSurvey"
_HEADINGS = {
    "ref": "Ref",
    "question": "Question",
    "wave": "Survey round",
    "mean": "Mean rating",
    "target": "Target",
    "result": "Result",
    "change": "Change since the last round",
    "n": "Responses",
    "population": "Population",
    "response_rate": "Response rate",
    "low": "Interval from",
    "high": "Interval to",
    "top_two": "Top two",
    "top_low": "Top two from",
    "top_high": "Top two to",
    "measure": "Measure",
    "key": "Key",
}
_FORMATS = {
    "mean": "0.00", "low": "0.00", "high": "0.00", "top_two": '0"%"', "target": "0.0",
    "response_rate": '0"%"', "top_low": '0"%"', "top_high": '0"%"',
}  # fmt: skip
_NONE = (
    "No survey results yet. Drop a survey's export into the folder surveys and run sync, or run "
    "actiongrid survey import FILE; the figures and the chart appear here."
)
_CHART_ROWS = 18
_BLOCK = ("label", "mean", "before", "above", "below", "target")


class _Slot(Struct, frozen=True):
    """A question of the plan with its place in the chart.

    Attributes:
        label: what stands under its columns.
        key: its measure and word, as in the table's hidden column without the round's age.
        target: what the plan asks for, None without a rule.
        points: the scale's best rating.
    """

    label: str
    key: str
    target: float | None
    points: int


def write_survey(frame: Frame) -> None:
    """Write the sheet; without results it says how to get some."""
    book, layout = frame.book, frame.layout("survey")
    sheet = book.sheet(layout.title, layout.tab)
    extra = (
        ViewColumn(key, heading, ColumnLayout(key, hidden=key == "key"))
        for key, heading in _HEADINGS.items()
    )
    columns = frame.columns("survey", extra)
    span = span_of(columns)
    top = write_band(book, sheet, layout.title, layout.intro, span)
    figures = frame.content.rollup.survey
    look, words = ("Headline", _headline(figures)) if figures else ("Empty", _NONE)
    sheet.set_row(top + 1, write_line(book, sheet, top + 1, words, look, span, lowest=40))
    slots = _slots(frame)
    head = top + 3 + (_CHART_ROWS if slots else 0)
    told = _newest_first(figures)
    rows = [_row(figures[line], _key(figures[line], age)) for line, age in told]
    table = TableView(book, sheet, frame.lists, columns, offers=False, filters=False)
    placed = table.write(TABLE, head, rows)
    chip_results(book, sheet, placed.area("result"))
    for place, (line, _) in enumerate(told):
        frame.note_survey(sheet, placed.first_row + place, placed.columns, line)
    if slots:
        _insert_chart(frame, sheet, slots, {_key(figures[n], age): figures[n] for n, age in told},
                      (top + 2, len(columns) + 1))  # fmt: skip
    sheet.repeat_rows(placed.head_row)
    book.footer(sheet, f"{frame.content.plan.name}  ·  {layout.title}")


def _headline(figures: Sequence[SurveyFigure]) -> str:
    """What the newest rounds mean, measure by measure."""
    said = []
    for name in dict.fromkeys(figure.measure_ref for figure in figures):
        found = deciding(last_round(figures, name))
        if found is None:
            continue
        mean = f" {found.mean:.2f}" if found.mean is not None else ""
        about = f" ({found.question}{mean})".replace("( ", "(") if found.question or mean else ""
        said.append(f"{found.ref}: {result_words(found) or 'no target'}{about}")
    return "Newest round:  " + "   ·   ".join(said)


def _newest_first(figures: Sequence[SurveyFigure]) -> list[tuple[int, int]]:
    """Line of each figure in the roll-up and the age of its round, 1 for the newest."""
    rounds: dict[tuple[str, str], int] = {}
    aged = []
    for line in reversed(range(len(figures))):
        key = (figures[line].measure_ref, figures[line].question)
        rounds[key] = rounds.get(key, 0) + 1
        aged.append((line, rounds[key]))
    return sorted(aged, key=lambda pair: (pair[1], pair[0]))


def _key(figure: SurveyFigure, age: int) -> str:
    return f"{figure.measure_ref}|{figure.question}|{age}"


def _row(figure: SurveyFigure, key: str) -> dict[str, GridCell]:
    values = asdict(figure)
    values |= {"response_rate": figure.response_rate, "key": key}
    cells = {}
    for name, value in values.items():
        number = isinstance(value, int | float)
        look = "Figure" if number or value is None else "Figure name"
        cells[name] = GridCell(value, look, {"num_format": _FORMATS.get(name, "General")})
    cells["measure"] = GridCell(figure.measure, "Figure name", {"text_wrap": False})
    return cells


def _slots(frame: Frame) -> list[_Slot]:
    """Every question of every survey measure, in the plan's order."""
    found = []
    for measure in frame.content.snapshot["measures"].live():
        if measure["kind"] != "survey":
            continue
        rule = measure_rule(measure)
        words = [word.strip() for word in measure.text("questions").replace(";", ",").split(",")]
        for word in [word for line in words for word in line.split("\n") if word] or [""]:
            label = f"{measure.text('of')} {word}".strip()
            key = f"{measure.text('ref')}|{word}"
            target = rule.target if rule else None
            found.append(_Slot(label, key, target, rule.points if rule else 5))
    return found


def _insert_chart(
    frame: Frame,
    sheet: Worksheet,
    slots: Sequence[_Slot],
    figures: dict[str, SurveyFigure],
    place: tuple[int, int],
) -> None:
    """The chart over its block of hidden cells, which look the figures up in the table."""
    top, left = place
    form = frame.book.form("Tool")
    for offset, slot in enumerate(slots):
        row = top + offset
        now, before = (figures.get(f"{slot.key}|{age}") for age in (1, 2))
        sheet.write_string(row, left, slot.label, form)
        mean = now.mean if now else None
        cached = {
            "mean": mean,
            "before": before.mean if before else None,
            "above": now.high - mean if now and now.high is not None and mean else None,
            "below": mean - now.low if now and now.low is not None and mean else None,
        }
        for col, name in enumerate(_BLOCK[1:-1], left + 1):
            write_formula(sheet, row, col, _lookup(slot.key, name), form, cached[name] or 0)
        if slot.target is not None:
            sheet.write_number(row, left + len(_BLOCK) - 1, slot.target, form)
    for col in range(left, left + len(_BLOCK)):
        sheet.set_column(col, col, 9, None, {"hidden": True})
    last = top + len(slots) - 1
    areas = {
        name: f"={sheet_ref(sheet.get_name())}!{fixed_name(top, col)}:{fixed_name(last, col)}"
        for col, name in enumerate(_BLOCK, left)
    }
    bars = Bars(**{f"{name}s": area for name, area in areas.items()})
    chart = survey_chart(frame.book, bars, max(slot.points for slot in slots))
    chart.show_hidden_data()
    chart.set_size({"width": min(1300, max(560, 260 + 85 * len(slots))), "height": 344})
    options = {
        "x_offset": 4,
        "y_offset": 4,
        "description": "Columns: mean rating of each survey question in its newest round with its "
        "95 % interval, the round before beside it; dashed line: the target. The same figures "
        "stand in the table below.",
    }
    sheet.insert_chart(top, 0, chart, options)


def _lookup(key: str, name: str) -> str:
    """The formula of one cell of the chart's block; 0 draws nothing."""

    def cell(heading: str, age: int = 1) -> str:
        return f'INDEX({TABLE}[{heading}],MATCH("{key}|{age}",{TABLE}[Key],0))'

    mean, low, high = cell("Mean rating"), cell("Interval from"), cell("Interval to")
    return {
        "mean": f"=IFERROR(N({mean}),0)",
        "before": f"=IFERROR(N({cell('Mean rating', 2)}),0)",
        "above": f"=IFERROR(IF(N({high})=0,0,{high}-{mean}),0)",
        "below": f"=IFERROR(IF(N({low})=0,0,{mean}-{low}),0)",
    }[name]

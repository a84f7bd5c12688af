"""The summary tab: a line of live figures for each focus area, the whole plan, and two charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from toolkit.backends.google_sheets.cells import Json, extended
from toolkit.backends.google_sheets.setup.looks import (
    LINE,
    LOOK_FIELDS,
    a1_column,
    area,
    band,
    cell_format,
    colour,
    size,
)
from toolkit.ports.online_sheets import Dress, SummaryFigure, SummaryTab

HEAD = 5
"""Row of the headings, from 0: below band, line, headline and a blank one."""

_FIRST = HEAD + 1
_SHARE = "completion"
_SHARE_OF = ("completion.n", "completion.of")
_VALUE = "userEnteredValue"


class Counted(Struct, frozen=True):
    """One line of the table: its name and the formula of each figure."""

    name: str
    formulas: Mapping[str, str]


def summary_cells(tab: SummaryTab, sheet: int, lines: Sequence[Counted]) -> Iterator[Json]:
    """Everything that stands in cells, with its look."""
    width = len(tab.figures) + 1
    yield from band(sheet, 0, width, tab.band[1], 44)
    yield from band(sheet, 1, width, tab.line[1], 28)
    yield _put(sheet, 0, [_dressed(tab.band[0], tab.band[1], wrap=False)])
    yield _put(sheet, 1, [_dressed(tab.line[0], tab.line[1], wrap=False)])
    yield _put(sheet, 2, [_headline(tab, len(lines))])
    note = Dress(ink="#5E6975", size=9, italic=True)
    yield _put(sheet, 3, [_dressed(tab.elsewhere, note, wrap=False)])
    heads = [_dressed(tab.label, Dress("#FFFFFF", "#2B4C6F", 10, bold=True, middle=True))]
    heads += [_dressed(figure.heading, figure.head) for figure in tab.figures]
    yield _put(sheet, HEAD, heads)
    for number, line in enumerate(lines):
        yield _put(sheet, _FIRST + number, _line(tab, line, _FIRST + number))
    yield _put(sheet, _FIRST + len(lines), _total(tab, len(lines)))
    yield size(sheet, "COLUMNS", 0, 1, 300)
    for number, figure in enumerate(tab.figures, start=1):
        yield size(sheet, "COLUMNS", number, number + 1, figure.width)
    yield size(sheet, "ROWS", 2, 3, 34)
    yield size(sheet, "ROWS", HEAD, HEAD + 1, 44)
    yield size(sheet, "ROWS", _FIRST, _FIRST + len(lines) + 1, 28)


def _line(tab: SummaryTab, line: Counted, row: int) -> list[Json]:
    places = _places(tab)
    cells = [_dressed(line.name, tab.looks["name"])]
    for figure in tab.figures:
        formula = line.formulas.get(figure.key, "")
        if figure.key == _SHARE:
            formula = _share(places, row)
        cells.append(_figure(figure, formula, tab.looks["figure"]))
    return cells


def _total(tab: SummaryTab, count: int) -> list[Json]:
    places = _places(tab)
    row = _FIRST + count
    cells = [_dressed("Whole plan" if not tab.elsewhere else "Together", tab.looks["total name"])]
    for figure in tab.figures:
        letters = places[figure.key]
        formula = f"=SUM({letters}{_FIRST + 1}:{letters}{_FIRST + count})"
        if figure.key == _SHARE:
            formula = _share(places, row)
        cells.append(_figure(figure, formula, tab.looks["total"]))
    return cells


def _headline(tab: SummaryTab, count: int) -> Json:
    """One sentence that counts itself."""
    places, row = _places(tab), _FIRST + count + 1
    parts = [
        f'{places["completion.n"]}{row}&" of "&{places["completion.of"]}{row}&" dated actions '
        'complete"',
        f'{places["checked"]}{row}&" of "&{places["owned.of"]}{row}&" checked this period"',
        f'{places["overdue"]}{row}&" overdue"',
    ]
    formula = "=" + '&"  ·  "&'.join(parts)
    look = cell_format(tab.looks["headline"], wrap=False)
    return {_VALUE: {"formulaValue": formula}, "userEnteredFormat": look}


def _places(tab: SummaryTab) -> dict[str, str]:
    return {figure.key: a1_column(n) for n, figure in enumerate(tab.figures, start=1)}


def _share(places: Mapping[str, str], row: int) -> str:
    part, whole = (f"{places[key]}{row + 1}" for key in _SHARE_OF)
    return f'=IF({whole}=0;"";{part}/{whole})'


def _figure(figure: SummaryFigure, formula: str, dress: Dress) -> Json:
    look = cell_format(dress, line=LINE)
    pattern = "0%" if figure.key == _SHARE else '0;-0;"–"'
    look["numberFormat"] = {"type": "PERCENT" if "%" in pattern else "NUMBER", "pattern": pattern}
    return {_VALUE: {"formulaValue": formula}, "userEnteredFormat": look}


def _dressed(text: str, dress: Dress, *, wrap: bool = True) -> Json:
    cell: Json = {"userEnteredFormat": cell_format(dress, wrap=wrap, line=LINE if wrap else "")}
    return {**cell, _VALUE: extended(text)} if text else cell


def _put(sheet: int, row: int, cells: list[Json]) -> Json:
    start = {"sheetId": sheet, "rowIndex": row, "columnIndex": 0}
    return {"updateCells": {"start": start, "rows": [{"values": cells}],
                            "fields": f"{_VALUE},{LOOK_FIELDS}"}}  # fmt: skip


def with_semicolons(formula: str) -> str:
    """The formula as every locale takes it: a comma may be a decimal sign, a semicolon never is."""
    parts = re.split(r"""("(?:[^"]|"")*"|'(?:[^']|'')*')""", formula)
    return "".join(part if n % 2 else part.replace(",", ";") for n, part in enumerate(parts))


def charts(tab: SummaryTab, sheet: int, count: int, ids: Sequence[int]) -> Iterator[Json]:
    """Status of the actions by area, and how much is complete."""
    bars = [
        (n, figure)
        for n, figure in enumerate(tab.figures, start=1)
        if figure.key.startswith("by_status.") or figure.key == "not_reported"
    ]
    rows = (HEAD, _FIRST + count)
    names = _source(sheet, rows, 0)
    series = [
        {"series": _source(sheet, rows, n), "targetAxis": "BOTTOM_AXIS",
         "colorStyle": colour(figure.colour or "#DCE2E8")}
        for n, figure in bars
    ]  # fmt: skip
    title = f"Status of the actions, by {tab.label.lower()}"
    spec: Json = {"title": title, "altText": f"Stacked bars: {title}. The table above has the "
                  "same figures.", "basicChart": {
        "chartType": "BAR", "stackedType": "STACKED", "legendPosition": "BOTTOM_LEGEND",
        "headerCount": 1, "domains": [{"domain": names}], "series": series,
        "axis": [{"position": "BOTTOM_AXIS"}, {"position": "LEFT_AXIS"}],
    }}  # fmt: skip
    height = 170 + 46 * max(count, 2)
    yield _chart(sheet, spec, ids[0], _FIRST + count + 2, 0, (820, height))
    place = next(n for n, figure in enumerate(tab.figures, start=1) if figure.key == _SHARE)
    share: Json = {"title": "Share of dated actions that are complete", "altText":
                   "Columns: share of dated actions complete in each row of the table above.",
                   "basicChart": {
        "chartType": "COLUMN", "legendPosition": "NO_LEGEND", "headerCount": 1,
        "domains": [{"domain": names}],
        "series": [{"series": _source(sheet, rows, place), "targetAxis": "LEFT_AXIS",
                    "colorStyle": colour("#3B76B8")}],
        "axis": [{"position": "BOTTOM_AXIS"}, {"position": "LEFT_AXIS"}],
    }}  # fmt: skip
    yield _chart(sheet, share, ids[1], _FIRST + count + 2, 8, (520, height))


def _source(sheet: int, rows: tuple[int, int], column: int) -> Json:
    return {"sourceRange": {"sources": [area(sheet, rows, (column, column + 1))]}}


def _chart(
    sheet: int, spec: Json, found: int, row: int, column: int, pixels: tuple[int, int]
) -> Json:
    place = {"anchorCell": {"sheetId": sheet, "rowIndex": row, "columnIndex": column},
             "widthPixels": pixels[0], "heightPixels": pixels[1]}  # fmt: skip
    chart = {"chartId": found, "spec": spec, "position": {"overlayPosition": place}}
    return {"addChart": {"chart": chart}}

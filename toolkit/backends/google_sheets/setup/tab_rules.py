"""What helps people in a tab without ever refusing what they type: lists, colours, filters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from toolkit.backends.google_sheets.cells import Json
from toolkit.backends.google_sheets.setup.looks import a1_column, area, colour
from toolkit.backends.google_sheets.setup.new_tab import FIRST, HEAD, row_count
from toolkit.ports.online_sheets import Chip, SheetTab
from toolkit.tables.column import ColumnType

_STRIPES = ("#FFFFFF", "#F5F8FB")
_SHARED = "Written by Action Grid Toolkit: what is typed here is put right at the next sync."


def tab_rules(tab: SheetTab, sheet: int, lists: Mapping[Sequence[str], str]) -> Iterator[Json]:
    """Validation, colours, stripes, warnings and saved filters of a new tab.

    Args:
        lists: words → the range of the Lists tab that holds them.
    """
    yield from _validations(tab, sheet, lists)
    yield from _colours(tab, sheet)
    if tab.striped:
        yield _stripes(tab, sheet)
    yield from _warnings(tab, sheet)
    yield from _filters(tab, sheet)


def _validations(tab: SheetTab, sheet: int, lists: Mapping[Sequence[str], str]) -> Iterator[Json]:
    for number, column in enumerate(tab.columns):
        condition: Json = {}
        if column.words:
            condition = {"type": "ONE_OF_RANGE",
                         "values": [{"userEnteredValue": f"={lists[column.words]}"}]}  # fmt: skip
        elif column.type is ColumnType.DATE and not column.tool:
            condition = {"type": "DATE_IS_VALID"}
        if not condition:
            continue
        rule: Json = {"condition": condition, "strict": False, "showCustomUi": True}
        if column.help:
            rule["inputMessage"] = column.help
        yield {"setDataValidation": {"range": _body(tab, sheet, number), "rule": rule}}


def _colours(tab: SheetTab, sheet: int) -> Iterator[Json]:
    for number, column in enumerate(tab.columns):
        for chip in reversed(column.chips):
            yield _rule(_body(tab, sheet, number), _chip(chip), chip.fill, chip.ink, bold=True)
        if column.key == tab.muted[0] and tab.muted[1]:
            letters = a1_column(number)
            formula = f"=${letters}{FIRST + 1}=${letters}{FIRST}"
            condition: Json = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
            yield _rule(_body(tab, sheet, number), condition, "", tab.muted[1], bold=False)


def _chip(chip: Chip) -> Json:
    kind = "TEXT_CONTAINS" if chip.part else "TEXT_EQ"
    return {"type": kind, "values": [{"userEnteredValue": chip.word}]}


def _rule(where: Json, condition: Json, fill: str, ink: str, *, bold: bool) -> Json:
    look: Json = {"textFormat": {"foregroundColorStyle": colour(ink), "bold": bold}}
    if fill:
        look["backgroundColorStyle"] = colour(fill)
    rule = {"ranges": [where], "booleanRule": {"condition": condition, "format": look}}
    return {"addConditionalFormatRule": {"rule": rule, "index": 0}}


def _stripes(tab: SheetTab, sheet: int) -> Json:
    first, second = (colour(code) for code in _STRIPES)
    whole = area(sheet, (FIRST, row_count(tab)), (0, len(tab.columns)))
    rows = {"firstBandColorStyle": first, "secondBandColorStyle": second}
    return {"addBanding": {"bandedRange": {"range": whole, "rowProperties": rows}}}


def _warnings(tab: SheetTab, sheet: int) -> Iterator[Json]:
    """A warning, not a lock: a locked range can neither be sorted nor filtered by staff."""
    start = 0
    tools = [column.tool for column in tab.columns]
    for number in range(1, len(tools) + 1):
        if number < len(tools) and tools[number] == tools[start]:
            continue
        if tools[start]:
            where = area(sheet, (FIRST, row_count(tab)), (start, number))
            yield _warned(where, _SHARED)
        start = number
    heads = area(sheet, (HEAD, HEAD + 1), (0, len(tab.columns)))
    yield _warned(heads, "Headings are how Action Grid Toolkit knows its columns.")


def _warned(where: Json, why: str) -> Json:
    kept = {"range": where, "description": why, "warningOnly": True}
    return {"addProtectedRange": {"protectedRange": kept}}


def warned_tab(sheet: int, why: str) -> Json:
    """A warning on a whole tab."""
    return _warned({"sheetId": sheet}, why)


def _filters(tab: SheetTab, sheet: int) -> Iterator[Json]:
    places = {column.key: number for number, column in enumerate(tab.columns)}
    whole = area(sheet, (HEAD, row_count(tab)), (0, len(tab.columns)))
    for saved in tab.filters:
        if saved.key not in places:
            continue
        condition = {"type": "TEXT_CONTAINS", "values": [{"userEnteredValue": saved.text}]}
        spec = {"columnIndex": places[saved.key], "filterCriteria": {"condition": condition}}
        view = {"title": saved.title, "range": whole, "filterSpecs": [spec]}
        yield {"addFilterView": {"filter": view}}


def _body(tab: SheetTab, sheet: int, column: int) -> Json:
    return area(sheet, (FIRST, row_count(tab)), (column, column + 1))

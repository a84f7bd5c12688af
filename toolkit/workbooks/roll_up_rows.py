"""Rows of a roll-up: live formulas with their cached values, and the sentence that sums them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from toolkit.rollup.figures import Item
from toolkit.tables.column import Choice
from toolkit.workbooks.book import Book, Worksheet, cell_name, write, write_formula
from toolkit.workbooks.counting import Counting, quoted
from toolkit.workbooks.figure_columns import (
    COMPLETE_SHARE,
    figure_columns,
    figure_formulas,
    figures_of,
)
from toolkit.workbooks.layout import ColumnLayout
from toolkit.workbooks.view_columns import GridCell, ViewColumn

_COUNT = {"num_format": '[=0]"–";0'}
_SHARE = {"num_format": "0%"}


def figure_view_columns(book: Book, statuses: Sequence[Choice]) -> tuple[ViewColumn, ...]:
    """The figures as columns of a view; a status heads its column in its own colours."""
    colours = {f"by_status.{c.word}": c.colour for c in statuses}
    colours |= {"not_reported": "blank", "overdue": "red", "due_soon": "amber"}
    found = []
    for column in figure_columns(statuses):
        changes: dict[str, Any] = {"align": "center", "indent": 0}
        if column.key in colours:
            swatch = book.house.swatch(colours[column.key])
            changes |= {"bg_color": swatch.fill, "font_color": swatch.ink}
        place = ColumnLayout(column.key, column.width)
        found.append(
            ViewColumn(column.key, column.heading, place, head="Heading tool", head_changes=changes)
        )
    return tuple(found)


def figure_cells(
    counting: Counting,
    item: Item,
    at: tuple[int, Mapping[str, int]],
    where: str,
    tests: tuple[str, ...] = (),
    look: str = "Figure",
) -> dict[str, GridCell]:
    """The figure cells of one row.

    Args:
        at: the row (0-based) and the column of each figure.
        where, tests: the row's condition, for COUNTIFS and for array formulas.
    """
    row, columns = at
    formulas = figure_formulas(counting, where, tests)
    formulas[COMPLETE_SHARE] = share_formula(row, columns)
    values = figures_of(item)
    return {
        key: GridCell(values.get(key), look, _SHARE if key == COMPLETE_SHARE else _COUNT, formula)
        for key, formula in formulas.items()
        if key in columns
    }


def share_formula(row: int, columns: Mapping[str, int]) -> str:
    """Complete ones out of the dated ones, blank when nothing is dated."""
    part, whole = (cell_name(row, columns[f"completion.{name}"]) for name in ("n", "of"))
    return f'=IF({whole}=0,"",{part}/{whole})'


def write_cells(
    book: Book, sheet: Worksheet, at: tuple[int, Mapping[str, int]], cells: Mapping[str, GridCell]
) -> None:
    """Write a row of cells that is not part of a table (a total)."""
    row, columns = at
    for key, cell in cells.items():
        form = book.form(cell.look, **cell.changes)
        if cell.formula:
            write_formula(sheet, row, columns[key], cell.formula, form, cell.value)
        else:
            write(sheet, row, columns[key], cell.value, form)


def bar_completion(book: Book, sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
    """Show the share of complete actions as a bar in its cell."""
    solid = book.house.swatch("blue").solid
    sheet.conditional_format(
        *area,
        {
            "type": "data_bar",
            "bar_color": solid,
            "bar_solid": True,
            "bar_border_color": solid,
            "min_type": "num",
            "max_type": "num",
            "min_value": 0,
            "max_value": 1,
        },
    )


class Headline(Struct, frozen=True):
    """The sentence over a roll-up: counts first, coverage with its denominator.

    Attributes:
        formula: the live sentence over the total's cells.
        text: what it says now.
    """

    formula: str
    text: str

    @classmethod
    def of(
        cls, item: Item, statuses: Sequence[Choice], at: tuple[int, Mapping[str, int]], noun: str
    ) -> Headline:
        """The sentence about an item whose figures stand in one row."""
        row, columns = at
        values = figures_of(item)

        def cell(key: str) -> str:
            return cell_name(row, columns[key])

        one = f"1 {noun}"
        formula = f"=IF({cell('actions')}=1,{quoted(one)},{cell('actions')}&{quoted(f' {noun}s')})"
        text = one if item.actions == 1 else f"{item.actions} {noun}s"
        formula += '&": "'
        text += ": "
        for choice in statuses:
            key = f"by_status.{choice.word}"
            words = f" {choice.word.lower()}, "
            formula += f'&IF({cell(key)}>0,{cell(key)}&{quoted(words)},"")'
            text += f"{values[key]}{words}" if values.get(key) else ""
        for key, words in (
            ("not_reported", " not reported.  Heard from this period: "),
            ("reported", " of "),
            ("owned.of", ";  checked: "),
            ("checked", " of "),
            ("owned.of", ".  Overdue: "),
            ("overdue", ";  due soon: "),
            ("due_soon", "."),
        ):
            formula += f"&{cell(key)}&{quoted(words)}"
            text += f"{values[key]}{words}"
        return cls(formula, text)

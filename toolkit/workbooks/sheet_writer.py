"""XlsxWriter's worksheet with a few of its habits changed."""

from __future__ import annotations

import re
from typing import Any

from xlsxwriter.worksheet import Worksheet

_FUNCTION = re.compile(r"([A-Za-z0-9_.]+)\(")
_OLD = frozenset(
    ("AND", "COUNTIF", "COUNTIFS", "IF", "IFERROR", "INDEX", "ISNUMBER", "MATCH", "MAX", "MEDIAN",
     "MIN", "N", "NOT", "OR", "ROUND", "SEARCH", "SUM", "SUMIFS", "TEXT")
)  # fmt: skip
"""Functions every Excel knows by these names."""


class SheetWriter(Worksheet):  # type: ignore[misc]
    """Rows may grow with what people type, and formulas of old functions are taken as they are.

    XlsxWriter marks every height as set by hand; Excel then never fits the row again, and a long
    note would be cut off. In growing rows the heights stay as a start, the mark goes. And it looks
    for three dozen new functions in every formula, which takes longer than all the rest.

    Attributes:
        growing: rows that grow, from 0.
    """

    growing = range(0)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        if not _OLD.issuperset(_FUNCTION.findall(formula)):
            whole: str = super()._prepare_formula(formula, expand_future_functions)
            return whole
        return formula.removeprefix("{").removeprefix("=").removesuffix("}")

    def _escape_attributes(self, attribute: Any) -> Any:
        # XlsxWriter finds out that a number needs no escaping by an exception, half a million times
        return attribute if isinstance(attribute, int) else super()._escape_attributes(attribute)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        super()._xml_start_tag_unencoded(tag, self._unmarked(tag, attributes))

    def _xml_empty_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        super()._xml_empty_tag_unencoded(tag, self._unmarked(tag, attributes))

    def _unmarked(self, tag: str, attributes: Any) -> Any:
        if tag != "row" or dict(attributes)["r"] - 1 not in self.growing:
            return attributes
        return [fact for fact in attributes if fact[0] != "customHeight"]

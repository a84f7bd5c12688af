"""What is quicker than XlsxWriter writes the same."""

from io import StringIO

import pytest
from xlsxwriter.worksheet import Worksheet

from toolkit.workbooks.sheet_writer import SheetWriter

FORMULAS = [
    "=IF(A1=1,2,3)",
    "=COUNTIFS(tblActions[Status],\"On track\",tblActions[Flag],\"<>\")",
    '=IFERROR(INDEX(tblSurvey[Mean rating],MATCH("k",tblSurvey[Key],0)),"")',
    "{=MEDIAN(IF(ISNUMBER(A1:A9),A1:A9))}",
    "A1*2",
    "=XLOOKUP(A1,B:B,C:C)",
    "=SUM(UNIQUE(A1:A9))",
    "{=SORT(A1:A9)}",
    '=COUNTIFS(A:A,"SORT(")',
    "=_xlfn.XLOOKUP(A1,B:B,C:C)",
    "=MYSINGLE(A1)",
]  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_written_as_xlsxwriter_writes_it(formula: str) -> None:
    assert SheetWriter()._prepare_formula(formula) == Worksheet()._prepare_formula(formula)


@pytest.mark.parametrize("value", ["plain", 'R&D <b> "x"', "line\nline", 7, 0.5])
def test_an_attribute_is_written_as_xlsxwriter_writes_it(value: object) -> None:
    written = []
    for sheet in (SheetWriter(), Worksheet()):
        sheet._set_filehandle(StringIO())
        sheet._xml_empty_tag("c", [("r", "A1"), ("s", value)])
        written.append(sheet.fh.getvalue())
    assert written[0] == written[1]

"""Runs under the Python that has LibreOffice's UNO bridge; called by ``tests.office.libreoffice``.

    python3 uno_script.py PIPE JOBS.json

JOBS: [{"file", "save_as", "edits": [[sheet, cell, value]], "rows": [[sheet, row, [values]]],
"read": bool, "pdf": path}]; prints one JSON list with the cells read.
"""

import contextlib
import json
import pathlib
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def prop(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def desktop(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(600):
        try:
            context = resolver.resolve(address)
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
        except NoConnectException:
            time.sleep(0.1)
    sys.exit("LibreOffice does not answer")


def put(cell, value):
    if value is None:
        cell.setString("")
    elif isinstance(value, bool):
        cell.setFormula("TRUE" if value else "FALSE")
    elif isinstance(value, (int, float)):
        cell.setValue(value)
    elif value.startswith("formula:"):
        cell.setFormula(value[len("formula:") :])
    elif value.startswith("typed:"):
        # As if typed: LibreOffice decides whether it is a date, a number or a text.
        cell.setFormula(value[len("typed:") :])
    else:
        cell.setString(value)


def contents(document):
    found = {}
    for sheet in document.Sheets:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        area = sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)
        cells = {}
        data, formulas = area.getDataArray(), area.getFormulaArray()
        for row, values in enumerate(data):
            for column, value in enumerate(values):
                formula = formulas[row][column]
                if value != "" or formula != "":
                    error = 0
                    if isinstance(formula, str) and formula.startswith("="):
                        error = sheet.getCellByPosition(column, row).getError()
                    cells[f"{letters(column)}{row + 1}"] = [value, formula, error]
        found[sheet.Name] = cells
    return found


def letters(column):
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def run(job, top):
    url = uno.systemPathToFileUrl(job["file"])
    document = top.loadComponentFromURL(url, "_blank", 0, (prop("Hidden", True),))
    if document is None:
        return {"error": "LibreOffice cannot open it"}
    try:
        for sheet, cell, value in job.get("edits", ()):
            put(document.Sheets.getByName(sheet).getCellRangeByName(cell), value)
        document.calculateAll()
        answer = {"cells": contents(document)} if job.get("read") else {}
        if job.get("save_as"):
            kind = (
                "Calc MS Excel 2007 VBA XML"
                if job["save_as"].endswith("m")
                else "Calc MS Excel 2007 XML"
            )
            document.storeToURL(
                uno.systemPathToFileUrl(job["save_as"]), (prop("FilterName", kind),)
            )
        if job.get("pdf"):
            document.storeToURL(
                uno.systemPathToFileUrl(job["pdf"]), (prop("FilterName", "calc_pdf_Export"),)
            )
        return answer
    finally:
        document.close(True)


def main():
    pipe, jobs = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
    top = desktop(pipe)
    answers = [run(job, top) for job in jobs]
    json.dump(answers, sys.stdout)
    sys.stdout.flush()
    with contextlib.suppress(Exception):
        top.terminate()


main()

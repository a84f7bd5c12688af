"""Cell values as the API takes and gives them: entered, effective, formatted."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from tests.google.sheet_model import Json

_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?([eE][+-]?\d+)?|[+-]?\.\d+")
_DAY_FIRST = ("en_GB", "de_DE", "fr_FR")


def extended(value: Any) -> Json:
    """A plain value as an ExtendedValue; text is never looked into."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    return {"stringValue": value} if value != "" else {}


def entered(value: Any, locale: str) -> tuple[Json, Json]:
    """What Google makes of something typed: value and, where it chose one, number format."""
    if not isinstance(value, str):
        return extended(value), {}
    text = value.strip()
    if text.startswith("=") and len(text) > 1:
        return {"formulaValue": text}, {}
    if value.startswith("'"):
        return extended(value[1:]), {}
    if text.upper() in ("TRUE", "FALSE"):
        return {"boolValue": text.upper() == "TRUE"}, {}
    if _NUMBER.fullmatch(text):
        number = plain(float(text.replace(",", "")))
        pattern = "#,##0.00" if "," in text and "." in text else "#,##0" if "," in text else ""
        return {"numberValue": number}, _number_format(pattern)
    if text.endswith("%") and _NUMBER.fullmatch(text[:-1]):
        return {"numberValue": plain(float(text[:-1].replace(",", "")) / 100)}, {
            "type": "PERCENT", "pattern": "0.00%" if "." in text else "0%",
        }  # fmt: skip
    if (day := _day(text, locale)) is not None:
        return {"numberValue": (day - date(1899, 12, 30)).days}, {"type": "DATE"}
    return extended(value), {}


def _number_format(pattern: str) -> Json:
    return {"type": "NUMBER", "pattern": pattern} if pattern else {}


def _day(text: str, locale: str) -> date | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        parts = [int(part) for part in found.groups()]
    elif found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text):
        one, two, year = (int(part) for part in found.groups())
        parts = [year, two, one] if locale in _DAY_FIRST else [year, one, two]
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def plain(number: float) -> int | float:
    """Whole numbers without a fraction, as they stand in JSON."""
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def with_effect(cell: Json) -> Json:
    """A cell with what Google works out: effective value, format and text."""
    entered_value = cell.get("userEnteredValue")
    shown = {k: v for k, v in cell.items() if k not in ("effectiveValue", "formattedValue")}
    if entered_value:
        effective = effect(entered_value)
        shown["effectiveValue"] = effective
        shown["formattedValue"] = formatted(effective, cell)
    if cell.get("userEnteredFormat"):
        shown["effectiveFormat"] = cell["userEnteredFormat"]
    return shown


def effect(value: Json) -> Json:
    """A formula's result, for the few that are simple enough to work out here."""
    if "formulaValue" not in value:
        return value
    formula = value["formulaValue"].lstrip("=")
    if found := re.fullmatch(r'("[^"]*")(&"[^"]*")*', formula):
        return {"stringValue": "".join(re.findall(r'"([^"]*)"', found.group(0)))}
    if re.fullmatch(r"\d+([+*]\d+)*", formula):
        total = 0
        for term in formula.split("+"):
            product = 1
            for factor in term.split("*"):
                product *= int(factor)
            total += product
        return {"numberValue": total}
    if formula in ("NA()", "1/0"):
        kind = "N_A" if formula == "NA()" else "DIVIDE_BY_ZERO"
        return {"errorValue": {"type": kind, "message": "worked out to an error"}}
    return {"stringValue": ""}


def formatted(value: Json, cell: Json) -> str:
    """What a person sees in the cell, in the formats the recordings use."""
    if "boolValue" in value:
        return "TRUE" if value["boolValue"] else "FALSE"
    if "stringValue" in value:
        return str(value["stringValue"])
    if "errorValue" in value:
        return {"N_A": "#N/A", "DIVIDE_BY_ZERO": "#DIV/0!"}[value["errorValue"]["type"]]
    number = value.get("numberValue", 0)
    shape = cell.get("userEnteredFormat", {}).get("numberFormat", {})
    pattern = shape.get("pattern", "")
    if shape.get("type") == "DATE":
        day = datetime(1899, 12, 30) + timedelta(days=number)
        return f"{day:%Y-%m-%d}" if not pattern or "yyyy-mm" in pattern else f"{day:%m/%d/%Y}"
    if shape.get("type") == "PERCENT":
        places = len(pattern.rstrip("%").partition(".")[2])
        return f"{number * 100:.{places}f}%"
    if pattern:
        places = len(pattern.partition(".")[2])
        return f"{number:,.{places}f}" if "," in pattern else f"{number:.{places}f}"
    return f"{number:.10g}"


def shown(cell: Json, option: str) -> Any:
    """A cell in the values API; "" when it is empty."""
    value = cell.get("userEnteredValue")
    if not value:
        return ""
    if option == "FORMULA" and "formulaValue" in value:
        return value["formulaValue"]
    effective = effect(value)
    if option == "FORMATTED_VALUE" or "errorValue" in effective:
        return formatted(effective, cell)
    return next(iter(effective.values()))

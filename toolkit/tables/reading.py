"""From what stands in a cell to a typed value, or to the plain reason why it cannot be one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from msgspec import Struct

from toolkit.tables.column import LONGEST_TEXT, Column, ColumnType, Value
from toolkit.tables.dates import date_of_serial, dates_in
from toolkit.tables.equality import clean_text, comparable_text, iso
from toolkit.tables.raw import Raw, RawKind


class Reading(Struct, frozen=True):
    """What a column makes of a cell.

    Attributes:
        value: the typed value; None for blank.
        opinion: False when the cell says nothing (error, no cached value, absent): never an edit.
        problem: why the cell cannot be read, "" when it can. Such an edit waits.
        suggestion: what to type instead, "" when there is no good guess.
        code: stable name of the problem ("status-unknown" style), "" when there is none.
        text: what stands in the cell, for messages.
    """

    value: Value = None
    opinion: bool = True
    problem: str = ""
    suggestion: str = ""
    code: str = ""
    text: str = ""

    @property
    def readable(self) -> bool:
        """Whether the cell gave a value (or a true blank)."""
        return self.opinion and not self.problem


_NOTHING = Reading()


def read(column: Column, raw: Raw) -> Reading:
    """Read one cell by its column's type. Never raises; never guesses silently."""
    kind = raw.kind
    if kind is RawKind.BLANK or (kind is RawKind.TEXT and not comparable_text(str(raw.value))):
        return _NOTHING
    if raw.silent:
        return Reading(opinion=False, text=iso_raw(raw))
    if isinstance(raw.value, str) and too_long(raw.value):
        return Reading(problem=length_problem(raw.value), code="text-too-long", text=raw.value)
    return _READERS[column.type](column, raw)


def length_problem(text: str) -> str:
    """What is wrong with a text that is too long."""
    return (
        f"has {len(text):,} characters, and a cell of a spreadsheet holds {LONGEST_TEXT:,}; "
        "shorten it, or link to a document"
    )


def too_long(text: str) -> bool:
    """Whether no cell of a spreadsheet can hold a text."""
    if len(text) <= LONGEST_TEXT // 2:
        return False
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_TEXT


def takes_any_text(column: Column) -> bool:
    """Whether a column reads whatever stands in its cells."""
    return _READERS[column.type] is _read_text


def iso_raw(raw: Raw) -> str:
    """A cell's content as words for messages."""
    if isinstance(raw.value, datetime):
        return raw.value.isoformat(" ", "minutes") if _has_time(raw.value) else _day_of(raw.value)
    if raw.percent and (number := _stored_number(raw)) is not None:
        return _percent_of_share(number)
    return iso(raw.value)


def _read_text(_column: Column, raw: Raw) -> Reading:
    text = clean_text(iso_raw(raw))
    return Reading(text, text=text)


def _read_choice(column: Column, raw: Raw) -> Reading:
    from difflib import get_close_matches

    text = comparable_text(iso_raw(raw))
    words = [choice.word for choice in column.choices]
    word = _without_signs(text)
    for spelling in (word, word.replace("-", " "), text):
        if choice := column.choice_of(spelling):
            return Reading(choice.word, text=text)
    names = {word.casefold(): word for word in words}
    names |= {
        alias.casefold(): choice.word for choice in column.choices for alias in choice.aliases
    }
    close = get_close_matches(text.casefold(), list(names), n=1, cutoff=0.6)
    return Reading(
        problem=f"is not one of: {', '.join(words)}",
        suggestion=names[close[0]] if close else "",
        code=f"{column.name.replace('_', '-')}-unknown",
        text=text,
    )


_YES = frozenset({"x", "✓", "✔", "☑", "yes", "y", "true", "1", "sí", "si"})
_NO = frozenset({"no", "n", "false", "0", "☐", "-", "–"})


def _read_tick(column: Column, raw: Raw) -> Reading:
    text = iso_raw(raw)
    word = comparable_text(text).casefold()
    if raw.value is True or word in _YES:
        return Reading(True, text=text)
    if raw.value is False or word in _NO:
        return Reading(None, text=text)
    return Reading(
        problem="is not a tick",
        suggestion="x",
        code=f"{column.name.replace('_', '-')}-not-a-tick",
        text=text,
    )


def _read_number(_column: Column, raw: Raw) -> Reading:
    if (stored := _stored_number(raw)) is not None:
        # Excel keeps "85%" as 0.85; where a plan counts in percent its targets say 80, not 0.8.
        return Reading(plain_number(stored * 100 if raw.percent else stored), text=iso_raw(raw))
    text = comparable_text(iso_raw(raw))
    number = number_in(text.removesuffix("%").rstrip())
    if raw.kind is RawKind.TEXT and number is not None:
        return Reading(number, text=text)
    return Reading(
        problem="is not a number",
        suggestion=_as_typed(meant_number(text)),
        code="not-a-number",
        text=text,
    )


def _read_percent(_column: Column, raw: Raw) -> Reading:
    text = comparable_text(iso_raw(raw))
    said_percent = raw.percent
    number = _stored_number(raw)
    if number is not None and said_percent:
        number *= 100
    elif number is None and raw.kind is RawKind.TEXT:
        said_percent = text.endswith("%")
        number = number_in(text.removesuffix("%").strip())
    if number is None:
        return Reading(
            problem="is not a percentage",
            suggestion=_meant_percent(text),
            code="not-a-percentage",
            text=text,
        )
    if not said_percent and 0 < number < 1:
        return Reading(
            problem="could mean a share or a percentage",
            suggestion=_percent_of_share(number),
            code="percent-unclear",
            text=text,
        )
    if not 0 <= number <= 100:
        return Reading(problem="is not between 0 and 100", code="percent-out-of-range", text=text)
    return Reading(plain_number(number), text=text)


def _meant_percent(text: str) -> str:
    """What to type for a percentage that is written another way; "" when it is not plain."""
    bare = _PERCENT_SIGN.sub("", text, count=1).strip()
    number = meant_number(bare)
    if number is None or not 0 <= number <= 100:
        return ""
    if bare == text and 0 < number < 1:
        return _percent_of_share(number)
    return f"{_as_typed(number)}%"


def _percent_of_share(share: int | float) -> str:
    return f"{_as_typed(plain_number(share * 100))}%"


def _as_typed(number: int | float | None) -> str:
    return "" if number is None else f"{number:.15g}"


def _read_date(_column: Column, raw: Raw) -> Reading:
    text = comparable_text(iso_raw(raw))
    days: tuple[date, ...] = ()
    if isinstance(raw.value, datetime):
        days = (raw.value.date(),)
    elif isinstance(raw.value, date):
        days = (raw.value,)
    elif (serial := _stored_number(raw)) is not None:
        day = date_of_serial(serial, from_1904=raw.serial_1904)
        days = (day,) if day else ()
    elif raw.kind is RawKind.TEXT:
        days = dates_in(text)
    if len(days) == 1:
        return Reading(days[0], text=text)
    if days:
        either = " or ".join(day.isoformat() for day in sorted(days))
        return Reading(
            problem=f"could mean {either}",
            suggestion=min(days).isoformat(),
            code="date-ambiguous",
            text=text,
        )
    return Reading(problem="is not a date", code="not-a-date", text=text)


_READERS: dict[ColumnType, Callable[[Column, Raw], Reading]] = {
    ColumnType.TEXT: _read_text,
    ColumnType.CHOICE: _read_choice,
    ColumnType.TICK: _read_tick,
    ColumnType.NUMBER: _read_number,
    ColumnType.PERCENT: _read_percent,
    ColumnType.DATE: _read_date,
    ColumnType.BY_WHEN: _read_text,
    ColumnType.WHO: _read_text,
    ColumnType.LINK: _read_text,
    ColumnType.REF: _read_text,
}


def _stored_number(raw: Raw) -> int | float | None:
    """The number a number cell holds; None for every other kind of cell."""
    if raw.kind is RawKind.NUMBER and isinstance(raw.value, int | float):
        return raw.value
    return None


_NUMBER = re.compile(r"[+-]?(\d+|[1-9]\d{0,2}(,\d{3})+)(\.\d+)?")
_PERCENT_SIGN = re.compile(r"%|\b(?:per ?cent|pct)\b\.?", re.IGNORECASE)
_CURRENCY = re.compile(r"[$€£]")
_OTHER_NUMBERS = (
    # Only forms that mean one number wherever people come from: "1.000" alone is not one of them.
    re.compile(r"(?P<whole>[+-]?\d+),(?P<part>\d+)"),
    re.compile(r"(?P<whole>[+-]?[1-9]\d{0,2}(?:[ '’]\d{3})+)(?:[.,](?P<part>\d+))?"),
    re.compile(r"(?P<whole>[+-]?[1-9]\d{0,2}(?:\.\d{3})+),(?P<part>\d+)"),
    re.compile(r"(?P<whole>[+-]?[1-9]\d{0,2}(?:\.\d{3}){2,})(?P<part>)"),
)


def meant_number(text: str) -> int | float | None:
    """The number a text means that writes it as other countries do; None when it is not plain.

    It is only ever suggested ("1.000,5" → 1000.5), never taken.
    """
    bare = _CURRENCY.sub("", text.replace("−", "-"), count=1).strip()
    if (plain := number_in(bare)) is not None:
        return plain
    for form in _OTHER_NUMBERS:
        if found := form.fullmatch(bare):
            whole = re.sub(r"[ '’.]", "", found["whole"])
            return number_in(f"{whole}.{found['part']}" if found["part"] else whole)
    return None


def number_in(text: str) -> int | float | None:
    """The number a text plainly is (``1,234.5`` too); None when it is not one."""
    if not _NUMBER.fullmatch(text):
        return None
    return plain_number(float(text.replace(",", "")))


def plain_number(number: int | float) -> int | float:
    """A number as a person would write it: whole ones without a fraction, 15 digits kept."""
    rounded = float(f"{number:.15g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded


def _without_signs(text: str) -> str:
    """A status word without what stands around it ("● On track", "Complete."); a doubt stays."""
    return re.sub(r"^\W+|[^\w?]+$", "", text)


def _has_time(moment: datetime) -> bool:
    return bool(moment.hour or moment.minute or moment.second)


def _day_of(moment: datetime) -> str:
    return moment.date().isoformat()

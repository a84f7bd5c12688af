"""Days as an iCalendar file: one entry a day, with a key that lets a calendar move it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from toolkit.ports.mailer import CalendarDay

_LONGEST = 73
"""Bytes on a line; the rule is 75, a line's end and a continuing space are counted in."""


def calendar_file(days: Sequence[CalendarDay], at: datetime) -> bytes:
    """The whole file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Action Grid Toolkit//EN",
        "METHOD:PUBLISH",
        *(line for day in days for line in _entry(day, at)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode("utf-8")


def _entry(day: CalendarDay, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{re.sub(r'[^A-Za-z0-9._-]', '-', day.key)}@actiongrid"
    yield f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(day.title)}"
    if day.words:
        yield f"DESCRIPTION:{_text(day.words)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    plain = "".join(
        sign for sign in text.replace("\u00a0", " ") if sign.isprintable() or sign == "\n"
    )
    return re.sub(r"([\\;,])", r"\\\1", plain).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    part = ""
    for sign in line:
        if len((part + sign).encode("utf-8")) > _LONGEST:
            yield part
            part = " "
        part += sign
    yield part

"""Days for a calendar: whole days, keys that stay, texts that stay text."""

from __future__ import annotations

from datetime import UTC, date, datetime

from toolkit.mail.calendar import calendar_file
from toolkit.ports.mailer import CalendarDay

NOW = datetime(2027, 5, 14, 9, 0, tzinfo=UTC)


def test_a_day_is_a_whole_day_with_a_key_that_stays() -> None:
    made = calendar_file((CalendarDay("tiny-a1", date(2027, 6, 4), "1.1a Newsletter"),), NOW)
    assert made.decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Action Grid Toolkit//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:tiny-a1@actiongrid",
        "DTSTAMP:20270514T090000Z",
        "DTSTART;VALUE=DATE:20270604",
        "DTEND;VALUE=DATE:20270605",
        "SUMMARY:1.1a Newsletter",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_signs_that_mean_something_are_escaped_and_long_lines_folded_between_letters() -> None:
    title = "a; b, c\\d\nEND:VEVENT " + "é" * 80
    made = calendar_file((CalendarDay("x\r\nX:1", date(2027, 6, 4), title, "w"),), NOW)
    lines = made.decode().split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = made.decode().replace("\r\n ", "")
    assert "SUMMARY:a\\; b\\, c\\\\d\\nEND:VEVENT " + "é" * 80 in whole
    assert whole.count("\r\nEND:VEVENT") == 1
    assert "UID:x--X-1@actiongrid" in whole

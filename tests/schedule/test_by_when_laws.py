"""Laws of reading By When: nothing stops it, noise is never sure, dates come back as written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from schedule_sample import MEETINGS, TODAY, YEAR, read

from toolkit.schedule import Confidence, DateOrder, Kind, Year, cycle_of, next_due, read_by_when
from toolkit.schedule.sayings import SAYINGS
from toolkit.schedule.vocabulary import MONTH_NAMES, WEEKDAY_NAMES, WORDS

DAYS = st.dates(date(1995, 1, 1), date(2090, 12, 31))
RECENT = st.dates(date(2020, 1, 1), date(2035, 12, 31))
VOCABULARY = sorted(WORDS) + [" ".join(words) for entry in SAYINGS.values() for words, _ in entry]
PIECES = st.one_of(
    st.sampled_from(VOCABULARY),
    st.integers(0, 40).map(str),
    st.integers(2020, 2035).map(str),
    st.sampled_from(["1st", "2nd", "31st", "-", "–", "/", ",", ";", "\n", "(", ")", "?", "'", "."]),
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=9).map(" ".join),
    st.lists(PIECES, max_size=6).map("".join),
)
NOISE = st.sampled_from(
    [
        "asdf",
        "qwerty",
        "banana",
        "a",
        "the",
        "of",
        "lorem ipsum",
        "x",
        "…",
        "%",
        "$5",
        "see",
        "n.b.",
    ]
)
REPEATING = st.sampled_from(
    [
        "Daily",
        "Weekly",
        "Monthly",
        "Quarterly",
        "Annually",
        "twice a year",
        "every 3 years",
        "every other year",
        "odd years",
        "each Sept",
        "Annually by June 30",
        "every May and November",
        "first Tuesday of each month",
        "2nd and 4th Tuesday of each month",
        "last day of each month",
        "every Monday",
        "every 6 weeks",
        "every 90 days",
        "once per semester",
        "each school year",
        "By March every 3 years",
        "Third Thursday in September",
        "3 times per year",
        "Monthly, Sept–May",
        "end of each quarter",
        "Annually at the 1st meeting of the year",
        "Spring mtgs",
        "each board meeting",
        "Every other Tuesday",
        "every February 29",
        "beginning of each month",
        "Each winter",
        "15th of each month",
    ]
)


@given(TEXTS, st.one_of(st.none(), RECENT), RECENT)
@settings(max_examples=400)
def test_any_text_gives_a_reading_a_due_day_and_a_cycle(
    text: str, adopted: date | None, today: date
) -> None:
    reading = read_by_when(text, year=YEAR, adopted=adopted, today=today)
    due = next_due(reading, today=today, meetings=MEETINGS, year=YEAR)
    cycle = cycle_of(reading, today, MEETINGS, YEAR)
    assert reading.text == text
    assert read_by_when(reading.text, year=YEAR, adopted=adopted, today=today) == reading
    assert reading.confidence is Confidence.UNSURE or not reading.question
    assert reading.question or reading.confidence is not Confidence.UNSURE or not text.strip()
    assert not (due.certain and reading.confidence is not Confidence.SURE)
    assert cycle is None or cycle[0] <= today <= cycle[1]


@given(st.lists(NOISE, min_size=1, max_size=6).map(" ".join))
def test_noise_is_never_sure_and_never_gets_a_day(text: str) -> None:
    reading = read(text)
    assert reading.confidence is Confidence.UNSURE
    assert reading.kind is Kind.UNKNOWN
    assert reading.due is None


@given(st.lists(NOISE, min_size=1, max_size=3).map(" ".join), DAYS)
def test_a_date_amid_noise_is_found_but_nonsense_words_keep_it_from_being_sure(
    noise: str, day: date
) -> None:
    reading = read(f"xyzzy {noise} {day.isoformat()}")
    assert reading.confidence is not Confidence.SURE


@given(DAYS)
def test_a_date_written_in_any_clear_form_comes_back(day: date) -> None:
    month, weekday = MONTH_NAMES[day.month - 1], WEEKDAY_NAMES[day.weekday()]
    for text in (
        day.isoformat(),
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"by {month[:3]}. {day.day}, {day.year}",
        f"{weekday}, {month} {day.day}, {day.year}",
        f"{day.year}/{day.month:02}/{day.day:02}",
        f"{day.isoformat()} 00:00:00",
    ):
        reading = read(text)
        assert (reading.due, reading.confidence) == (day, Confidence.SURE), text


@given(DAYS)
def test_figures_follow_the_setting_and_are_asked_without_one(day: date) -> None:
    us, other = f"{day.month}/{day.day}/{day.year}", f"{day.day}/{day.month}/{day.year}"
    assert read(us, year=Year(date_order=DateOrder.MONTH_FIRST)).due == day
    assert read(other, year=Year(date_order=DateOrder.DAY_FIRST)).due == day
    clear = day.day > 12 or day.day == day.month
    assert (read(us).confidence is Confidence.SURE) == clear
    assert (read(us).question == "") == clear


@given(DAYS)
def test_a_month_with_its_year_is_due_on_its_last_day(day: date) -> None:
    reading = read(f"{MONTH_NAMES[day.month - 1]} {day.year}")
    following = (reading.due or day) + timedelta(days=1)
    assert reading.start == day.replace(day=1)
    assert (following.day, (following.month - 2) % 12) == (1, day.month - 1)


@given(RECENT)
def test_the_reading_in_words_is_read_as_the_same_day(day: date) -> None:
    reading = read(f"by {day.isoformat()}")
    assert read(reading.words).due == reading.due == day


@given(REPEATING, RECENT, RECENT, st.one_of(st.none(), RECENT))
@settings(max_examples=300)
def test_the_next_due_day_of_repeating_work_is_never_past_and_never_runs_backwards(
    text: str, one: date, other: date, adopted: date | None
) -> None:
    earlier, later = sorted((one, other))
    reading = read_by_when(text, year=YEAR, adopted=adopted or earlier, today=earlier)
    assert reading.kind is Kind.REPEATING
    first = next_due(reading, today=earlier, meetings=MEETINGS, year=YEAR).date
    second = next_due(reading, today=later, meetings=MEETINGS, year=YEAR).date
    assert first is None or first >= earlier
    assert second is None or second >= later
    assert first is None or second is None or first <= second


@given(REPEATING, RECENT)
def test_cycles_follow_each_other_without_gap(text: str, day: date) -> None:
    reading = read_by_when(text, year=YEAR, adopted=date(2026, 7, 1), today=TODAY)
    cycle = cycle_of(reading, day, MEETINGS, YEAR)
    if cycle is None:
        assert "board meeting" in text
        return
    assert cycle[0] <= day <= cycle[1]
    following = cycle_of(reading, cycle[1] + timedelta(days=1), MEETINGS, YEAR)
    assert following is None or following[0] == cycle[1] + timedelta(days=1)


@given(RECENT, st.sampled_from(["Monthly", "Quarterly", "Annually", "first Tuesday of each month"]))
def test_work_done_today_is_not_due_again_in_the_same_cycle(today: date, text: str) -> None:
    reading = read_by_when(text, year=YEAR, adopted=None, today=today)
    cycle = cycle_of(reading, today, MEETINGS, YEAR)
    due = next_due(reading, today=today, meetings=MEETINGS, year=YEAR, last_done=today)
    assert cycle is not None
    assert due.date is not None
    assert due.date > cycle[1]


@pytest.mark.parametrize(
    "text", ["Ongoing", "As needed", "Ongoing through June 2020", "Fall mtg annually, as needed"]
)
def test_very_long_texts_and_repeats_are_read(text: str) -> None:
    assert read(" ".join([text] * 2000)).text
    assert read("9" * 5000 + text).confidence is not Confidence.SURE


@given(st.integers(1, 99), st.sampled_from(MONTH_NAMES), st.integers(2024, 2032))
def test_a_day_that_does_not_exist_is_asked_about(day: int, month: str, year: int) -> None:
    number = MONTH_NAMES.index(month) + 1
    last = (date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)).day
    for text in (f"{day} {month} {year}", f"{month} {day}, {year}"):
        reading = read(text)
        assert bool(reading.question) == (day > last), text
        assert (reading.start == date(year, number, day)) if day <= last else True

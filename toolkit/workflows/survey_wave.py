"""A survey round's name, and what history has of rounds already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from toolkit.errors import UsageError
from toolkit.survey.results import Result
from toolkit.survey.understand import Understood
from toolkit.survey.wording import plain
from toolkit.tables.column import Value
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.survey_round import RESULTS, record_order

_SAME_ROUND_DAYS = 60
"""Answers that end further apart than this are not one round by chance."""


def on_record(head: Snapshot, wave: str, results: Sequence[Result]) -> Iterator[str]:
    """Whether history has a round of this name with other figures, or these figures elsewhere."""
    new = {(r.measure.id, r.word): (r.figures.n, r.figures.mean) for r in results}
    rounds: dict[str, dict[tuple[str, str], tuple[Value, Value]]] = {}
    for record in head[RESULTS].live():
        known = rounds.setdefault(record.text("wave").casefold(), {})
        known[record.parent, record.text("question")] = (record["n"], record["mean"])
    same_name = rounds.pop(wave.casefold(), {})
    if any(same_name.get(key, figures) != figures for key, figures in new.items()):
        yield (
            f'the round "{wave}" on record is replaced by this one ({_most(same_name.values())} '
            f"answers then, {_most(new.values())} now); --wave NAME keeps both"
        )
    for other, known in rounds.items():
        if new and all(known.get(key) == figures for key, figures in new.items()):
            yield f'the same figures are on record already, as round "{other}"'


def _most(figures: Iterable[tuple[Value, Value]]) -> str:
    counts = [n for n, _ in figures if isinstance(n, int | float)]
    return f"{max(counts, default=0):g}"


def reworded(head: Snapshot, wave: str, results: Sequence[Result]) -> Iterator[str]:
    """Questions that were asked in other words in the newest other round."""
    said: dict[str, list[str]] = {}
    for result in results:
        rounds = [
            record
            for record in head[RESULTS].live()
            if (record.parent, record.text("question")) == (result.measure.id, result.word)
            and record.text("wave").casefold() != wave.casefold()
            and record.text("asked")
        ]
        last = max(rounds, key=record_order, default=None)
        if last and result.asked and plain(last.text("asked")) != plain(result.asked):
            words = (
                f'asked as "{result.asked}" now, "{last.text("asked")}" in {last.text("wave")}; '
                "the change is marked as worded differently"
            )
            said.setdefault(words, []).append(f"{result.measure.of} {result.word}".strip())
    yield from (f"{', '.join(names)}: {words}" for words, names in said.items())


def known_close(head: Snapshot, wave: str, results: Sequence[Result]) -> date | None:
    """The day on record for a round whose file names none: the same file again is no news."""
    measures = {result.measure.id for result in results}
    for record in head[RESULTS].live():
        known = record["closed"]
        same = record.parent in measures and record.text("wave").casefold() == wave.casefold()
        if same and isinstance(known, date):
            return known
    return None


def named_wave(
    found: Understood,
    closed: date,
    head: Snapshot,
    results: Sequence[Result],
    said: list[str],
) -> str:
    """The name of a round nobody named: its year. Raises UsageError when that is another's."""
    year = re.search(r"(?<!\d)(20\d\d)(?!\d)", found.file)
    if found.closed or not year:
        name, why = str(closed.year), "the last answer" if found.closed else "today"
    else:
        name, why = year[1], "the file's name"
    said.append(f'the round is called "{name}", after {why}; --wave gives it another name')
    measures = {result.measure.id for result in results}
    for record in head[RESULTS].live():
        known = record["closed"]
        if record.parent not in measures or record.text("wave") != name or not found.closed:
            continue
        if isinstance(known, date) and abs((known - closed).days) > _SAME_ROUND_DAYS:
            raise UsageError(
                f'a round "{name}" that ended on {known.isoformat()} is on record; this one ended '
                f"on {closed.isoformat()}.",
                next_step="Name it with --wave. Nothing was changed.",
            )
    return name

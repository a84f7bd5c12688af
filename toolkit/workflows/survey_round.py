"""A survey round becomes records of history: results, groups and comments, as edits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from toolkit.survey.comments import Comment
from toolkit.survey.figures import Figures
from toolkit.survey.results import Result
from toolkit.survey.rounds import change_words, round_order
from toolkit.tables.column import Value
from toolkit.tables.edit import ROW_ADDED, ROW_RETIRED, Edit, Source
from toolkit.tables.equality import same
from toolkit.tables.record import Record
from toolkit.tables.row_id import adopted_row_id
from toolkit.tables.snapshot import Snapshot

RESULTS, GROUPS, COMMENTS = "survey_results", "survey_groups", "survey_comments"


class Round(Struct, frozen=True):
    """One round to be kept.

    Attributes:
        plan_id: of the plan, for the records' ids.
        wave: its name.
        closed: the day of the last answer.
        survey: the plan's survey it is of, "" when not known.
        grouped_by: the question that parts respondents, "" for none.
        results, comments: what was found.
        source: the file.
    """

    plan_id: str
    wave: str
    closed: date
    survey: str
    grouped_by: str
    results: tuple[Result, ...]
    comments: tuple[Comment, ...]
    source: Source


def round_edits(kept: Round, head: Snapshot) -> tuple[Edit, ...]:
    """The edits that make history say what the round says; none when it says so already."""
    writer = _Writer(kept, head)
    measures = {result.measure.id for result in kept.results}
    wanted = dict(_results(kept))
    writer.table(RESULTS, wanted, _of_round(head, measures, kept.wave))
    groups = dict(_groups(kept))
    results = frozenset(_of_round(head, measures, kept.wave)) | wanted.keys()
    writer.table(GROUPS, groups, (r.id for r in head[GROUPS].live() if r.parent in results))
    comments = dict(_comments(kept))
    same_round = (
        r.id for r in head[COMMENTS].live()
        if (r.text("survey"), r.text("wave")) == (kept.survey, kept.wave)
    )  # fmt: skip
    writer.table(COMMENTS, comments, same_round)
    after = head.after(writer.edits, at=None)
    writer.edits += _changes(after, measures, kept.source)
    return tuple(writer.edits)


class _Writer:
    def __init__(self, kept: Round, head: Snapshot) -> None:
        self._kept, self._head = kept, head
        self.edits: list[Edit] = []

    def table(self, name: str, wanted: Mapping[str, Record], known: Iterator[str]) -> None:
        """Bring the round's records of a table to what is wanted; others of it are retired."""
        for record_id in known:
            if record_id not in wanted:
                self._edit(name, record_id, ROW_RETIRED, False, True)
        for record in wanted.values():
            found = self._head.record(name, record.id)
            if found is None:
                self._edit(name, record.id, ROW_ADDED, None, record.parent)
            elif found.retired:
                self._edit(name, record.id, ROW_RETIRED, True, False)
            for column, value in record.cells.items():
                old = found[column] if found else None
                if not same(old, value):
                    self._edit(name, record.id, column, old, value)

    def _edit(self, table: str, record_id: str, column: str, old: Value, new: Value) -> None:
        self.edits.append(tool_edit(table, record_id, column, old, new, self._kept.source))


def tool_edit(
    table: str, record_id: str, column: str, old: Value, new: Value, source: Source
) -> Edit:
    """An edit the tool makes by itself, with the file it comes from."""
    return Edit(table, record_id, column, old, new, source, reason="tool")


def _of_round(head: Snapshot, measures: set[str], wave: str) -> Iterator[str]:
    """Ids of the results of a round that are on record."""
    for record in head[RESULTS].live():
        if record.parent in measures and record.text("wave").casefold() == wave.casefold():
            yield record.id


def _results(kept: Round) -> Iterator[tuple[str, Record]]:
    for result in kept.results:
        record_id = _result_id(kept, result)
        f = result.figures
        cells: dict[str, Value] = {
            "question": result.word or None,
            "wave": kept.wave,
            "n": f.n,
            "population": f.population,
            "mean": f.mean,
            "low": f.low,
            "high": f.high,
            "top_two": f.top_two,
            "target": result.target,
            "result": result.result or None,
            "closed": kept.closed,
            "asked": result.asked or None,
            "scale": result.scale or None,
            "sd": f.sd,
            "top_low": f.top_low,
            "top_high": f.top_high,
        }
        yield record_id, Record(record_id, cells, result.measure.id)


def _result_id(kept: Round, result: Result) -> str:
    key = f"{result.measure.id}|{kept.wave.casefold()}|{result.word.casefold()}"
    return adopted_row_id(kept.plan_id, RESULTS, key)


def _groups(kept: Round) -> Iterator[tuple[str, Record]]:
    for result in kept.results:
        parent = _result_id(kept, result)
        for group in result.groups:
            key = f"{parent}|{kept.grouped_by}|{group.group}"
            record_id = adopted_row_id(kept.plan_id, GROUPS, key)
            f = group.figures
            cells: dict[str, Value] = {
                "by": kept.grouped_by,
                "name": group.group,
                "n": f.n or None,
                "mean": f.mean,
                "low": f.low,
                "high": f.high,
                "top_two": f.top_two,
                "hidden": group.hidden or None,
            }
            yield record_id, Record(record_id, cells, parent)


def _comments(kept: Round) -> Iterator[tuple[str, Record]]:
    for comment in kept.comments:
        key = f"{kept.survey}|{kept.wave}|{comment.question}|{comment.text}"
        record_id = adopted_row_id(kept.plan_id, COMMENTS, key)
        cells: dict[str, Value] = {
            "survey": kept.survey or None,
            "wave": kept.wave,
            "closed": kept.closed,
            "question": comment.question,
            "text": comment.text,
        }
        yield record_id, Record(record_id, cells)


def _changes(after: Snapshot, measures: set[str], source: Source) -> list[Edit]:
    """The change of every result since the round before it, worked out anew."""
    edits = []
    series: dict[tuple[str, str], list[Record]] = {}
    for record in after[RESULTS].live():
        if record.parent in measures:
            series.setdefault((record.parent, record.text("question")), []).append(record)
    for rounds in series.values():
        rounds.sort(key=record_order)
        for place, record in enumerate(rounds):
            before = [r for r in rounds[:place] if r["mean"] is not None]
            words = _change(before, record) or None
            if record["change"] != words:
                old = record["change"]
                edits.append(tool_edit(RESULTS, record.id, "change", old, words, source))
    return edits


def record_order(record: Record) -> tuple[int, str]:
    """What the results of rounds are ordered by, the newest last."""
    closed = record["closed"]
    return round_order(record.text("wave"), closed if isinstance(closed, date) else None)


def _change(before: Sequence[Record], record: Record) -> str:
    if not before or record["mean"] is None:
        return ""
    last = before[-1]
    return change_words(
        _figures(last),
        _figures(record),
        last.text("wave"),
        (last.text("asked"), record.text("asked")),
        (last.text("scale"), record.text("scale")),
    )


def _figures(record: Record) -> Figures:
    n, population = _number(record["n"]), _number(record["population"])
    return Figures(
        n=round(n or 0),
        population=round(population) if population else None,
        mean=_number(record["mean"]),
        sd=_number(record["sd"]),
    )


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) else None

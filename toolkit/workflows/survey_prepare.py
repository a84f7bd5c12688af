"""A survey export made ready for history: read, understood, matched to measures, named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from toolkit.errors import FileRefused, UsageError
from toolkit.ports.commit import Commit, SeenSource
from toolkit.rollup.survey_figures import measure_rule
from toolkit.survey.answer_file import AnswerFile
from toolkit.survey.comments import Comment, comments_of
from toolkit.survey.mapping import Asked, Mapped, map_questions
from toolkit.survey.question import Kind, Question
from toolkit.survey.results import Result, Terms, results_of
from toolkit.survey.understand import Understood, understand
from toolkit.survey.wording import plain
from toolkit.tables.edit import Edit, Source
from toolkit.tables.record import Record
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.session import Session
from toolkit.workflows.survey_round import Round, round_edits
from toolkit.workflows.survey_wave import known_close, named_wave, on_record, reworded
from toolkit.workflows.take_back import SURVEY


class Wish(Struct, frozen=True):
    """What ``survey import`` was asked to do.

    Attributes:
        place: full path of the export.
        wave: name of the round, "" for the year of the last answer.
        population: how many could have answered, None for the settings' number.
        survey: ref of the plan's survey, "" to find out.
        sheet: the sheet of a workbook, "" to find the one with the answers.
        by: heading of the question that parts the respondents, "" for none.
        dry_run: say what would happen, change nothing.
    """

    place: str
    wave: str = ""
    population: int | None = None
    survey: str = ""
    sheet: str = ""
    by: str = ""
    dry_run: bool = False


class Imported(Struct, frozen=True):
    """What ``survey import`` found and did.

    Attributes:
        found: the export as it was understood.
        mapped: which questions answer which measures.
        wave, closed: the round's name and the day of its last answer.
        population: how many could have answered, None when not known.
        results, comments: what is kept.
        said: every decision, a sentence each.
        edits: what history takes on; none when it says so already.
        snapshot: number of the sync that holds the round.
        dry_run: nothing was changed.
    """

    found: Understood
    mapped: Mapped
    wave: str
    closed: date
    population: int | None
    results: tuple[Result, ...]
    comments: tuple[Comment, ...]
    said: tuple[str, ...]
    edits: tuple[Edit, ...] = ()
    snapshot: int = 0
    dry_run: bool = False

    @property
    def waits(self) -> bool:
        """Whether a person has to decide something."""
        return bool(self.mapped.proposals)


def prepared(session: Session, file: AnswerFile, head: Snapshot, wish: Wish) -> Imported:
    """The round an export holds, with every decision said; changes nothing.

    Raises:
        FileRefused: the file has no rated question, or no answers that count.
        UsageError: a name that is not known, or a round that is not sure.
    """
    settings = session.settings.survey
    measures = tuple(m for m in head["measures"].live() if m["kind"] in (None, "survey"))
    rules = {m.id: rule for m in measures if (rule := measure_rule(m))}
    points = {rule.points for rule in rules.values()}
    found = understand(file, points.pop() if len(points) == 1 else 0)
    rated = found.of(Kind.RATED)
    if not rated:
        raise _no_scale(found)
    asked = tuple(asked_of(measure) for measure in measures)
    _check_survey(wish.survey, asked)
    mapped = map_questions(
        rated,
        asked,
        settings.questions,
        survey=wish.survey,
        about=f"{file.file} {wish.wave}",
        others=[question for question in found.questions if question.kind is not Kind.RATED],
    )
    said = [*found.decisions, *mapped.decisions]
    population = wish.population or settings.population
    if population is None:
        said.append(
            "without a population (--population, or survey: population: in settings.yaml) there "
            "is no response rate, and intervals are not narrowed for a small membership"
        )
    groups = _grouping(found, wish.by)
    terms = Terms(population, settings.floor, rules)
    results = results_of(mapped.matches, terms, groups, said)
    closed = found.closed or session.today
    wave = wish.wave.strip() or named_wave(found, closed, head, results, said)
    closed = found.closed or known_close(head, wave, results) or session.today
    said += on_record(head, wave, results)
    said += reworded(head, wave, results)
    typed = [m for m in measures if m["typed_mean"] is not None]
    said += [
        f"{m.text('of')}: the typed mean {m['typed_mean']} is kept; the round is shown instead"
        for m in typed
        if any(result.measure.id == m.id for result in results)
    ]
    return Imported(
        found,
        mapped,
        wave,
        closed,
        population,
        results,
        comments_of(found, settings.floor) if results else (),
        tuple(dict.fromkeys(said)),
    )


def keep(session: Session, found: Imported, wish: Wish, source: Source) -> tuple[Edit, ...]:
    """Commit a round to history; the caller holds the lock. No edits when it is there already."""
    head = session.history.last()
    kept = Round(
        session.adopted.plan_id,
        found.wave,
        found.closed,
        _survey(found.results),
        wish.by,
        found.results,
        found.comments,
        source,
    )
    edits = round_edits(kept, head)
    if edits:
        at = session.now()
        seen = SeenSource(source.content, source.file)
        session.history.commit(Commit(at, SURVEY, head.after(edits, at=at), edits, (seen,)))
    return edits


def asked_of(measure: Record) -> Asked:
    """A survey measure as questions are matched to it."""
    words = re.split(r"[,;\n]", measure.text("questions"))
    return Asked(
        measure.id,
        measure.text("ref"),
        measure.text("of"),
        measure.text("survey"),
        tuple(word.strip() for word in words if word.strip()),
    )


def _survey(results: Sequence[Result]) -> str:
    return next((result.measure.survey for result in results), "")


def _check_survey(survey: str, asked: Sequence[Asked]) -> None:
    known = list(dict.fromkeys(measure.survey for measure in asked if measure.survey))
    if survey and survey not in known:
        raise UsageError(
            f'the plan has no survey "{survey}" with a measure.',
            next_step=f"Choose among: {', '.join(known) or 'none'}. Nothing was changed.",
        )


def _no_scale(found: Understood) -> FileRefused:
    if not found.respondents:
        return FileRefused(
            "no-answers", "no line of answers counts: all are empty or tests", where=found.file,
            next_step="Export the survey again when answers have come in. Nothing was changed.",
        )  # fmt: skip
    titles = ", ".join(f'"{question.title[:60]}"' for question in found.questions[:4])
    return FileRefused(
        "no-scale",
        f"no question has answers on a rating scale (found: {titles or 'none'})",
        where=found.file,
        next_step="Is it a survey export with ratings in numbers or words? Nothing was changed.",
    )


def _grouping(found: Understood, by: str) -> Question | None:
    if not by:
        return None
    choices = found.of(Kind.CHOICE)
    for question in choices:
        if plain(by) in (plain(question.title), question.letter.casefold()):
            return question
    titles = ", ".join(f'"{question.title}"' for question in choices)
    raise UsageError(
        f'there is no question "{by}" that parts the respondents.',
        next_step=f"Choose among: {titles or 'none in this file'}. Nothing was changed.",
    )

"""Import a survey round: read, understood, matched to measures, agreed, shown everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toolkit.errors import FileRefused, UsageError
from toolkit.ports.commit import Commit, SeenSource
from toolkit.ports.content import content_hash
from toolkit.survey.answer_file import AnswerFile
from toolkit.survey.comments import Comment, comments_of
from toolkit.survey.mapping import Asked, Mapped, map_questions
from toolkit.survey.question import Kind, Question
from toolkit.survey.results import Result, Terms, results_of
from toolkit.survey.rule import Rule, rule_of
from toolkit.survey.understand import Understood, understand
from toolkit.survey.wording import plain
from toolkit.tables.edit import Edit, Source
from toolkit.tables.record import Record
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.session import Session
from toolkit.workflows.survey_round import RESULTS, Round, round_edits
from toolkit.workflows.sync import sync
from toolkit.workflows.synced import Synced

_SAME_ROUND_DAYS = 60
"""Answers that end further apart than this are not one round by chance."""

ReadExport = Callable[[bytes, str], AnswerFile]


@dataclass(frozen=True)
class Wish:
    """What ``survey import`` was asked to do.

    Attributes:
        place: full path of the export.
        wave: name of the round, "" for the year of the last answer.
        population: how many could have answered, None for the settings' number.
        survey: ref of the plan's survey, "" to find out.
        by: heading of the question that parts the respondents, "" for none.
        dry_run: say what would happen, change nothing.
    """

    place: str
    wave: str = ""
    population: int | None = None
    survey: str = ""
    by: str = ""
    dry_run: bool = False


@dataclass(frozen=True)
class Imported:
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
        synced: the writing back to the workbooks; None when nothing was written.
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
    synced: Synced | None = None
    dry_run: bool = False

    @property
    def waits(self) -> bool:
        """Whether a person has to decide something."""
        return bool(self.mapped.proposals)


def import_survey(session: Session, read_export: ReadExport, wish: Wish) -> Imported:
    """Take a round into history and into the workbooks.

    Raises:
        FileRefused: the file is no survey export, or has no rated question.
        UsageError: a name that is not known, or a round that is not sure.
    """
    head = session.history.last()
    if not head.number:
        raise UsageError(
            "there is no agreed plan yet.", next_step='Run "actiongrid generate" first.'
        )
    data = _content(session, wish.place)
    name = session.files.name_of(wish.place)
    prepared = _prepared(session, read_export(data, name), head, wish)
    if wish.dry_run or not prepared.results:
        return replace(prepared, snapshot=head.number, dry_run=wish.dry_run)
    source = Source(file=name, content=content_hash(data))
    session.files.make_folder(session.places.inside)
    lock = session.files.within(session.places.inside, "lock")
    with session.files.lock(lock, "actiongrid survey import"):
        edits = _commit(session, prepared, wish, source)
    done = sync(session)
    number = session.history.last_number()
    return replace(prepared, edits=edits, snapshot=number, synced=done)


def _commit(session: Session, prepared: Imported, wish: Wish, source: Source) -> tuple[Edit, ...]:
    head = session.history.last()
    kept = Round(
        session.adopted.plan_id,
        prepared.wave,
        prepared.closed,
        _survey(prepared.results),
        wish.by,
        prepared.results,
        prepared.comments,
        source,
    )
    edits = round_edits(kept, head)
    if edits:
        at = session.now()
        seen = SeenSource(source.content, source.file)
        session.history.commit(Commit(at, "survey", head.after(edits, at=at), edits, (seen,)))
    return edits


def _content(session: Session, place: str) -> bytes:
    places = (place, session.files.within(session.places.surveys, session.files.name_of(place)))
    for candidate in places:
        try:
            return session.files.read(candidate)
        except (FileNotFoundError, IsADirectoryError, PermissionError):
            continue
    raise UsageError(
        f'there is no file "{place}" that can be read.',
        next_step="Check the name, or drop the export into the folder surveys.",
    )


def _prepared(session: Session, file: AnswerFile, head: Snapshot, wish: Wish) -> Imported:
    settings = session.settings.survey
    measures = tuple(m for m in head["measures"].live() if m["kind"] in (None, "survey"))
    rules = {m.id: rule for m in measures if (rule := measure_rule(m))}
    points = max((rule.points for rule in rules.values()), default=5)
    found = understand(file, points)
    rated = found.of(Kind.RATED)
    if not rated:
        raise _no_scale(found)
    asked = tuple(asked_of(measure) for measure in measures)
    _check_survey(wish.survey, asked)
    mapped = map_questions(
        rated, asked, settings.questions, survey=wish.survey, about=f"{file.file} {wish.wave}"
    )
    said = list(found.decisions)
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
    wave = _wave(wish, found, closed, head, results, said)
    closed = found.closed or _known_close(head, wave, results) or session.today
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


def measure_rule(measure: Record) -> Rule | None:
    """A measure's rule, from its rule, its target or its own words."""
    target = measure["target"]
    number = float(target) if isinstance(target, int | float) else None
    return rule_of(measure.text("rule") or measure.text("text"), number)


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


def _known_close(head: Snapshot, wave: str, results: Sequence[Result]) -> date | None:
    """The day on record for a round whose file names none: the same file again is no news."""
    measures = {result.measure.id for result in results}
    for record in head[RESULTS].live():
        known = record["closed"]
        if record.parent in measures and record.text("wave") == wave and isinstance(known, date):
            return known
    return None


def _wave(
    wish: Wish,
    found: Understood,
    closed: date,
    head: Snapshot,
    results: Sequence[Result],
    said: list[str],
) -> str:
    """The round's name; a name that would replace another round is refused."""
    if wish.wave:
        return wish.wave.strip()
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

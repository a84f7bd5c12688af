"""The whole story on the IMEC plan: everything people do in it is invented, and says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.copy import Copy
from toolkit.tables.stamp import Stamp
from toolkit.tables.write import CellWrite, RowWrite
from toolkit.workflows.adoption import adopt_plan
from toolkit.workflows.demo_story import Chapter, Round, Said, Story
from toolkit.workflows.generate import generate
from toolkit.workflows.import_survey import import_survey
from toolkit.workflows.needs_table import NEEDS
from toolkit.workflows.outbox import MailCopy
from toolkit.workflows.session import Session
from toolkit.workflows.survey_prepare import Wish
from toolkit.workflows.survey_taken import taken_lines
from toolkit.workflows.sync import sync
from toolkit.workflows.sync_words import sync_lines
from toolkit.workflows.synced import Synced

ADOPTED, FALL, WINTER = date(2026, 9, 1), date(2026, 10, 5), date(2027, 2, 1)
MEETINGS = {
    "First meeting of the year": "2026-10-12",
    "Fall meeting": "2026-10-12",
    "Spring meetings": "2027-03-15",
    "May – June meeting": "2027-05-24",
}
"""Invented dates for the meetings the IMEC plan names."""

_FIRST: Mapping[str, Said] = {
    "1": {
        ("1.1a", "status"): "On track",
        ("1.1a", "note"): "By-laws handed out at both meetings (invented).",
        ("1.2a", "status"): "Complete",
        ("1.2a", "outcome"): "Five long-term goals adopted (invented).",
        ("1.3a", "status"): "On track",
    },
    "3": {
        ("3.1a", "status"): "At risk",
        ("3.1a", "note"): "Survey tool not chosen yet (invented).",
        ("3.1a", "help"): "Decide between two survey tools (invented).",
    },
}
_ALEX: Said = {
    ("2.1b", "status"): "On track",
    ("2.1b", "note"): "Data request sent to twelve states (invented).",
    ("2.2a", "status"): "At risk",
}
_SAM: Said = {
    ("2.1c", "status"): "Complete",
    ("2.1c", "outcome"): "Reception held at the Symposium (invented).",
    ("2.2a", "status"): "On track",
}
_STALE: Said = {("1.1b", "status"): "On track", ("1.2a", "status"): "On track"}


class Step(Struct, frozen=True):
    """One step of the story.

    Attributes:
        title: what happens, in one sentence.
        lines: what the tool says to it.
    """

    title: str
    lines: tuple[str, ...]


def tell(session: Session, story: Story) -> Iterator[Step]:
    """Run the story in a new workspace, step by step."""
    older, newer = story.rounds
    yield from _first_half(session, older)
    session = replace(session, today=story.spring.day)
    yield _reported(session, story.spring)
    session = replace(session, today=story.may.day)
    yield _answered(session, newer)
    _add_people(session, story.people)
    _direct(session, story)
    yield _reported(session, story.may)


def _first_half(session: Session, survey: Round) -> Iterator[Step]:
    session = replace(session, today=ADOPTED)
    adopt_plan(session, MEETINGS)
    made = generate(session)
    yield Step("1 September: the adopted plan is put into workbooks.", made.written)
    stale = _mailed(session, "1", "Kim (invented)")
    yield _answered(session, survey)
    for area, said in _FIRST.items():
        _type(session, area, said)
    session = replace(session, today=FALL)
    yield _step("5 October: staff have filled in two workbooks; the first sync.", sync(session))
    alex, sam = (_mailed(session, "2", who) for who in ("Alex (invented)", "Sam (invented)"))
    session = replace(session, today=WINTER)
    for copy, said in ((alex, _ALEX), (sam, _SAM), (stale, _STALE)):
        _mail_back(session, copy, said)
    done = sync(session)
    yield _step(
        "1 February: three copies come back by mail, one of them cut in September. Alex and Sam "
        "give different answers to 2.2a; the September copy says something else on 1.2a than its "
        "workbook, so that is a second question, and it turns nothing back.",
        done,
    )
    if done.conflicts:
        picked = _answer(session, done)
        title = f"The director picks {picked} on the sheet Needs you and syncs."
        yield _step(title, sync(session))
    again = sync(session)
    yield _step("Once more: nothing has changed, nothing is written.", again)


def _reported(session: Session, chapter: Chapter) -> Step:
    """Everybody types into the live workbooks, then one sync."""
    for area in sorted({ref[0] for ref, _ in chapter.typed}):
        own = {key: said for key, said in chapter.typed.items() if key[0][0] == area}
        _type(session, area, own)
    return _step(chapter.says, sync(session))


def _answered(session: Session, survey: Round) -> Step:
    """An export lands in the surveys folder and is imported."""
    session.files.make_folder(session.places.surveys)
    place = session.files.within(session.places.surveys, survey.name)
    session.files.write_new(place, survey.export)
    day = replace(session, today=survey.day)
    done = import_survey(day, Wish(place, population=survey.population))
    title = f"{survey.day.day} {survey.day:%B}: the members have answered the yearly survey."
    return Step(title, tuple(taken_lines(done.found, dry_run=False)))


def _add_people(session: Session, people: Sequence[Mapping[str, str]]) -> None:
    """The coordinator fills in the sheet People."""
    place = session.files.within(session.places.workbooks, "Plan.xlsx")
    content = session.files.read(place)
    copy = session.backend.read(content, "Plan.xlsx")
    rows = tuple(RowWrite("people", "", dict(person)) for person in people)
    stamp = copy.stamp or Stamp("", "", 0)
    _save(session, place, session.backend.patch(content, PlannedWrite(stamp, rows=rows)))


def _direct(session: Session, story: Story) -> None:
    """The director writes a message and a word on a goal into Summary."""
    place = session.files.within(session.places.workbooks, "Summary.xlsm")
    content = session.files.read(place)
    copy = session.backend.read(content, "Summary.xlsm")
    message = copy.table("plan")
    cells = [
        CellWrite("plan", row.id, row.row, column, text)
        for row in (message.rows if message else ())
        for column, text in story.message.items()
    ]
    planned = PlannedWrite(
        copy.stamp or Stamp("", "", 0), (*cells, *_cells(copy, "goals", story.goals))
    )
    _save(session, place, session.backend.patch(content, planned))


def _step(title: str, done: Synced) -> Step:
    return Step(title, tuple(sync_lines(done)))


def _area_file(session: Session, number: str) -> str:
    return next(
        name
        for name in session.files.names(session.places.workbooks)
        if name.startswith(f"{number} ")
    )


def _type(session: Session, area: str, said: Said) -> None:
    """Somebody opens the live workbook, types and saves."""
    place = session.files.within(session.places.workbooks, _area_file(session, area))
    content = session.files.read(place)
    copy = session.backend.read(content, session.files.name_of(place))
    _save(session, place, session.backend.patch(content, _typed(copy, said)))


def _mailed(session: Session, area: str, recipient: str) -> MailCopy:
    return generate(session, only=area, recipients=(recipient,)).copies[0]


def _mail_back(session: Session, mailed: MailCopy, said: Said) -> None:
    """The recipient types into the copy and mails it back."""
    content = session.files.read(mailed.place)
    copy = session.backend.read(content, mailed.file)
    data = session.backend.patch(content, _typed(copy, said))
    _save(session, session.files.within(session.places.inbox, mailed.file), data)


def _typed(copy: Copy, said: Said) -> PlannedWrite:
    return PlannedWrite(copy.stamp or Stamp("", "", 0), _cells(copy, "actions", said))


def _cells(copy: Copy, name: str, said: Said) -> tuple[CellWrite, ...]:
    table = copy.table(name)
    rows = {str(row["ref"].value): row for row in table.rows} if table else {}
    return tuple(
        CellWrite(name, rows[ref].id, rows[ref].row, column, value)
        for (ref, column), value in said.items()
    )


def _answer(session: Session, done: Synced) -> str:
    """The director chooses on *Needs you*; returns what, in words."""
    place = session.files.within(session.places.workbooks, "Summary.xlsm")
    content = session.files.read(place)
    copy = session.needs_backend.read(content, "Summary.xlsm")
    table = copy.table(NEEDS)
    picked = {
        line.key: (line.ref, line.choices[0]) for line in done.needs if line.kind == "two answers"
    }
    cells = tuple(
        CellWrite(NEEDS, row.id, row.row, "answer", picked[row.id][1])
        for row in (table.rows if table else ())
        if row.id in picked
    )
    planned = PlannedWrite(copy.stamp or Stamp("", "", 0), cells)
    _save(session, place, session.needs_backend.patch(content, planned))
    return " and ".join(f"{words} for {ref}" for ref, words in sorted(picked.values()))


def _save(session: Session, place: str, data: bytes) -> None:
    session.files.remove(place)
    session.files.write_new(place, data)

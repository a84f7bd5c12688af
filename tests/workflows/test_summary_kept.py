"""A Summary nobody has touched is kept by single cells, and is what a newly made one is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.office.libreoffice import run_jobs
from tests.workflows.conftest import Office
from tests.workflows.test_summary_in_place import book_of, link, members, newly_made
from toolkit.plan.view import plan_of
from toolkit.tables.column import Value
from toolkit.tables.stamp import STAMP_SHEET
from toolkit.wiring import opened, plan_text, start_workspace
from toolkit.workflows.adoption import adopt_plan
from toolkit.workflows.generate import generate
from toolkit.workflows.sync import sync
from toolkit.workflows.synced import Synced
from toolkit.xlsx import SetCell, change_book, open_book

FIRST = date(2026, 11, 22)
SYNCS = 5
DRAWN = ("xl/charts/", "xl/drawings/", "xl/vbaProject.bin", "xl/media/")


@pytest.fixture(scope="module", params=["imec", "amsd", "cec", "mass"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("kept") / f"the {request.param} plan"
    start_workspace(str(folder), plan_text(request.param), "")
    with opened(str(folder), FIRST) as session:
        adopt_plan(session, {})
        generate(session)
    office = Office(folder)
    office.sync(FIRST)
    return office


def typed(dice: random.Random, statuses: list[str], day: date) -> tuple[str, Value]:
    """Something a member of staff may type: column and value."""
    said: list[tuple[str, Value]] = [
        ("note", f"Heard on {day}: " + "the board met, " * dice.randrange(12)),
        ("status", dice.choice(statuses)),
        ("by_when", f"{dice.randrange(1, 28)} March {day.year + dice.randrange(-1, 2)}"),
        ("no_change", True),
        ("outcome", "Minutes of the meeting"),
        ("note", None),
    ]
    return dice.choice(said)


def type_everywhere(
    office: Office, dice: random.Random, day: date, *, only: frozenset[str] = frozenset()
) -> None:
    """Staff type into a few rows of some area workbooks; into some columns only, if given."""
    with office.open(day) as session:
        plan = plan_of(session.history.last(), session.schema)
        columns = session.schema["actions"].by_name
    statuses = [choice.word for choice in columns["status"].choices]
    for area in dice.sample(plan.areas, min(2, len(plan.areas))):
        actions = [action.ref for action in area.actions() if action.ref]
        refs = [ref for ref in actions if actions.count(ref) == 1]
        offered = only or {*columns}
        edits = (typed(dice, statuses, day) for _ in range(60))
        edits = ((column, value) for column, value in edits if column in offered)
        rows = dice.sample(refs, min(3, len(refs)))
        said = {(ref, column): value for ref, (column, value) in zip(rows, edits, strict=False)}
        place = next(p for p in office.folder.glob("workbooks/*") if p.name.startswith(area.number))
        office.type(place, said)


class Looks:
    """What a cell looks like, in words; each style is put into words once."""

    def __init__(self) -> None:
        self._known: dict[Any, str] = {}

    def of(self, cell: Any) -> tuple[Any, ...]:
        key = tuple(cell._style or ())
        if key not in self._known:
            facts = (cell.number_format, cell.font, cell.fill, cell.border, cell.alignment)
            self._known[key] = repr(facts)
        value = getattr(cell.value, "text", cell.value)
        return value, self._known[key], link(cell)


def frame(sheet: Any) -> dict[str, Any]:
    """Everything openpyxl knows of a sheet beside its cells."""
    rules = sheet.conditional_formatting
    return {
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "rules": [(str(r.sqref), [x.dxfId and x.type for x in r.rules]) for r in rules],
        "lists": [(str(v.sqref), v.formula1) for v in sheet.data_validations.dataValidation],
        "tables": dict(sheet.tables.items()),
        "widths": {k: (d.width, d.hidden) for k, d in sheet.column_dimensions.items()},
        "heights": {k: d.height for k, d in sheet.row_dimensions.items()},
        "state": sheet.sheet_state,
        "frozen": sheet.freeze_panes,
        "size": sheet.dimensions,
    }


def require_alike(kept: bytes, new: bytes) -> None:
    one, two = book_of(kept), book_of(new)
    left, right = Looks(), Looks()
    assert one.sheetnames == two.sheetnames
    assert {n: d.attr_text for n, d in one.defined_names.items()} == {
        n: d.attr_text for n, d in two.defined_names.items()
    }
    for name in one.sheetnames:
        here, there = one[name], two[name]
        assert frame(here) == frame(there), name
        for row, other in zip(here.iter_rows(), there.iter_rows(), strict=True):
            for cell, wanted in zip(row, other, strict=True):
                if name != STAMP_SHEET:
                    assert left.of(cell) == right.of(wanted), f"{name}!{cell.coordinate}"
    assert dict(results(kept)) == dict(results(new))


def results(data: bytes) -> Iterator[tuple[tuple[str, int, int], Any]]:
    """Every value, also the one stored under a formula."""
    book = open_book(data)
    for facts in book.sheets:
        for place, cell in book.read(facts.name).cells.items():
            if cell.value not in (None, ""):
                yield (facts.name, *place), (cell.value, cell.formula)


def require_drawn_alike(kept: Path, new: Path) -> None:
    here, there = members(kept), members(new)
    drawn = {name for name in there if name.startswith(DRAWN)}
    assert {name: here.get(name) for name in drawn} == {name: there[name] for name in drawn}


def figures(place: Path, also: Path) -> None:
    """Both after LibreOffice has calculated everything."""
    answers = run_jobs([{"file": str(file), "read": True} for file in (place, also)])
    one, two = ({**a["cells"], STAMP_SHEET: {}} for a in answers)
    assert one == two


def lived(office: Office, seed: int) -> Iterator[tuple[Synced, Path, Path]]:
    """A few syncs with random edits; after each the Summary kept and one newly made."""
    dice, place = random.Random(seed), office.book("Summary")
    new = office.folder / "newly made.xlsm"
    for number in range(1, SYNCS + 1):
        day = FIRST + timedelta(days=3 * number)
        last = frozenset({"note"}) if number == SYNCS else frozenset()
        type_everywhere(office, dice, day, only=last)
        done = office.sync(day)
        new.write_bytes(newly_made(office, day))
        yield done, place, new


def was_kept(done: Synced) -> bool:
    """Whether Summary was written cell by cell."""
    return any(d.file == "Summary.xlsm" and d.cells for d in done.delivered)


@pytest.mark.libreoffice
def test_a_summary_kept_by_cells_is_what_a_new_one_is(made: Office) -> None:
    kept = 0
    for done, place, new in lived(made, seed=7):
        assert not any(d.refused or d.queued for d in done.delivered)
        require_alike(place.read_bytes(), new.read_bytes())
        require_drawn_alike(place, new)
        kept += was_kept(done)
    assert kept
    figures(place, new)
    assert made.sync(FIRST + timedelta(days=3 * SYNCS)).delivered == ()


def test_notes_alone_change_only_cells(office: Office) -> None:
    office.sync(FIRST)
    before = members(office.book("Summary"))
    office.type(office.book("1"), {("1.1a", "note"): "Heard from the board.\n" * 5})
    assert was_kept(office.sync(FIRST))
    after = members(office.book("Summary"))
    changed = {name for name in before if before[name] != after[name]}
    assert changed and all(name.startswith("xl/worksheets/sheet") for name in changed)
    require_alike(office.book("Summary").read_bytes(), newly_made(office, FIRST))


def test_a_summary_somebody_saved_is_compared_row_by_row_again(office: Office) -> None:
    """What the tool remembers of its own Summary says nothing about one people have saved."""
    office.sync(FIRST)
    place = office.book("Summary")
    wrong = [SetCell("All actions", 6, 3, "typed over"), SetCell("Due next", 5, 3, "also")]
    place.write_bytes(change_book(place.read_bytes(), wrong).data)
    office.type(office.book("1"), {("1.1a", "note"): "Heard."})
    office.sync(FIRST)
    now, new = book_of(place.read_bytes()), book_of(newly_made(office, FIRST))
    for sheet, row, column, _ in ((c.sheet, c.row, c.column, c.value) for c in wrong):
        assert now[sheet].cell(row, column).value == new[sheet].cell(row, column).value


def test_another_house_style_makes_it_anew(office: Office) -> None:
    office.sync(FIRST)
    with office.open(FIRST) as session:
        known = session.history.setting("summary as made")
        content, frame_hash, *rows = known.split(" ")
        session.history.set_setting("summary as made", " ".join((content, "x" + frame_hash, *rows)))
    office.type(office.book("1"), {("1.1a", "note"): "Heard."})
    done = office.sync(FIRST)
    assert not was_kept(done)
    require_alike(office.book("Summary").read_bytes(), newly_made(office, FIRST))


def test_what_an_earlier_version_noted_makes_it_anew(office: Office) -> None:
    office.sync(FIRST)
    with office.open(FIRST) as session:
        content = session.history.setting("summary as made").split(" ")[0]
        session.history.set_setting("summary as made", content)
    office.type(office.book("1"), {("1.1a", "note"): "Heard."})
    assert not was_kept(office.sync(FIRST))
    require_alike(office.book("Summary").read_bytes(), newly_made(office, FIRST))


def test_a_sync_without_news_leaves_it_alone(office: Office) -> None:
    with office.open(FIRST) as session:
        sync(session)
    before = office.book("Summary").read_bytes()
    assert office.sync(FIRST).delivered == ()
    assert office.book("Summary").read_bytes() == before

"""Every number of every format is the roll-up's, and one changed cell changes just its own."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.conftest import Office
from tests.workflows.linked_figures import FORMATS
from tests.workflows.test_figures import value_at
from tests.workflows.test_survey_import import MIXED, export, take
from toolkit.report.blocks import Piece
from toolkit.report.director import director_report
from toolkit.rollup.rollup_document import rollup_document
from toolkit.wiring import report_writers
from toolkit.workflows.count_up import figure_cells, last_state
from toolkit.workflows.report_material import material_of
from toolkit.workflows.write_report import write_report

DAY = date(2027, 2, 1)
TYPED = {
    "1": {
        ("1.1a", "status"): "Complete",
        ("1.1b", "status"): "At risk",
        ("1.1b", "who"): "Ana Ruiz",
        ("1.2a", "status"): "On track",
        ("1.2c", "status"): "Cancelled",
    },
    "3": {
        ("3.1a", "status"): "Off track",
        ("3.2a", "status"): "Complete",
        ("3.3a", "status"): "On hold",
        ("3.4a", "help"): "A decision",
    },
}


@dataclass(frozen=True)
class Busy:
    """An office in which people reported and a survey came in, and what is told of it.

    Attributes:
        document: the roll-up as ``rollup --json`` prints it.
        figures: which figure stands in which cell of Summary.
        files: the report in each format.
    """

    office: Office
    document: dict[str, Any]
    figures: dict[str, str]
    files: dict[str, bytes]

    def printed(self, name: str) -> Counter[tuple[str, str]]:
        """Figure and first number of the text, for every count that leads to Summary."""
        found: Counter[tuple[str, str]] = Counter()
        for spot, text in FORMATS[name](self.files[name]):
            number = re.search(r"\d+(?:\.\d+)?", text)
            figure = self.figures[spot]
            if number and not isinstance(value_at(self.document, figure), str):
                found[(figure, number[0])] += 1
        return found


def told(office: Office, *formats: str) -> Busy:
    with office.open(DAY) as session:
        state = last_state(session)
        cells = figure_cells(session, state)
        document = json.loads(json.dumps(rollup_document(state.rollup, cells)))
        done = write_report(session, report_writers(session), formats=formats)
    figures = {f"{c['sheet']}!{c['cell']}": c["figure"] for c in document.pop("cells")}
    names = zip(formats, done.files, strict=True)
    files = {name: (Path(done.folder) / file).read_bytes() for name, file in names}
    return Busy(office, document, figures, files)


@pytest.fixture(scope="module")
def busy(imec_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Busy:
    folder = tmp_path_factory.mktemp("busy") / "imec & plan"
    shutil.copytree(imec_workspace, folder)
    office = Office(folder)
    for book, said in TYPED.items():
        office.type(office.book(book), said)
    office.sync()
    take(office, "annual.csv", export(2026, MIXED), population=48)
    return told(office, *FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_every_number_that_leads_to_summary_is_the_roll_ups(busy: Busy, name: str) -> None:
    found = busy.printed(name)
    for figure, number in found:
        decimals = len(number.partition(".")[2])
        assert float(number) == round(value_at(busy.document, figure), decimals), figure
    groups = {re.split(r"[\[.]", figure)[0] for figure, _ in found}
    assert groups == {"overall", "areas", "goals", "people", "survey"}
    assert len(found) > 70


@pytest.mark.parametrize("name", ["md", "docx", "pdf"])
def test_all_formats_print_the_same_figures(busy: Busy, name: str) -> None:
    assert busy.printed(name) == busy.printed("html")


def pieces(part: object) -> Iterator[Piece]:
    if isinstance(part, Piece):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from pieces(inner)
    else:
        for name in getattr(part, "__slots__", ()):
            yield from pieces(getattr(part, name, None))


def test_no_count_stands_without_its_cell(busy: Busy) -> None:
    with busy.office.open(DAY) as session:
        report = director_report(material_of(session, last_state(session), "", "board"))
    counts = [
        piece
        for piece in pieces((report.page_one, report.sections))
        if re.fullmatch(r"\d{1,3}( %)?|\d\.\d\d", piece.text)
    ]
    assert len(counts) > 100
    # No cell counts the cells with two answers, and the ones nobody can read.
    assert [piece.text for piece in counts if piece.cell is None] == ["0", "0"]


def flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from flat(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from flat(inner, f"{path}[{inner.get('ref') or inner.get('name')}]")
    else:
        yield path, value


def test_changing_one_cell_changes_exactly_the_figures_it_should(
    busy: Busy, tmp_path: Path
) -> None:
    shutil.copytree(busy.office.folder, tmp_path / "after")
    office = Office(tmp_path / "after")
    office.type(office.book("3"), {("3.1b", "status"): "On hold"})
    office.sync(date(2026, 12, 1))
    after = told(office, "html")
    then, now = dict(flat(busy.document)), dict(flat(after.document))
    changed = {
        path: value - then[path]
        for path, value in now.items()
        if value != then[path] and isinstance(value, int)
    }
    by = {"by_status.On hold": 1, "not_reported": -1, "reported": 1, "checked": 1}
    items = ("overall", "areas[3]", "goals[3.1]", "people[BD]")
    assert changed == {f"{item}.{figure}": n for item in items for figure, n in by.items()}
    before, later = busy.printed("html"), after.printed("html")
    shown = {figure for figure, _ in (later - before) + (before - later)}
    assert shown <= {*changed, "overall.freshness_days"}
    assert {
        "overall.not_reported",
        "areas[3].by_status.On hold",
        "goals[3.1].checked",
        "people[BD].checked",
    } <= shown

"""Every number of every format is the roll-up's, and one changed cell changes just its own."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.workflows.conftest import Office
from tests.workflows.linked_figures import FORMATS, spot_of
from tests.workflows.test_figures import value_at
from tests.workflows.test_survey_import import MIXED, export, take
from toolkit.plan.view import plan_of
from toolkit.rollup.rollup_document import rollup_document
from toolkit.wiring import report_writers
from toolkit.workflows.count_up import figure_cells, last_state
from toolkit.workflows.session import Session
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
        said: every text of the plan with a number in it, longest first.
    """

    office: Office
    document: dict[str, Any]
    figures: dict[str, str]
    files: dict[str, bytes]
    said: tuple[str, ...]

    def printed(self, name: str) -> Counter[tuple[str, str]]:
        """Figure and first number of the text, for every count that leads to Summary."""
        found: Counter[tuple[str, str]] = Counter()
        for address, text in FORMATS[name](self.files[name]):
            number = re.search(r"\d+(?:\.\d+)?", text)
            figure = self.figures.get(spot_of(address))
            if figure and number and not isinstance(value_at(self.document, figure), str):
                found[(figure, number[0])] += 1
        return found


def words_of_the_plan(session: Session) -> tuple[str, ...]:
    """What people wrote, and the names of areas as they are printed."""
    head = session.history.last()
    values = (
        value
        for table in head.tables.values()
        for record in table
        for value in record.cells.values()
    )
    names = (f"{area.number} {area.title}" for area in plan_of(head, session.schema).areas)
    found = {" ".join(str(text).split()) for text in (*values, *names)}
    wordy = (text for text in found if re.search(r"\d", text) and re.search("[A-Za-z]{4}", text))
    return tuple(sorted(wordy, key=len, reverse=True))


def told(office: Office, *formats: str) -> Busy:
    with office.open(DAY) as session:
        state = last_state(session)
        cells = figure_cells(session, state)
        document = json.loads(json.dumps(rollup_document(state.rollup, cells)))
        done = write_report(session, report_writers(session), formats=formats)
        said = words_of_the_plan(session)
    figures = {f"{c['sheet']}!{c['cell']}": c["figure"] for c in document.pop("cells")}
    names = zip(formats, done.files, strict=True)
    files = {name: (Path(done.folder) / file).read_bytes() for name, file in names}
    return Busy(office, document, figures, files, said)


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


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_all_printed_formats_print_the_same_figures(busy: Busy, name: str) -> None:
    assert busy.printed(name) == busy.printed("html")


@pytest.mark.parametrize("name", ["md", "xlsx"])
def test_formats_without_charts_have_tables_of_the_same_figures(busy: Busy, name: str) -> None:
    assert set(busy.printed("html")) <= set(busy.printed(name))


_NO_FIGURE = re.compile(
    r"\d{1,2}[\s\u00a0][A-Z][a-z]{2,8}[\s\u00a0]\d{4}"  # a day
    r"|(?<![\d.])\d+\.\d+(?:\.\d+)*[a-z]?(?![\d.])(?<!\d\.\d\d)"  # a ref
    r"|(?<!\d)20\d\d(?!\d)"  # a survey round
    r"|95 % interval|[Ss]cale [\d.]+ to [\d.]+|sync no\. \d+|page \d+ of(?: \d+)?"
)


def unlinked_numbers(said: Sequence[str], runs: Iterable[tuple[str, str]]) -> list[str]:
    """What is printed without a link and has a number that is no day, ref or word of the plan."""
    wrong = []
    for address, text in runs:
        left = "" if address else " ".join(text.split())
        for words in said:
            left = left.replace(words, " ")
        if re.search(r"\d", _NO_FIGURE.sub(" ", left)):
            wrong.append(text)
    return wrong


@pytest.mark.parametrize("name", ["html", "md", "docx", "pdf"])
def test_no_number_stands_without_a_link(busy: Busy, name: str) -> None:
    runs = list(FORMATS[name](busy.files[name]))
    assert sum(1 for address, text in runs if address and re.search(r"\d", text)) > 200
    assert unlinked_numbers(busy.said, runs) == []


def test_in_the_extract_every_number_has_a_cell_with_a_link(busy: Busy) -> None:
    wrong = []
    for sheet in openpyxl.load_workbook(io.BytesIO(busy.files["xlsx"])):
        for row in sheet.iter_rows():
            shown = [cell for cell in row if cell.value is not None]
            linked = Counter(
                number
                for cell in shown
                if cell.hyperlink
                for number in re.findall(r"\d+(?:\.\d+)?", str(cell.value))
            )
            assert all(cell.hyperlink for cell in shown if cell.data_type == "n"), row[0].value
            for cell in shown:
                for text in unlinked_numbers(busy.said, [("", str(cell.value))]):
                    # A sentence: each of its figures stands beside it.
                    left = _NO_FIGURE.sub(" ", text) if not cell.hyperlink else ""
                    if Counter(re.findall(r"\d+(?:\.\d+)?", left)) - linked:
                        wrong.append(text)
    assert wrong == []


def test_a_number_without_a_link_would_be_noticed(busy: Busy) -> None:
    runs = [("", "12 actions"), ("x", "13"), ("", "1.2a on 3 May 2027"), ("", "of 4.25 or 62 %")]
    assert unlinked_numbers(busy.said, runs) == ["12 actions", "of 4.25 or 62 %"]


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

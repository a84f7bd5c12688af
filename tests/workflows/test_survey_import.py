"""A survey round imported into the IMEC plan: Met and Not met in workbook, Summary and report."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.survey.made_exports import as_csv, as_xlsx
from tests.workflows.conftest import Office, row_of
from toolkit.cli.main import main
from toolkit.errors import FileRefused, UsageError
from toolkit.report.blocks import Table, plain
from toolkit.report.director import director_report
from toolkit.report.edition import EDITIONS
from toolkit.report.material import Material
from toolkit.report.survey_blocks import survey_blocks
from toolkit.rollup.rollup_document import rollup_document
from toolkit.workflows.count_up import last_state
from toolkit.workflows.import_survey import import_survey
from toolkit.workflows.survey_prepare import Imported, Wish
from toolkit.workflows.undo import undo_last
from toolkit.xlsx import open_book

HEAD = ("Timestamp", "Email Address", "How relevant are IMEC's services?",
        "How practical are they?", "How useful are they to you?", "Role",
        "Any comments?")  # fmt: skip


def export(year: int, ratings: Mapping[int, Sequence[int]], count: int = 24) -> bytes:
    """An annual survey: the ratings of the three questions, repeated over so many people."""
    rows: list[Sequence[object]] = [HEAD]
    for person in range(count):
        answers = [ratings[q][person % len(ratings[q])] for q in range(3)]
        role = "State director" if person % 6 else "Recruiter"
        words = f"Write to me: m{person}@state.org" if person == 3 else ""
        when = f"{year}-03-{1 + person % 9:02} 10:{person:02}:00"
        rows.append([when, f"m{person}@state.org", *answers, role, words])
    return as_csv(rows)


GOOD = {0: (5, 4, 5), 1: (4, 4, 5), 2: (5, 5, 4)}
MIXED = {0: (5, 4, 5), 1: (4, 3, 4), 2: (5, 5, 4)}


def take(office: Office, name: str, data: bytes, **facts: Any) -> Imported:
    place = office.folder / "surveys" / name
    place.write_bytes(data)
    with office.open() as session:
        return import_survey(session, Wish(str(place), **facts)).found


def cells_of_sheet(place: Path, sheet: str) -> list[Any]:
    return [cell.value for _, cell in open_book(place.read_bytes()).read(sheet).cells.items()]


def report_text(office: Office, audience: str) -> str:
    with office.open() as session:
        state = last_state(session)
        material = Material(
            state.snapshot, session.schema, state.moment, edition=EDITIONS[audience]
        )
        report = director_report(material)
    return str(next(s for s in report.sections if s.anchor == "measures"))


@pytest.mark.parametrize(("ratings", "result"), [(GOOD, "Met"), (MIXED, "Not met")])
def test_a_round_decides_goals_1_1_and_1_2_everywhere_alike(
    office: Office, ratings: Mapping[int, Sequence[int]], result: str
) -> None:
    done = take(office, "annual.csv", export(2026, ratings), population=48)
    assert [(r.measure.of, r.word) for r in done.results] == [
        (of, word) for of in ("1.1", "1.2") for word in ("relevance", "practicality", "usefulness")
    ]
    assert (done.wave, done.waits) == ("2026", False)
    book = office.book("1 ")
    for ref in ("1.1a", "1.1b", "1.2a", "1.2c"):
        assert office.cell(book, ref, "result") == result
        assert office.cell(book, ref, "responses") == 24
    with office.open() as session:
        copy = session.backend.read(book.read_bytes(), book.name)
        rollup = rollup_document(last_state(session).rollup)
    for ref in ("1.1/1", "1.2/1"):
        assert row_of(copy, ref, "measures")["result"].value == result
    lowest = [min((f for f in rollup["survey"] if f["ref"] == of), key=lambda f: f["mean"])
              for of in ("1.1", "1.2")]  # fmt: skip
    assert [figure["result"] for figure in lowest] == [result, result]
    assert lowest[0]["response_rate"] == 50
    summary = cells_of_sheet(office.book("Summary"), "Survey")
    assert summary.count("2026") == 6
    assert ("Not met" in summary) == (result == "Not met")
    report = report_text(office, "board")
    assert ("Not met" in report) == (result == "Not met")
    assert "Met" in report
    assert "24 of 48 answered (50 %)" in "".join(re.findall(r"text='(.*?)', tone", report))
    assert "Write to me: [e-mail]" in report
    assert "Write to me" not in report_text(office, "public")


def test_the_same_file_again_changes_nothing_and_undo_takes_it_back(office: Office) -> None:
    first = take(office, "annual.csv", export(2026, GOOD))
    before = office.contents()
    again = take(office, "annual.csv", export(2026, GOOD))
    assert first.edits
    assert (again.edits, again.snapshot) == ((), first.snapshot)
    assert {n: d for n, d in office.contents().items() if n != "history.db"} == {
        n: d for n, d in before.items() if n != "history.db"
    }
    with office.open() as session:
        undo_last(session)
    assert office.cell(office.book("1 "), "1.1a", "result") in (None, "")
    assert take(office, "annual.csv", export(2026, GOOD)).edits
    assert office.cell(office.book("1 "), "1.1a", "result") == "Met"


def test_a_corrected_file_and_a_new_wording_are_said(office: Office) -> None:
    take(office, "annual.csv", export(2026, GOOD))
    corrected = take(office, "corrected.csv", export(2026, MIXED, count=30), dry_run=True)
    assert any(
        'the round "2026" on record is replaced by this one (24 answers then, 30 now)' in said
        for said in corrected.said
    )
    twice = take(office, "again.csv", export(2026, GOOD), wave="Spring", dry_run=True)
    assert 'the same figures are on record already, as round "2026"' in twice.said
    rows = _rows(export(2027, GOOD))
    rows[0][2] = "Are our services relevant?"
    later = take(office, "later.csv", as_csv(rows), dry_run=True)
    said = [line for line in later.said if "worded differently" in line]
    assert said == [
        '1.1 relevance, 1.2 relevance: asked as "Are our services relevant?" now, '
        '"How relevant are IMEC\'s services?" in 2026; the change is marked as worded differently'
    ]


def test_the_report_shows_the_newest_round_and_keeps_all_with_their_intervals(
    office: Office,
) -> None:
    take(office, "b.csv", export(2025, GOOD), population=48)
    take(office, "a.csv", export(2026, MIXED), population=48)
    with office.open() as session:
        state = last_state(session)
        material = Material(state.snapshot, session.schema, state.moment)
        blocks = {b.caption: b for b in survey_blocks(material) if isinstance(b, Table)}
    newest, every = blocks["Survey results"], blocks["Survey rounds"]
    assert {plain(row.cells[2]) for row in newest.rows} == {"2026"}
    assert [plain(row.cells[2]) for row in every.rows] == [*["2025"] * 3, *["2026"] * 3] * 2
    practicality = every.rows[4]
    assert plain(practicality.cells[4]) == "3.67"
    assert re.fullmatch(r"3\.5\d to 3\.8\d", plain(practicality.cells[5]))
    assert plain(newest.rows[1].cells[8]) == "down 0.67 since 2025 (clear)"
    for table in blocks.values():
        assert sum(column.width for column in table.columns) <= 100


def test_settings_give_the_population_and_a_scales_points(office: Office) -> None:
    settings = office.folder / "settings.yaml"
    text = settings.read_text(encoding="utf-8")
    named = '{"How relevant are IMEC\'s services?": "1.1, 1.2: relevance of 4"}'
    text = text.replace("questions: {}", f"questions: {named}")
    settings.write_text(text.replace('population: ""', "population: 60"), encoding="utf-8")
    done = take(office, "a.csv", export(2026, {**GOOD, 0: (4, 4, 3)}), dry_run=True)
    relevance = done.results[0].figures
    assert relevance.mean == pytest.approx(1 + 4 * (11 / 3 - 1) / 3)
    assert (relevance.population, relevance.response_rate) == (60, 40)


def test_a_summary_that_people_have_saved_shows_the_rounds_too(office: Office) -> None:
    summary = office.book("Summary")
    summary.write_bytes(saved_again(summary.read_bytes()))
    take(office, "b.csv", export(2026, MIXED), population=48)
    take(office, "a.csv", export(2025, GOOD))
    assert b"Saved by somebody" in zipfile.ZipFile(summary).read("docProps/app.xml")
    cells = open_book(summary.read_bytes()).read("Survey").cells

    def line(row: int, first: int, last: int) -> list[Any]:
        return [cells[row, n].value if (row, n) in cells else None for n in range(first, last + 1)]

    assert str(cells[4, 1].value).startswith("Newest round:  1.1: Not met (practicality 3.67)")
    rows = [dict(zip(line(24, 1, 16), line(row, 1, 16), strict=True)) for row in range(25, 37)]
    assert [(row["Ref"], row["Survey round"]) for row in rows] == [
        (of, wave) for wave in ("2026", "2025") for of in ("1.1", "1.2") for _ in range(3)
    ]
    assert [row["Response rate"] for row in rows] == [50] * 6 + [None] * 6
    block = [line(row, 20, 25) for row in (5, 6, 7)]
    assert [row[0] for row in block] == ["1.1 relevance", "1.1 practicality", "1.1 usefulness"]
    for drawn, now, before in zip(block, rows[:3], rows[6:9], strict=True):
        mean, low, high = now["Mean rating"], now["Interval from"], now["Interval to"]
        assert drawn[1:] == pytest.approx([mean, before["Mean rating"], high - mean, mean - low, 4])


def saved_again(book: bytes) -> bytes:
    """The workbook as another program saves it: the same parts, one of its own among them."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/app.xml":
                part = part.replace(b"Microsoft Excel", b"Saved by somebody")
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def test_rounds_are_compared_whatever_their_order(office: Office) -> None:
    take(office, "b.csv", export(2026, MIXED))
    take(office, "a.csv", export(2025, {**GOOD, 1: (1, 2, 2)}))
    with office.open() as session:
        figures = last_state(session).rollup.survey
    of = [f for f in figures if (f.ref, f.question) == ("1.1", "practicality")]
    assert [figure.wave for figure in of] == ["2025", "2026"]
    assert of[1].change == "up 2.00 since 2025 (clear)"
    same = [f for f in figures if (f.ref, f.question) == ("1.1", "relevance")]
    assert same[1].change == "unchanged since 2025 (not clear)"
    assert office.cell(office.book("1 "), "1.1a", "result") == "Not met"


def test_rounds_without_dates_are_ordered_by_the_year_in_their_names(office: Office) -> None:
    undated = {
        year: as_csv([row[2:5] for row in _rows(export(2026, ratings))])
        for year, ratings in ((2025, {**GOOD, 1: (1, 2, 2)}), (2026, GOOD))
    }
    take(office, "b.csv", undated[2026], wave="Spring 2026")
    take(office, "a.csv", undated[2025], wave="Spring 2025")
    with office.open() as session:
        figures = last_state(session).rollup.survey
    of = [f for f in figures if (f.ref, f.question) == ("1.2", "practicality")]
    assert [(figure.wave, figure.change) for figure in of] == [
        ("Spring 2025", ""), ("Spring 2026", "up 2.67 since Spring 2025 (clear)")
    ]  # fmt: skip


def test_a_workbook_of_the_plan_is_no_survey(office: Office) -> None:
    data = office.book("1 ").read_bytes()
    with pytest.raises(FileRefused, match="one of the plan's own workbooks"):
        take(office, "1 Relevance.xlsx", data)


def test_a_dry_run_changes_nothing(office: Office) -> None:
    before = office.contents()
    done = take(office, "annual.csv", export(2026, GOOD), dry_run=True)
    assert len(done.results) == 6
    assert office.contents() == before


def test_groups_hide_what_could_be_worked_out(office: Office) -> None:
    done = take(office, "annual.csv", export(2026, GOOD), by="Role", dry_run=True)
    groups = {g.group: (g.figures.mean is None, g.hidden) for g in done.results[0].groups}
    assert groups == {
        "Recruiter": (True, "fewer than 5 answers"),
        "State director": (True, "hidden so that another group stays hidden"),
    }


def test_too_few_answers_give_no_figure_and_no_verdict(office: Office) -> None:
    done = take(office, "few.csv", export(2026, GOOD, count=4))
    assert {(r.figures.n, r.figures.mean, r.result) for r in done.results} == {(4, None, "")}
    assert office.cell(office.book("1 "), "1.1a", "result") == "too few answers (4 of at least 5)"
    assert done.comments == ()


def test_a_question_that_was_not_asked_leaves_the_verdict_open(office: Office) -> None:
    rows = [[row[0], row[2], row[3]] for row in _rows(export(2026, GOOD))]
    done = take(office, "two.csv", as_csv(rows), survey="annual")
    assert done.waits
    assert any('1.1, 1.2 "usefulness"' in proposal for proposal in done.mapped.proposals)
    assert office.cell(office.book("1 "), "1.1a", "result") == "not asked in this round"


def test_settings_name_the_measure_where_words_do_not(office: Office) -> None:
    settings = office.folder / "settings.yaml"
    text = settings.read_text(encoding="utf-8")
    named = '{"Were they a waste of your time?": "1.1, 1.2: usefulness reversed"}'
    settings.write_text(text.replace("questions: {}", f"questions: {named}"), encoding="utf-8")
    rows = _rows(export(2026, {**GOOD, 2: (1, 2, 1)}))
    rows[0][4] = "Were they a waste of your time?"
    done = take(office, "annual.csv", as_csv(rows), dry_run=True)
    assert not done.waits
    assert {r.word: round(r.figures.mean or 0, 3) for r in done.results}["usefulness"] == 4.667


def test_a_typed_mean_is_kept_beside_the_round(office: Office) -> None:
    office.type(office.book("1 "), {("1.1/1", "typed_mean"): 3.1, ("1.1/1", "typed_n"): 20},
                "measures")  # fmt: skip
    office.sync()
    assert office.cell(office.book("1 "), "1.1a", "result") == "Not met (typed)"
    done = take(office, "annual.csv", export(2026, GOOD))
    assert any("the typed mean 3.1 is kept" in sentence for sentence in done.said)
    with office.open() as session:
        measures = session.history.last()["measures"]
    assert next(m for m in measures if m.text("ref") == "1.1/1")["typed_mean"] == 3.1
    assert office.cell(office.book("1 "), "1.1a", "result") == "Met"


def test_another_round_of_the_same_year_needs_a_name(office: Office) -> None:
    take(office, "march.csv", export(2026, GOOD))
    rows = _rows(export(2026, GOOD))
    later = as_csv([[str(cell).replace("2026-03", "2026-09") for cell in row] for row in rows])
    with pytest.raises(UsageError, match=r"round \"2026\" that ended on 2026-03-09 is on record"):
        take(office, "september.csv", later)
    assert take(office, "september.csv", later, wave="fall 2026", dry_run=True).results


WRONG = {
    "empty.csv": b"",
    "blank.csv": b"\n\n  \n",
    "letters.csv": bytes(range(128, 256)) * 40,
    "report.pdf": b"%PDF-1.7 something",
    "page.csv": b"<!DOCTYPE html><html><body>Sign in</body></html>",
    "headings.csv": as_csv([HEAD]),
    "names.csv": as_csv([("Name", "City"), *((f"P {n}", f"Town {n}") for n in range(30))]),
    "budget.xlsx": as_xlsx([("Item", "Amount"), *((f"Line {n}", 1000 + n) for n in range(30))]),
    "prose.txt": b"Dear all,\nthank you for coming.\nSee you in May.\n",
    "nothing.xlsx": as_xlsx([]),
    "archive.xlsx": b"PK\x03\x04 not really",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_gets_a_plain_sentence_and_changes_nothing(office: Office, name: str) -> None:
    before = office.contents()
    with pytest.raises(FileRefused) as refused:
        take(office, name, WRONG[name])
    assert len(refused.value.sentence()) > 20
    assert "Traceback" not in refused.value.sentence()
    assert office.contents() == before


def test_the_command_says_it_in_words_and_in_json(office: Office) -> None:
    place = office.folder / "surveys" / "annual.csv"
    place.write_bytes(export(2026, MIXED))
    base = ["-C", str(office.folder), "--today", "2026-11-22"]
    said = CliRunner().invoke(main, ["survey", "import", str(place), "--population", "48", *base])
    assert said.exit_code == 0, said.output
    assert "1.1 practicality: mean 3.67 (95 %:" in said.output
    assert "target 4: Not met" in said.output
    shown = CliRunner().invoke(main, ["survey", "show", "--json", *base])
    document = json.loads(shown.output)
    assert (document["schema"], document["version"]) == ("actiongrid/survey-show", 1)
    assert {figure["result"] for figure in document["figures"]} == {"Met", "Not met"}
    words = CliRunner().invoke(main, ["survey", "show", *base]).output
    assert "Round 2026:" in words
    gone = CliRunner().invoke(main, ["survey", "import", "no-such.csv", *base])
    assert isinstance(gone.exception, UsageError)


def _rows(data: bytes) -> list[list[object]]:
    import csv
    import io

    return [list(row) for row in csv.reader(io.StringIO(data.decode()))]

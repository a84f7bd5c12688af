"""Summary is the coordinator's: what waits, what is due, their words, links, the button."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from made_workbooks import read_book, summary_of
from msgspec.structs import replace
from sample_content import ROOT, content

from toolkit.report.needs_you import NeedsLine
from toolkit.rollup.figures import SurveyFigure

SHEETS = [
    "Summary", "Needs you", "Goals", "By person", "Due next", "Survey", "Your message",
    "All actions", "_lists", "_history", "_actiongrid",
]  # fmt: skip
LINES = (
    NeedsLine(
        "k1", "two answers", "1.1a Status has two answers.", "1 Relevance.xlsx", "Action grid",
        "K5", "1.1a", ('Keep "On track"', 'Take "At risk"', "Accept as is"), urgent=True,
    ),
    NeedsLine("k2", "question", "Goal 1.1: is it so?", choices=("Yes, all", "No"), note="ask Ann"),
)  # fmt: skip
FIGURE = SurveyFigure(
    "1.1", "A mean", "relevance", "2027", 23, 30, 4.3, 4.05, 4.55, 87, 4, "Met", measure_ref="1.1/1"
)


def parts(data):
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def column(sheet, head_row, heading):
    return next(cell.column_letter for cell in sheet[head_row] if cell.value == heading)


@pytest.mark.parametrize("plan", ["imec", "mass", "amsd", "cec"])
def test_the_sheets_are_always_the_same(plan):
    assert read_book(summary_of(content(plan)).data).sheetnames == SHEETS


def test_when_nothing_waits_the_sheet_says_so(untouched):
    sheet = read_book(summary_of(untouched).data)["Needs you"]
    assert sheet["B5"].value == "Nothing needs you."


def test_each_line_that_waits_has_place_choices_and_room_for_an_answer():
    sheet = read_book(summary_of(content("imec", needs=LINES)).data)["Needs you"]
    headings = [cell.value for cell in sheet[4]]
    assert headings[:6] == ["Ref", "What", "Where", "Choices", "Answer", "Note"]
    assert headings[6:] == [*(f"Choice {number}" for number in range(1, 10)), "Row id"]
    assert all(sheet.column_dimensions[letter].hidden for letter in ("G", "P"))
    assert sheet["B5"].value == "1.1a Status has two answers."
    assert sheet["C5"].value == "1 Relevance.xlsx › Action grid!K5"
    assert sheet["C5"].hyperlink.target == "1%20Relevance.xlsx"
    assert sheet["C5"].hyperlink.location == "'Action grid'!K5"
    assert sheet["D5"].value == 'Keep "On track"\nTake "At risk"\nAccept as is'
    assert (sheet["E5"].value, sheet["F6"].value) == (None, "ask Ann")
    assert [sheet[f"P{row}"].value for row in (5, 6)] == ["k1", "k2"]
    [rule] = sheet.data_validations.dataValidation
    assert str(rule.sqref) == "E5:E505"
    assert rule.formula1 == "OFFSET($G5,0,0,1,MAX(1,COUNTA($G5:$O5)))"
    assert not rule.showErrorMessage
    assert [sheet[f"{letter}5"].value for letter in "GHIJ"] == [
        'Keep "On track"', 'Take "At risk"', "Accept as is", None,
    ]  # fmt: skip


def test_lists_that_come_and_go_move_no_other_list():
    """A Summary that people have saved keeps the drop-downs its other sheets were made with."""

    def elsewhere(needs):
        book = read_book(summary_of(content("imec", needs=needs)).data)
        return [
            (sheet.title, str(rule.sqref), rule.formula1)
            for sheet in book
            if sheet.title != "Needs you"
            for rule in sheet.data_validations.dataValidation
        ]

    assert elsewhere(LINES) == elsewhere(())


def test_the_directors_words_have_their_places(untouched):
    book = read_book(summary_of(untouched).data)
    goals = [cell.value for cell in book["Goals"][4]]
    assert {"Director's status", "Director's comment", "Goal's word"} <= set(goals)
    assert book["Goals"].tables["tblGoals"].ref.startswith("A4:")
    message = book["Your message"]
    assert [cell.value for cell in message[4]] == ["Opening message", "Wins", "Row id"]
    assert message["C5"].value == untouched.plan.facts.id


def test_a_directors_word_stands_above_the_reported_ones():
    found = content("imec", answered=True)
    sheet = read_book(summary_of(found).data, values=False)["Goals"]
    status, word = (column(sheet, 4, name) for name in ("Director's status", "Goal's word"))
    assert sheet[f"{word}5"].value.startswith(f'=IF({status}5<>"",{status}5,IF(COUNTIFS(')


def test_all_actions_mirrors_every_row_with_a_link_into_its_workbook(answered):
    sheet = read_book(summary_of(answered).data)["All actions"]
    row_id, link = (column(sheet, 4, name) for name in ("Row id", "Open"))
    actions = list(answered.plan.actions())
    assert [sheet[f"{row_id}{5 + n}"].value for n in range(38)] == [a.id for a in actions]
    last_of_area_1 = sheet[f"{link}10"].hyperlink
    first_of_area_2 = sheet[f"{link}11"].hyperlink
    assert (last_of_area_1.target, last_of_area_1.location) == (
        "1%20Relevance.xlsx",
        "'Action grid'!A10",
    )
    assert (first_of_area_2.target, first_of_area_2.location) == (
        "2%20Sustainability.xlsx",
        "'Action grid'!A5",
    )


def test_the_days_figures_count_from_stand_in_named_cells(answered):
    book = read_book(summary_of(answered).data)
    found = {}
    for name in ("ag_today", "ag_period_start", "ag_due_soon_days"):
        sheet, cell = next(iter(book.defined_names[name].destinations))
        found[name] = book[sheet][cell.replace("$", "")].value
    assert found["ag_today"].date() == answered.today
    assert found["ag_period_start"].date() == answered.period_start
    assert found["ag_due_soon_days"] == 30


def test_due_next_lists_open_dated_actions_the_earliest_first(answered):
    sheet = read_book(summary_of(answered).data)["Due next"]
    rows = [[c.value for c in row[:3]] for row in sheet.iter_rows(min_row=5) if row[1].value]
    days = [day for _, day, _ in rows]
    assert days == sorted(days)
    assert [flag for flag, _, _ in rows][:4] == ["! Overdue"] * 3 + ["◷ Due soon"]


def test_without_survey_results_the_sheet_says_how_to_get_them(untouched):
    sheet = read_book(summary_of(untouched).data)["Survey"]
    assert str(sheet["A4"].value).startswith("No survey results yet.")
    assert sheet.tables["tblSurvey"].ref == "A24:R25"


def test_a_survey_result_is_charted_with_target_line_and_interval():
    data = summary_of(content("imec", survey=(FIGURE,))).data
    sheet = read_book(data)["Survey"]
    assert [sheet[f"{letter}25"].value for letter in "BDEFHIKL"] == [
        "relevance", 4.3, 4, "Met", 23, 30, 4.05, 4.55,
    ]  # fmt: skip
    assert sheet["A4"].value == "Newest round:  1.1: Met (relevance 4.30)"
    chart = next(
        part for name, part in parts(data).items() if "charts/chart" in name and b"errBars" in part
    )
    assert chart.count(b"<c:lineChart>") == 1
    assert b"Target" in chart


def test_every_chart_has_a_text_for_those_who_cannot_see_it(answered):
    drawings = [p for n, p in parts(summary_of(answered).data).items() if "drawings/drawing" in n]
    assert drawings
    for drawing in drawings:
        assert drawing.count(b'descr="') == drawing.count(b"<xdr:graphicFrame")


def test_past_completion_is_a_sparkline_an_area(answered, untouched):
    for shown in (answered, untouched):  # one that comes to be filled keeps its charts
        sheet = parts(summary_of(shown).data)["xl/worksheets/sheet1.xml"]
        assert sheet.count(b"<x14:sparkline>") == 4
        assert b"<xm:f>_history!B2:M2</xm:f>" in sheet


def test_without_macros_it_is_a_plain_workbook(untouched):
    made = summary_of(untouched)
    assert not made.with_macros
    assert b"sheet.main+xml" in parts(made.data)["[Content_Types].xml"]


def test_with_macros_it_has_the_button_and_a_code_name_for_every_sheet(untouched):
    source = (ROOT / "workbook_templates/refresh_button.bas").read_text(encoding="ascii")
    made = summary_of(untouched, macro=source)
    found = parts(made.data)
    assert made.with_macros
    assert found["xl/vbaProject.bin"].startswith(b"\xd0\xcf\x11\xe0")  # an OLE file
    assert b"macroEnabled.main+xml" in found["[Content_Types].xml"]
    assert b'codeName="ThisWorkbook"' in found["xl/workbook.xml"]
    for number in range(1, len(SHEETS) + 1):
        sheet = found[f"xl/worksheets/sheet{number}.xml"]
        assert f'codeName="Sheet{number}"'.encode() in sheet
    assert any(b"ActionGridRefresh" in p for n, p in found.items() if n.endswith(".vml"))


def test_due_next_says_inside_its_table_that_nothing_is_dated(untouched):
    def dated(day):
        def shown(table, record_id):
            return {**untouched.shown(table, record_id), "next_due": day}

        return replace(untouched, shown=shown)

    sheet = read_book(summary_of(dated(None)).data)["Due next"]
    told = [cell for row in sheet[sheet.tables["tblDueNext"].ref] for cell in row]
    assert any(str(cell.value).startswith("Nothing is dated yet") for cell in told)
    sheet = read_book(summary_of(dated(date(2027, 6, 1))).data)["Due next"]
    assert not any("Nothing is dated" in str(c.value) for row in sheet.iter_rows() for c in row)

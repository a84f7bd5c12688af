"""Plan.xlsx holds what is not an action: the tables a plan uses, and always two of its own."""

from made_workbooks import area_bytes, is_folded, is_hidden, plan_bytes, read_book
from sample_content import content


def test_imec_has_its_page_meetings_people_key_surveys_and_notes(untouched):
    book = read_book(plan_bytes(untouched))
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert visible == [
        "Plan on a page",
        "Meetings",
        "People",
        "Key",
        "Surveys",
        "Amendments",
        "Notes",
    ]


def test_people_is_there_and_ready_before_anybody_is_in_it(untouched):
    sheet = read_book(plan_bytes(untouched))["People"]
    table = sheet.tables["tblPeople"]
    assert [cell.value for cell in sheet[table.ref][0]] == [
        "Name", "Roles", "Also written", "E-mail", "Row id",
    ]  # fmt: skip
    assert len(sheet[table.ref]) == 2


def test_meetings_keep_the_documents_words(untouched):
    sheet = read_book(plan_bytes(untouched))["Meetings"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"First meeting of the year", "Fall mtg annually, as needed"} <= texts


def test_every_table_of_the_cec_plan_has_its_sheet():
    found = content("cec")
    book = read_book(plan_bytes(found))
    tables = {name for sheet in book for name in sheet.tables}
    left_out = found.layout.plan.leave_out
    for name, table in found.schema.tables.items():
        if name not in left_out and any(found.snapshot[name].live()):
            assert table.sheet_table in tables, name


def test_a_texts_of_the_document_introduces_the_table_it_is_shown_with():
    found = content("cec")
    note = next(n for n in found.snapshot["document_notes"] if n["shown_with"] == "team_seats")
    sheet = read_book(plan_bytes(found))[found.layout.plan.sheets["team_seats"].title]
    head = sheet[sheet.tables["tblTeamSeats"].ref.split(":")[0]].row
    above = [sheet.cell(row, 1).value for row in range(1, head)]
    assert note["text"] in above


def test_plan_columns_a_plan_has_no_word_for_are_folded_not_lost():
    sheet = read_book(plan_bytes(content("amsd")))["Planning process"]
    heads = {c.value: c.column for c in sheet[sheet.tables["tblProcessSteps"].ref][0]}
    folded = {name for name, col in heads.items() if is_folded(sheet, col)}
    assert "Facilitator" in folded
    assert not {"Step", "Done", "Note"} & folded


def test_levels_carry_the_plans_own_names():
    sheet = read_book(plan_bytes(content("mass")))["Plan on a page"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"Goal 1", "Strategic Objective 1.1"} <= texts


def test_a_plan_without_goals_shows_no_column_for_them():
    book = read_book(area_bytes(content("amsd"), 1))
    grid, goals = book["Action grid"], book["Goals"]
    assert is_hidden(grid, _heading(grid, "tblActions", "Goal").column)
    assert is_hidden(goals, _heading(goals, "tblGoals", "Goal").column)
    direction = _heading(goals, "tblGoals", "Strategic Direction")
    assert str(direction.offset(1).value).startswith("Advocate for funding")


def _heading(sheet, table, heading):
    row = sheet[sheet.tables[table].ref][0]
    return next(cell for cell in row if cell.value == heading)

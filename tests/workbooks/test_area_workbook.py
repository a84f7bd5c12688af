"""An area workbook is a place to work: tables, drop-downs, ids, stamp, print set-up."""

import pytest
from made_workbooks import area_bytes, is_folded, is_hidden, read_book

from toolkit.tables.stamp import STAMP_SHEET, stamp_of

UNFOLDED = [
    "Ref", "Goal", "Strategies/Actions/Activities", "By When?", "Who?", "Status",
    "Progress note", "Outcome / evidence", "Help or decision needed", "No change", "Next due",
    "Flag", "Last checked",
]  # fmt: skip
FOLDED = [
    "Resources Needed", "Measures of Success", "How Outcomes Are Reported",
    "How By When is read", "Last time", "Mean rating", "Responses", "Target", "Result",
]  # fmt: skip


@pytest.fixture(scope="module")
def book(answered):
    return read_book(area_bytes(answered, 4))


@pytest.fixture(scope="module")
def grid(book):
    return book["Action grid"]


def headings(sheet, table):
    return [cell.value for cell in sheet[sheet.tables[table].ref][0]]


def column_of(sheet, table, heading):
    """The letter of a table's column."""
    first = sheet.tables[table].ref.split(":")[0]
    row = sheet[first].row
    return next(cell.column_letter for cell in sheet[row] if cell.value == heading)


def test_sheets_stand_in_order_and_the_tools_own_ones_are_hidden(book):
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    hidden = [sheet.title for sheet in book if sheet.sheet_state != "visible"]
    assert visible == ["Action grid", "Goals", "Measures", "Read me"]
    assert hidden == ["_lists", "_days", "_actiongrid"]


def test_sub_items_have_a_sheet_where_an_action_names_them(answered):
    book = read_book(area_bytes(answered, 2))
    assert book.sheetnames[:4] == ["Action grid", "Goals", "Measures", "Sub-items"]
    sheet = book["Sub-items"]
    assert headings(sheet, "tblSubItems") == ["Ref", "Sub-item", "Done", "Progress note", "Row id"]
    assert len(sheet[sheet.tables["tblSubItems"].ref]) == 1 + 4


def test_the_action_grid_shows_the_plans_own_headings_in_order(grid):
    shown = [
        cell.value
        for cell in grid[grid.tables["tblActions"].ref][0]
        if not is_hidden(grid, cell.column) and not is_folded(grid, cell.column)
    ]
    assert shown == UNFOLDED


def test_plan_details_and_survey_are_folded_behind_outline_buttons(grid):
    found = [
        cell.value
        for cell in grid[grid.tables["tblActions"].ref][0]
        if is_folded(grid, cell.column)
    ]
    assert found == FOLDED


def test_every_row_carries_its_identity_in_hidden_columns(answered, grid):
    actions = list(answered.plan.areas[3].actions())
    row_id, goal_id = (column_of(grid, "tblActions", name) for name in ("Row id", "Goal id"))
    assert [grid[f"{row_id}{5 + n}"].value for n in range(len(actions))] == [a.id for a in actions]
    assert [grid[f"{goal_id}{5 + n}"].value for n in range(len(actions))] == [
        goal.id for goal in answered.plan.areas[3].goals for _ in goal.actions
    ]
    assert all(is_hidden(grid, grid[f"{letter}1"].column) for letter in (row_id, goal_id))


def test_the_stamp_can_be_read_back_and_names_the_form(book, answered):
    rows = {label.value: text.value for label, text in book[STAMP_SHEET].iter_rows()}
    stamp = stamp_of(rows)
    assert stamp is not None
    assert (stamp.plan, stamp.replica, stamp.baseline) == ("imec", "area-4", 1)
    assert stamp.scope == answered.plan.areas[3].id
    assert rows["format"] == "1"


def test_status_offers_the_plans_words_and_refuses_nothing(grid, book, answered):
    letter = column_of(grid, "tblActions", "Status")
    rule = next(
        rule for rule in grid.data_validations.dataValidation if f"{letter}5" in str(rule.sqref)
    )
    source = rule.formula1.removeprefix("_lists!").replace("$", "")
    words = [row[0].value for row in book["_lists"][source]]
    assert words == [choice.word for choice in answered.statuses]
    assert rule.errorStyle == "warning"
    assert rule.prompt.startswith("Pick a word.")


def test_no_drop_down_ever_stops_an_entry(answered):
    for number in range(1, 5):
        for sheet in read_book(area_bytes(answered, number)):
            for rule in sheet.data_validations.dataValidation:
                assert rule.errorStyle == "warning" or not rule.showErrorMessage


def test_who_offers_roles_and_memberships_but_no_abbreviations(grid, book):
    letter = column_of(grid, "tblActions", "Who?")
    rule = next(
        rule for rule in grid.data_validations.dataValidation if f"{letter}5" in str(rule.sqref)
    )
    source = rule.formula1.removeprefix("_lists!").replace("$", "")
    words = {row[0].value for row in book["_lists"][source]}
    assert {"ED", "BD", "IM"} <= words
    assert not {"MEP", "PD"} & words


def test_nothing_is_merged_or_protected_in_the_grid(grid):
    assert not grid.merged_cells.ranges
    assert not grid.protection.sheet


def test_header_and_ref_stay_in_view_and_the_first_status_is_selected(grid):
    assert grid.freeze_panes == "B5"
    letter = column_of(grid, "tblActions", "Status")
    selected = {selection.activeCell for selection in grid.sheet_view.selection}
    assert f"{letter}5" in selected


def test_it_prints_landscape_one_page_wide_with_header_and_page_numbers(grid):
    assert grid.page_setup.orientation == "landscape"
    assert grid.sheet_properties.pageSetUpPr.fitToPage
    assert grid.page_setup.fitToHeight == 0  # as many pages down as it takes
    assert grid.print_title_rows == "$4:$4"
    assert grid.oddFooter.right.text.endswith("page &P of &N")


def test_texts_keep_what_people_type_and_dates_are_dates(grid):
    by_when = grid[f"{column_of(grid, 'tblActions', 'By When?')}5"]
    checked = grid[f"{column_of(grid, 'tblActions', 'Last checked')}6"]
    assert by_when.number_format == "@"
    assert checked.is_date
    assert checked.number_format == "d mmm yyyy"


def test_a_status_is_the_plain_word_and_shown_with_symbol_and_colour(grid, answered):
    letter = column_of(grid, "tblActions", "Status")
    words = {choice.word for choice in answered.statuses}
    assert {grid[f"{letter}{row}"].value for row in range(5, 20)} <= words | {None}
    rules = [
        rule
        for area, found in grid.conditional_formatting._cf_rules.items()
        if str(area.sqref).startswith(letter)
        for rule in found
    ]
    shown = {rule.formula[0].strip('"'): rule.dxf for rule in rules}
    for choice in answered.statuses:
        assert shown[choice.word].numFmt.formatCode == f'"{choice.symbol} "@'
        assert shown[choice.word].fill.bgColor.rgb is not None


def test_a_lettered_note_says_so_and_keeps_its_words(grid):
    ref = next(cell for cell in grid["A"] if cell.value == "4.4d")
    assert "note" in ref.number_format
    assert grid[f"C{ref.row}"].value == (
        "*Note:  Review the Organizational Chart, p.17 of the By-Laws."
    )
    assert grid[f"C{ref.row}"].font.italic


def test_what_is_said_once_for_a_goal_is_tinted_in_its_rows(grid):
    once = next(c for c in grid["D"] if c.value == "The May – June meeting each year.")
    own = next(c for c in grid["D"] if c.value == "Monthly")
    assert once.fill.fgColor.rgb == "FFE4EDF6"
    assert own.fill.fgColor.rgb != once.fill.fgColor.rgb


def test_goals_shows_cross_links_and_the_verbatim_statement(book):
    sheet = book["Goals"]
    statement = column_of(sheet, "tblGoals", "Goal")
    see_also = column_of(sheet, "tblGoals", "Cross-links")
    row = next(cell.row for cell in sheet["A"] if cell.value == "4.3")
    assert sheet[f"{statement}{row}"].value == (
        "Market IMEC services to member and non-member states.  "
        "(Note:  Similar to Sustainability – Goal Statement 2)"
    )
    assert sheet[f"{see_also}{row}"].value == "4.3: see 2.2"


def test_measures_hold_only_what_belongs_to_the_area(book, answered):
    sheet = book["Measures"]
    of = column_of(sheet, "tblMeasures", "For")
    found = {cell.value for cell in sheet[of][3:] if cell.value and cell.value != "For"}
    assert found == {"4.1a", "4.1b", "4.2a", "4.2b", "4.3", "4.4a", "4.4b", "4.4c", "4.5a", "4.5b"}


def test_read_me_fits_one_page_and_has_key_and_statuses(book, answered):
    sheet = book["Read me"]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight != 0
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"ED", "Executive Director", "MEP", "Migrant Education Program"} <= texts
    assert {f"{c.symbol} {c.word}" for c in answered.statuses} <= texts


def test_document_properties_name_the_area_and_a_fixed_day(book, answered):
    assert book.properties.title == "4 ORGANIZATIONAL EFFECTIVENESS"
    assert book.properties.created.date() == answered.today

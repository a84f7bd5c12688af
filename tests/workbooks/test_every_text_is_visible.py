"""Every text of the adopted document stands on a visible sheet, word for word."""

import re

import pytest
from made_workbooks import all_workbooks, read_book
from sample_content import content

from toolkit.report.needs_you import NeedsLine

SHOWN_ELSEWHERE = {"questions", "plan"}
"""Questions become lines of *Needs you*; facts of the plan are tested below."""


def plain(text):
    """A text without white space and bullet signs."""
    return re.sub(r"[\s•●·▪]+", "", str(text))


def visible_texts(books):
    found = set()
    for data in books.values():
        for sheet in read_book(data):
            if sheet.sheet_state == "visible":
                found |= {plain(c.value) for row in sheet.iter_rows() for c in row if c.value}
    return found


@pytest.mark.parametrize("plan", ["imec", "mass", "amsd", "cec"])
def test_every_cell_of_every_table_is_on_a_visible_sheet(plan):
    found = content(plan)
    texts = visible_texts(all_workbooks(found))
    missing = []
    for name, table in found.schema.tables.items():
        if name in SHOWN_ELSEWHERE:
            continue
        columns = [c.name for c in table.kept if not c.hidden]
        for record in found.snapshot[name].live():
            for column in columns:
                value = record[column]
                if isinstance(value, str) and plain(value) not in texts:
                    missing.append((name, record.text("ref"), column, value[:60]))
    assert missing == []


def test_imec_has_38_entries_and_14_statements_on_its_grids(untouched):
    actions = list(untouched.plan.actions())
    assert (len(actions), sum(action.counted for action in actions)) == (38, 37)
    texts = visible_texts(all_workbooks(untouched))
    assert [a.ref for a in actions if plain(a.text) not in texts] == []
    statements = [goal.statement for goal in untouched.plan.goals()]
    assert len(statements) == 14
    assert [s for s in statements if plain(s) not in texts] == []


@pytest.mark.parametrize("plan", ["imec", "mass", "amsd", "cec"])
def test_the_facts_of_the_plan_stand_on_plan_on_a_page(plan):
    found = content(plan)
    sheet = read_book(all_workbooks(found)["plan"])["Plan on a page"]
    texts = {plain(c.value) for row in sheet.iter_rows() for c in row if c.value}
    for fact in ("name", "organisation", "period", "source"):
        value = found.plan.facts.text(fact)
        assert not value or plain(value) in texts


def test_questions_of_the_import_are_lines_of_needs_you():
    questions = content("imec").snapshot["questions"]
    lines = tuple(NeedsLine(q.id, "question", q.text("reading")) for q in questions)
    assert len(lines) > 20
    book = read_book(all_workbooks(content("imec", needs=lines))["summary"])
    shown = {cell.value for row in book["Needs you"].iter_rows() for cell in row}
    assert {line.what for line in lines} <= shown

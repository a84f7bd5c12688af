"""What is changed in plan.yaml after adoption is taken like what stands in a returned copy."""

from __future__ import annotations

from tests.workflows.conftest import Office

WORDING = "Develop a needs assessment to determine priority areas."


def change(office: Office, old: str, new: str) -> None:
    place = office.folder / "plan.yaml"
    text = place.read_text(encoding="utf-8")
    assert text.count(old) == 1
    place.write_text(text.replace(old, new), encoding="utf-8")


def test_a_changed_wording_is_proposed_and_a_filled_blank_counts(office: Office) -> None:
    change(office, WORDING, "Run a needs assessment every spring.")
    change(
        office, "          - ref: 3.1b\n", "          - ref: 3.1b\n            by_when: June 2027\n"
    )
    document = (office.folder / "plan.yaml").read_bytes()
    says = office.says()
    assert [(a["ref"], a["new"], a["file"]) for a in says["amendments"]] == [
        ("3.1a", "Run a needs assessment every spring.", "plan.yaml")
    ]
    assert [(c["ref"], c["new"]) for c in says["changes"] if c["state"] == "taken"] == [
        ("3.1b", "June 2027")
    ]
    assert office.cell(office.book("3"), "3.1b", "by_when") == "June 2027"
    assert office.cell(office.book("3"), "3.1a", "text") == WORDING
    again = office.says()
    assert (again["changes"], again["written"]) == ([], [])
    assert len(again["amendments"]) == 1
    assert (office.folder / "plan.yaml").read_bytes() == document


def test_an_accepted_wording_of_the_document_comes_into_the_workbook(office: Office) -> None:
    change(office, WORDING, "Run a needs assessment every spring.")
    office.sync()
    office.answer("Accept the new wording", "new wording proposed")
    office.sync()
    assert office.cell(office.book("3"), "3.1a", "text") == "Run a needs assessment every spring."


def test_a_new_action_of_the_document_comes_into_its_workbook_once(office: Office) -> None:
    change(
        office,
        "          - ref: 3.1b\n",
        "          - ref: 3.1x\n            text: Ask the members.\n            who: ED\n"
        "          - ref: 3.1b\n",
    )
    office.sync()
    assert office.cell(office.book("3"), "3.1x", "text") == "Ask the members."
    again = office.says()
    assert (again["changes"], again["written"]) == ([], [])


def test_an_action_that_is_taken_out_of_the_document_stays_in_the_plan_and_is_said_once(
    office: Office,
) -> None:
    place = office.folder / "plan.yaml"
    text = place.read_text(encoding="utf-8")
    start = text.index("          - ref: 1.1b\n")
    place.write_text(text[:start] + text[text.index("      - number", start) :], encoding="utf-8")
    before = office.contents()
    [said] = office.says()["noticed"]
    assert said.startswith("plan.yaml: 1 action is not in it any more (1.1b), and stays in the pl")
    assert office.says()["noticed"] == []
    assert {name: data for name, data in office.contents().items() if name != "history.db"} == {
        name: data for name, data in before.items() if name != "history.db"
    }


def test_a_new_area_of_the_document_is_said_to_lack_its_workbook_at_once(office: Office) -> None:
    change(
        office,
        "areas:\n",
        'areas:\n  - number: "9"\n    title: Outreach\n    goals:\n      - number: "1"\n'
        '        ref: "9.1"\n        statement: Reach out\n        actions:\n'
        "          - ref: 9.1a\n            text: Call the members.\n",
    )
    assert office.says()["missing"] == ["9 Outreach.xlsx"]
    assert office.says()["missing"] == ["9 Outreach.xlsx"]

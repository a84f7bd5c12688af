"""Findings: keys, order, JSON, and a list of checks without gaps."""

from __future__ import annotations

import string
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plan_for_tests import adopted_plan, copy_of, moment
from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import SEVERITIES, Finding, listed, shortened
from toolkit.checks.registry import CLASSES
from toolkit.checks.run import run_checks
from toolkit.checks.validate_document import validate_document
from toolkit.tables.raw import Raw, RawKind

SNAPSHOT, SCHEMA = adopted_plan()
REFS = [record.text("ref") for record in SNAPSHOT["actions"]]
COLUMNS = [column.name for column in SCHEMA["actions"].kept]


def found_with(cells: dict[tuple[str, str], object]) -> tuple[Finding, ...]:
    copy = copy_of(SNAPSHOT, SCHEMA, cells)  # type: ignore[arg-type]
    return run_checks(Evidence((copy,), SCHEMA, SNAPSHOT, moment(SNAPSHOT), "tiny", smart=True))


def test_every_kind_of_finding_has_a_code_of_its_own_and_says_what_to_do() -> None:
    codes = [known.code for known in CLASSES]
    assert len(codes) == len(set(codes))
    for known in CLASSES:
        assert known.code == known.code.lower().replace(" ", "-")
        assert known.title
        assert known.description.endswith(".")
        assert [
            name for _, name, _, _ in string.Formatter().parse(known.template) if name == ""
        ] == []


def test_errors_come_first_then_warnings_then_questions() -> None:
    found = found_with({("1.1a", "status"): "Dnoe", ("1.1b", "status"): "Complete"})
    ranks = [SEVERITIES.index(finding.severity) for finding in found]
    assert ranks == sorted(ranks)
    assert {0, 1, 2} == set(ranks)


def test_the_document_has_exactly_the_promised_keys_and_null_for_blanks() -> None:
    document = validate_document(found_with({("1.1a", "status"): "purple"}))
    assert (document["schema"], document["version"]) == ("actiongrid/validate", 1)
    first = document["findings"][0]
    assert first == {
        "code": "status-unknown",
        "severity": "error",
        "file": "Tiny.xlsx",
        "sheet": "Action grid",
        "cell": "G6",
        "ref": "1.1a",
        "value": "purple",
        "message": first["message"],
        "suggestion": None,
    }


def test_a_key_stays_until_its_cell_says_something_else_wherever_the_row_stands() -> None:
    (before,) = (f for f in found_with({("1.1a", "status"): "x1"}) if f.code == "status-unknown")
    (again,) = (f for f in found_with({("1.1a", "status"): "x1"}) if f.code == "status-unknown")
    (other,) = (f for f in found_with({("1.1a", "status"): "x2"}) if f.code == "status-unknown")
    assert before.key == again.key != other.key


def test_texts_in_messages_are_short_and_on_one_line() -> None:
    assert shortened("a\n  b") == "a b"
    assert len(shortened("word " * 50)) <= 80
    assert listed(tuple("abcdefghijklmnop"), limit=3) == "a, b, c and 13 more"


anything = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.sampled_from(["{value}", "{0.__class__}", "=1+1", "Complete", "Ongoing", "ED/{x}"]),
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.builds(Raw, st.sampled_from([RawKind.ERROR, RawKind.UNCALCULATED, RawKind.SHADOW])),
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.tuples(st.sampled_from(REFS), st.sampled_from(COLUMNS)), anything))
def test_whatever_stands_in_the_cells_the_checks_answer_with_findings(
    cells: dict[tuple[str, str], object],
) -> None:
    for finding in found_with(cells):
        assert finding.message
        assert "\n" not in finding.sentence
        assert finding.code in {known.code for known in CLASSES}

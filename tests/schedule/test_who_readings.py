"""Who texts: every party found, leadership asked and never assumed, unknown words shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.schedule import Key, PartyKind, Person, Unknown, read_who

KEY = Key(
    {
        "AHC": "Ad Hoc Committee",
        "BD": "Board of Directors",
        "CH": "Chair",
        "CO": "Consultants",
        "ED": "Executive Director",
        "FC": "Finance Committee",
        "IM": "IMEC Membership",
    },
    {"MEP": "Migrant Education Program", "PD": "Professional Development"},
    frozenset({"IM"}),
)
PEOPLE = (
    Person("Jane Smith", ("ED",), ("Janie",), "jsmith@example.org"),
    Person("Sam O'Neil", ("CH",)),
    Person("Jane Doe"),
    Person("María López"),
)


def _names(text: str) -> list[str]:
    return [party.code or party.name for party in read_who(text, key=KEY, people=PEOPLE).parties]


def _lead(text: str) -> str:
    lead = read_who(text, key=KEY, people=PEOPLE).lead
    return (lead.code or lead.name) if lead else ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ED/BD", ["ED", "BD"]),
        ("ED/ BD/ IM", ["ED", "BD", "IM"]),
        ("ED, BD, CH", ["ED", "BD", "CH"]),
        ("ED and BD", ["ED", "BD"]),
        ("ED & BD; FC", ["ED", "BD", "FC"]),
        ("ed/bd", ["ED", "BD"]),
        ("E.D.", ["ED"]),
        ("ED\nBD", ["ED", "BD"]),
        ("Executive Director (ED)", ["ED"]),
        ("Board of Directors and Executive Director", ["BD", "ED"]),
        ("Smith, Jane", ["Jane Smith"]),
        ("Janie and Sam O’Neil", ["Jane Smith", "Sam O'Neil"]),
        ("Maria Lopez", ["María López"]),
        ("jsmith@example.org", ["Jane Smith"]),
        ("(Federal Relations Coordinator)", ["Federal Relations Coordinator"]),
        ("Regional Presidents", ["Regional Presidents"]),
        ("Finance and Audit Committee", ["Finance and Audit Committee"]),
        ("TBD", []),
        ("", []),
    ],
)
def test_every_party_is_found(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("ED", "ED"),
        ("ED by BD approval", "ED"),
        ("ED, with approval of the Board of Directors", "ED"),
        ("ED (lead), BD", "ED"),
        ("BD; Lead: ED", "ED"),
        ("ED with BD", "ED"),
        ("ED or designee", "ED"),
        ("ED/BD", ""),
        ("ED/IM", ""),
        ("ED or BD", ""),
        ("IM", ""),
        ("PD", ""),
    ],
)
def test_one_party_leads_only_when_the_text_says_so(text: str, lead: str) -> None:
    assert _lead(text) == lead


def test_who_approves_is_kept_apart_from_who_does() -> None:
    doer, approver = read_who("ED by BD approval", key=KEY, people=PEOPLE).parties
    assert (doer.code, doer.approver) == ("ED", False)
    assert (approver.code, approver.approver, approver.qualifier) == ("BD", True, "approval")


def test_who_leads_among_several_is_asked() -> None:
    assert read_who("ED/BD", key=KEY, people=PEOPLE).questions == ("“ED/BD”: who leads, ED or BD?",)


@pytest.mark.parametrize(
    "text", ["IM", "IMEC Membership", "everyone", "all staff", "BD to approve"]
)
def test_a_whole_membership_or_an_approver_alone_is_no_owner(text: str) -> None:
    assert not read_who(text, key=KEY, people=PEOPLE).has_owner


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("BOD", "BD (Board of Directors)"),
        ("EDD", "ED (Executive Director)"),
        ("Executive Directer", "ED (Executive Director)"),
        ("Board", "BD (Board of Directors)"),
        ("Jane", "Jane Smith or Jane Doe"),
        ("PD", "PD stands for Professional Development, which is nobody in particular"),
        ("Zebedee", ""),
    ],
)
def test_an_unknown_word_is_shown_with_what_may_be_meant(text: str, suggestion: str) -> None:
    assert read_who(text, key=KEY, people=PEOPLE).unknown == (Unknown(text, suggestion),)


def test_without_a_key_a_named_role_owns() -> None:
    reading = read_who("Federal Relations Coordinator", key=Key(), people=())
    assert (reading.has_owner, reading.unknown) == (True, ())
    assert reading.parties[0].kind is PartyKind.ROLE


@given(st.text(max_size=80))
def test_any_text_gives_a_reading(text: str) -> None:
    reading = read_who(text, key=KEY, people=PEOPLE)
    assert reading.text == text
    assert reading.lead is None or reading.lead in reading.parties


@given(
    st.lists(st.sampled_from(sorted(KEY.roles)), min_size=1, max_size=5, unique=True),
    st.sampled_from(["/", ", ", " and ", " & ", "; ", "\n", " + "]),
)
def test_codes_come_back_in_order_whatever_stands_between(codes: list[str], joint: str) -> None:
    assert _names(joint.join(codes)) == codes

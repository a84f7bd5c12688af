"""One owner in another's place under Who; whatever else the text says stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.schedule.handing_over import handed_over, names_owner, owner_called
from toolkit.schedule.key import Key, Person

KEY = Key(
    {"ED": "Executive Director", "BD": "Board of Directors", "FC": "Finance and Audit Committee"},
    {"PD": "Professional Development"},
)
PEOPLE = (Person("Jane Smith", ("ED",), ("Janie",)), Person("Bob Diaz"))


def hand(text, giver, taker):
    gives, takes = (owner_called(said, key=KEY, people=PEOPLE) for said in (giver, taker))
    return handed_over(text, gives, takes, key=KEY, people=PEOPLE)


@pytest.mark.parametrize(
    ("text", "giver", "taker", "after"),
    [
        ("ED", "ED", "Bob Diaz", "Bob Diaz"),
        ("ED/BD", "ED", "Bob", "Bob Diaz/BD"),
        ("ED/ BD/ IM", "Executive Director", "FC", "FC/ BD/ IM"),
        ("Executive Director, Board", "ED", "Bob Diaz", "Bob Diaz, Board"),
        ("ED/BD\nIM", "BD", "Bob Diaz", "ED/Bob Diaz\nIM"),
        ("ED by BD approval", "ED", "Bob Diaz", "Bob Diaz by BD approval"),
        ("ED by BD approval", "BD", "Bob Diaz", "ED by Bob Diaz approval"),
        ("ED by BD approval", "ED", "BD", "BD by BD approval"),
        ("Jane Smith (lead), Bob Diaz", "Jane", "BD", "BD (lead), Bob Diaz"),
        ("J. Smith and Finance and Audit Committee", "FC", "BD", "J. Smith and BD"),
        ("Janie", "Jane Smith", "Bob Diaz", "Bob Diaz"),
        ("ED, BD", "ED", "BD", "BD"),
        ("BD and ED", "ED", "BD", "BD"),
        ("EDUCATION TEAM", "ED", "BD", "EDUCATION TEAM"),
        ("Carla Nunn/ED", "Carla Nunn", "Dee Roe", "Dee Roe/ED"),
        ("", "ED", "BD", ""),
    ],
)
def test_the_name_is_replaced_and_nothing_else(text, giver, taker, after):
    assert hand(text, giver, taker) == after


def test_a_person_is_found_under_every_writing_a_role_only_under_its_own():
    jane = owner_called("jane smith", key=KEY, people=PEOPLE)
    assert names_owner("Smith, Bob Diaz", jane, key=KEY, people=PEOPLE)
    assert not names_owner("ED", jane, key=KEY, people=PEOPLE)


@given(st.lists(st.sampled_from(["ED", "BD", "FC", "Bob Diaz", "Xi"]), min_size=1, max_size=4),
       st.sampled_from(["/", ", ", " and ", "\n"]))  # fmt: skip
def test_afterwards_the_giver_is_named_no_more_and_the_others_still_are(names, joint):
    after = hand(joint.join(names), "ED", "Bob Diaz")
    said = {name: owner_called(name, key=KEY, people=PEOPLE) for name in (*names, "Bob Diaz")}
    for name, owner in said.items():
        expected = name != "ED" and (name in names or "ED" in names)
        assert names_owner(after, owner, key=KEY, people=PEOPLE) == expected

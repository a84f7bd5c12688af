"""Two wordings are cut so that what differs stays in sight."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.report.two_texts import side_by_side, told_apart

LONG = "Develop materials and resources that address the perspectives of the individual members"


def test_the_changed_word_is_seen_however_late_it_stands() -> None:
    old, new = side_by_side(LONG, LONG.replace("individual", "institutional"), 60)
    assert old == "…perspectives of the individual members"
    assert new == "…perspectives of the institutional members"


def test_short_texts_stand_as_they_are() -> None:
    assert side_by_side("Ongoing", "June\n2027", 60) == ("Ongoing", "June 2027")


def test_what_was_added_at_the_end_is_seen() -> None:
    old, new = side_by_side(LONG, f"{LONG}, once a year", 60)
    assert old.endswith("members") and new.endswith("members, once a year")


WORDS = st.lists(st.sampled_from(["a", "bb", "ccc", "dddd"]), min_size=1, max_size=60)


@given(WORDS, WORDS)
def test_different_texts_never_look_alike(left: list[str], right: list[str]) -> None:
    old, new = " ".join(left), " ".join(right)
    seen = side_by_side(old, new, 60)
    assert (seen[0] == seen[1]) == (old == new)
    assert all(len(text) <= 62 for text in seen)


def test_answers_that_begin_alike_are_told_apart_where_they_part() -> None:
    assert told_apart(["On track", LONG], 60) == ("On track", f"{LONG[:59]}…")
    much, nothing = told_apart([f"{LONG} need much", f"{LONG} need nothing"], 60)
    assert much.endswith("need much") and nothing.endswith("need nothing")


@given(st.lists(WORDS, min_size=2, max_size=5))
def test_no_two_answers_look_alike(said: list[list[str]]) -> None:
    texts = [" ".join(words) for words in dict.fromkeys(map(tuple, said))]
    seen = told_apart(texts, 20)
    assert len(set(seen)) == len(texts)

"""Questions find their measures: settings first, words next, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from toolkit.survey.mapping import Asked, Mapped, fits, map_questions
from toolkit.survey.question import Kind, Question

ANNUAL = [
    Asked(f"id{of}", f"{of}/1", of, "annual", ("relevance", "practicality", "usefulness"))
    for of in ("1.1", "1.2")
]
MEETING = Asked("id3", "3.4a/1", "3.4a", "meeting", ("usefulness", "practicality"))
NEW = Asked("id4", "4.1a/1", "4.1a", "new-member")
PLAN = [*ANNUAL, MEETING, NEW]


def mapped(*titles: str, settings: Mapping[str, str] | None = None, survey: str = "") -> Mapped:
    questions = [Question(title, "A", Kind.RATED, ()) for title in titles]
    return map_questions(questions, PLAN, settings or {}, survey=survey)


def pairs(found: Mapped) -> list[tuple[str, str, str]]:
    return [(m.measure.of, m.word, m.question.title) for m in found.matches]


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("relevance", "How relevant are our services?"),
        ("practicality", "The materials are practical"),
        ("usefulness", "Useful to my work"),
        ("usefulness", "Utilidad de los servicios"),
        ("relevance", "Pertinencia"),
        ("effectiveness", "The training was effective"),
        ("value", "How valuable was the session?"),
    ],
)
def test_a_word_finds_its_question_in_other_forms(word: str, title: str) -> None:
    assert fits(word, title)


@pytest.mark.parametrize(("word", "title"), [
    ("value", "Overall evaluation"), ("usefulness", "Did you use the website?"),
    ("relevance", "Was the room pleasant?"),
])  # fmt: skip
def test_a_word_does_not_find_another_question(word: str, title: str) -> None:
    assert not fits(word, title)


def test_the_survey_whose_words_all_fit_is_the_one() -> None:
    three = mapped("Rate us [Relevance]", "Rate us [Practicality]", "Rate us [Usefulness]")
    assert [pair[:2] for pair in pairs(three)] == [
        (of, word) for of in ("1.1", "1.2") for word in ("relevance", "practicality", "usefulness")
    ]
    assert three.proposals == ()
    two = mapped("How useful was the information?", "How practical was it?")
    assert {pair[0] for pair in pairs(two)} == {"3.4a"}


def test_two_fitting_questions_are_asked_about() -> None:
    found = mapped("Relevance of the letters", "Relevance of the site", "Practical", "Useful")
    assert {pair[1] for pair in pairs(found)} == {"practicality", "usefulness"}
    assert (
        '1.1, 1.2 "relevance": "Relevance of the letters" and "Relevance of the site"'
        in (found.proposals[0])
    )


def test_settings_come_before_words() -> None:
    settings = {"Overall": "1.1, 1.2: relevance", "Welcome?": "4.1a", "Useful food?": "none"}
    found = mapped("Overall", "Practical", "Useful", "Welcome?", "Useful food?", settings=settings,
                   survey="annual")  # fmt: skip
    assert ("1.2", "relevance", "Overall") in pairs(found)
    assert ("4.1a", "", "Welcome?") in pairs(found)
    assert all(pair[2] != "Useful food?" for pair in pairs(found))


def test_a_setting_that_names_no_measure_is_said() -> None:
    found = mapped("Overall", settings={"Overall": "9.9"})
    assert 'survey.questions: "9.9" names no survey measure' in found.proposals[0]


def test_a_wording_that_has_changed_a_little_is_taken_and_said() -> None:
    settings = {"Overall, did the session help you?": "1.1: relevance"}
    found = mapped("Overall, did this session help you?", "Practical", "Useful", settings=settings)
    assert ("1.1", "relevance", "Overall, did this session help you?") in pairs(found)
    assert "the wording has changed a little" in found.decisions[0]


def test_a_wording_that_has_changed_much_is_proposed() -> None:
    settings = {"Overall, was our session good for you at work?": "1.1, 1.2: relevance"}
    found = mapped("Was our session good for you at your work?", "Practical", "Useful",
                   settings=settings, survey="annual")  # fmt: skip
    assert {pair[1] for pair in pairs(found)} == {"practicality", "usefulness"}
    assert (
        'if "Was our session good for you at your work?" is that question in new words'
        in (found.proposals[0])
    )


def test_a_question_without_a_scale_is_named() -> None:
    yes_no = Question("Is it relevant?", "A", Kind.CHOICE, ())
    rated = [Question(title, "B", Kind.RATED, ()) for title in ("Practical", "Useful")]
    found = map_questions(rated, PLAN, {}, survey="annual", others=[yes_no])
    assert (
        '"Is it relevant?" asks about it, but its answers are no rating scale (one choice)'
        in (found.proposals[0])
    )


def test_two_questions_in_one_wording_are_told_apart_by_their_columns() -> None:
    rated = [
        Question("Relevance", "B", Kind.RATED, ()), Question("Relevance", "F", Kind.RATED, ()),
        Question("Practical", "C", Kind.RATED, ()), Question("Useful", "D", Kind.RATED, ()),
    ]  # fmt: skip
    found = map_questions(rated, PLAN, {}, survey="annual")
    assert '"Relevance (column B)" and "Relevance (column F)" would both fit' in found.proposals[0]
    settings = {"Relevance (column F)": "1.1, 1.2: relevance"}
    found = map_questions(rated, PLAN, settings, survey="annual")
    assert {m.question.letter for m in found.matches if m.word == "relevance"} == {"F"}


def test_settings_may_name_the_points_of_a_scale() -> None:
    found = mapped("How well do we listen?", settings={"How well do we listen?": "4.1a of 4"})
    assert [(m.measure.of, m.points) for m in found.matches] == [("4.1a", 4)]


def test_one_question_about_everything_is_said() -> None:
    found = mapped("How relevant, practical and useful are we?", survey="annual")
    assert "asks about relevance, practicality, usefulness at once" in found.decisions[0]

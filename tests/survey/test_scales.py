"""Scales found in answers: words, numbers, either end first, and what is no scale at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from toolkit.survey.answer_file import AnswerColumn, AnswerFile, Role
from toolkit.survey.comments import comments_of
from toolkit.survey.question import Kind
from toolkit.survey.scale import Seen, scale_of
from toolkit.survey.understand import understand


def ratings(labels: Sequence[str], heading: str = "") -> list[float] | None:
    scale = scale_of(Seen(Counter(dict.fromkeys(labels, 10)), (heading,), 5))
    return None if scale is None else [scale.ratings[label] for label in labels]


@pytest.mark.parametrize(
    "labels",
    [
        "Strongly disagree|Disagree|Neutral|Agree|Strongly agree",
        "Strongly Disagree|Somewhat disagree|Neither agree nor disagree|Somewhat agree"
        "|Strongly Agree",
        "Totalmente en desacuerdo|En desacuerdo|Ni de acuerdo ni en desacuerdo|De acuerdo"
        "|Totalmente de acuerdo",
        "Very dissatisfied|Dissatisfied|Neither satisfied nor dissatisfied|Satisfied"
        "|Very satisfied",
        "Muy insatisfecho|Insatisfecho|Neutral|Satisfecho|Muy satisfecho",
        "Poor|Fair|Good|Very good|Excellent",
        "Muy malo|Malo|Regular|Bueno|Muy bueno",
        "Never|Rarely|Sometimes|Often|Always",
        "Nunca|Casi nunca|A veces|Casi siempre|Siempre",
        "Not at all useful|Slightly useful|Moderately useful|Very useful|Extremely useful",
        "Not at all relevant|Not so relevant|Somewhat relevant|Very relevant|Extremely relevant",
        "Not useful|Slightly useful|Somewhat useful|Useful|Very useful",
        "Nada útil|Poco útil|Algo útil|Muy útil|Extremadamente útil",
        "Very unlikely|Unlikely|Neutral|Likely|Very likely",
        "1|2|3|4|5",
        "1,0|2,0|3,0|4,0|5,0",
        "0|1|2|3|4",
        "1 - Low|2|3|4|5 - High",
        "Poor (1)|Fair (2)|Good (3)|Very good (4)|Excellent (5)",
        "★☆☆☆☆|★★☆☆☆|★★★☆☆|★★★★☆|★★★★★",
        "1/5|2/5|3/5|4/5|5/5",
        "1.|2.|3.|4.|5.",
        "one|two|three|four|five",
        "Unsatisfactory|Needs improvement|Satisfactory|Good|Excellent",
        "None at all|A little|A moderate amount|A lot|A great deal",
        "Very low quality|Low quality|Neither high nor low quality|High quality|Very high quality",
        "Very difficult|Difficult|Neither easy nor difficult|Easy|Very easy",
        "Tout à fait en désaccord|Pas d'accord|Neutre|D'accord|Tout à fait d'accord",
        "Muito ruim|Ruim|Regular|Bom|Muito bom",
        "😡|🙁|😐|🙂|😀",
    ],
)
def test_five_steps_are_rated_one_to_five(labels: str) -> None:
    assert ratings(labels.split("|")) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ("Strongly disagree|Disagree|Somewhat disagree|Neither agree nor disagree|Somewhat agree"
         "|Agree|Strongly agree", [1, 2, 3, 4, 5, 6, 7]),
        ("1|2|3|4|5|6|7", [1, 2, 3, 4, 5, 6, 7]),
        ("0|1|2|3|4|5|6", [1, 2, 3, 4, 5, 6, 7]),
        ("0|5|9|10", [0, 5, 9, 10]),
        ("Strongly disagree|Disagree|Agree|Strongly agree", [1, 2, 3, 4]),
        ("Agree|Strongly agree", [4, 5]),
        ("1 - Strongly agree|2|3|4|5 - Strongly disagree", [5, 4, 3, 2, 1]),
    ],
)  # fmt: skip
def test_other_scales_are_told_apart(labels: str, found: list[float]) -> None:
    assert ratings(labels.split("|")) == found


@pytest.mark.parametrize(
    "heading",
    [
        "Relevance (1 = excellent, 5 = poor)",
        "Relevance, where 1 is the best and 5 is the worst",
        "Relevancia (1 = muy satisfecho, 5 = muy insatisfecho)",
    ],
)
def test_a_heading_that_turns_the_scale_round_is_heard(heading: str) -> None:
    assert ratings(["1", "2", "3", "4", "5"], heading) == [5, 4, 3, 2, 1]


def test_a_heading_that_names_seven_points_is_heard() -> None:
    scale = scale_of(Seen(Counter("12345"), ("Usefulness (1 to 7)",), 5))
    assert scale is not None
    assert (scale.low, scale.high) == (1, 7)
    assert [scale.on(5).ratings[x] for x in "14"] == [1, 3]


@pytest.mark.parametrize("labels", ["Iowa|Texas|Ohio", "Yes|No", "2019|2020|2021", "12|40|77"])
def test_what_is_no_scale_is_none(labels: str) -> None:
    assert ratings(labels.split("|")) is None


def table(**columns: Sequence[str]) -> AnswerFile:
    return AnswerFile(
        "t.csv", "plain table", tuple(AnswerColumn(k, tuple(v)) for k, v in columns.items())
    )


def test_a_question_that_counts_is_not_rated() -> None:
    file = AnswerFile("t.csv", "plain table", (
        AnswerColumn("How many years have you been a member?", tuple("12345" * 4)),
        AnswerColumn("Relevance", tuple("12345" * 4)),
    ))  # fmt: skip
    assert [q.kind for q in understand(file).questions] == [Kind.NUMBER, Kind.RATED]


def test_a_question_worded_the_other_way_round_is_pointed_out_not_turned() -> None:
    good = ["5", "4", "4", "2", "5", "1", "3", "5"] * 5
    bad = [str(6 - int(rating)) for rating in good]
    found = understand(table(relevant=good, useful=good, practical=good, boring=bad))
    said = [line for line in found.decisions if "other way round" in line]
    assert [line.split(":")[0] for line in said] == ['"boring"']
    assert [q.figures().mean for q in found.questions][3] == pytest.approx(2.375)


def test_an_answer_that_is_not_on_the_scale_is_said() -> None:
    found = understand(table(useful=[*"12345" * 6, "great"]))
    assert found.questions[0].figures().n == 30
    assert '"useful": "great" (1×) is not on the scale and is not in n' in found.decisions


def test_words_from_some_and_numbers_from_others_are_one_scale() -> None:
    words = ["Agree"] * 6 + ["Strongly agree"] * 6 + ["Disagree"] * 4
    found = understand(table(relevance=[*words, *"5544332211" * 2]))
    assert found.questions[0].figures().n == 36
    assert any("both were read on one scale" in line for line in found.decisions)


def test_numbers_for_kinds_of_people_are_no_ratings() -> None:
    file = AnswerFile("t.csv", "x", (
        AnswerColumn("Role (1 = Director, 2 = Recruiter, 3 = Teacher)", tuple("123" * 10)),
    ))  # fmt: skip
    assert understand(file).questions[0].kind is not Kind.RATED


@pytest.mark.parametrize("agree", ["Agree", "Satisfied", "Likely"])
def test_two_opposite_words_alone_are_a_yes_or_no(agree: str) -> None:
    other = {"Agree": "Disagree", "Satisfied": "Dissatisfied", "Likely": "Unlikely"}[agree]
    assert understand(table(useful=[agree, other] * 15)).questions[0].kind is Kind.CHOICE


def test_remarks_that_begin_like_no_answer_are_kept() -> None:
    texts = ["Not sure why we print it", "No answer to my letters since May", "N/A", "none"]
    found = understand(table(comments=texts, useful=list("5443")))
    assert [c.text for c in comments_of(found, 1)] == [texts[1], texts[0], "none"]


def test_who_somebody_is_is_never_kept_as_a_comment() -> None:
    file = AnswerFile("t.csv", "x", (
        AnswerColumn("May we contact you? Name and phone", tuple(f"Ann {n}" for n in range(12))),
        AnswerColumn("Case", tuple(f"R{n:03}" for n in range(12))),
        AnswerColumn("Anything else?", ("Call me: +1 (515) 111-2222",) * 12),
    ))  # fmt: skip
    assert [c.text for c in comments_of(understand(file), 5)] == ["Call me: [telephone]"]


def test_people_without_a_name_are_never_taken_for_one() -> None:
    answers = tuple("12345" * 6)
    mails = AnswerColumn("Email", ("anonymous",) * 30, role=Role.EMAIL)
    names = AnswerColumn("Name", ("",) * 30, role=Role.NAME)
    file = AnswerFile("t.csv", "x", (mails, names, AnswerColumn("useful", answers)))
    assert understand(file).respondents == 30

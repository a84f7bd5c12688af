"""Six exports in real layouts: figures equal to scipy's and statsmodels', every trap met."""

from __future__ import annotations

import math

import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from tests.survey.made_exports import MAKERS, Made, plain_semicolons
from toolkit.readers.survey_export import read_survey_export
from toolkit.survey.question import Kind
from toolkit.survey.understand import Understood, understand


def understood(made: Made) -> Understood:
    return understand(read_survey_export(made.data, made.name), 5)


@pytest.mark.parametrize("layout", MAKERS)
def test_every_figure_equals_that_of_a_statistics_library(layout: str) -> None:
    made = MAKERS[layout]()
    found = understood(made)
    assert {q.title for q in found.of(Kind.RATED)} == set(made.truth)
    assert found.respondents == made.respondents
    for question in found.of(Kind.RATED):
        ratings = made.truth[question.title]
        n, population = len(ratings), made.respondents + 60
        figures = question.figures(population)
        mean, sd = stats.tmean(ratings), stats.tstd(ratings)
        correction = math.sqrt((population - n) / (population - 1))
        low, high = stats.t.interval(0.95, n - 1, mean, sd / math.sqrt(n) * correction)
        top = sum(1 for rating in ratings if rating > made.points - 1.5)
        wilson = proportion_confint(top, n, method="wilson")
        assert figures.n == n
        shown = (figures.mean, figures.sd, figures.low, figures.high, figures.top_two,
                 figures.top_low, figures.top_high)  # fmt: skip
        wanted = (mean, sd, low, high, 100 * top / n, 100 * wilson[0], 100 * wilson[1])
        assert shown == pytest.approx(wanted, abs=1e-9, rel=1e-12)


@pytest.mark.parametrize("layout", MAKERS)
def test_comments_are_kept_word_for_word(layout: str) -> None:
    made = MAKERS[layout]()
    kept = [a for question in understood(made).of(Kind.COMMENT) for a in question.answers if a]
    assert len(kept) == made.comments


def test_what_was_left_out_is_said_with_its_lines() -> None:
    found = understood(MAKERS["Google Forms"]())
    assert found.left_out == {"test rows": 1, "duplicates": 1}
    said = "\n".join(found.decisions)
    assert "line 233: typed to try the form out" in said
    assert "line 3: the same person answered again; the last answers count" in said


def test_newest_first_and_empty_lines_are_met() -> None:
    found = understood(MAKERS["SurveyMonkey, condensed"]())
    assert found.left_out == {"empty rows": 1, "duplicates": 1}
    assert str(found.closed) == "2027-04-09"


def test_several_answers_and_choices_have_no_mean() -> None:
    kinds = {q.title: q.kind for q in understood(MAKERS["Google Forms"]()).questions}
    assert kinds["Which services do you use?"] is Kind.SEVERAL
    kinds = {q.title: q.kind for q in understood(MAKERS["Microsoft Forms"]()).questions}
    assert kinds["Which meetings did you attend?"] is Kind.SEVERAL
    kinds = {q.title: q.kind for q in understood(MAKERS["SurveyMonkey, expanded"]()).questions}
    assert kinds["What do you use?"] in (Kind.SEVERAL, Kind.CHOICE)
    kinds = {q.title: q.kind for q in understood(plain_semicolons()).questions}
    assert kinds["Región"] is Kind.CHOICE


def test_decisions_about_scales_are_said() -> None:
    said = "\n".join(understood(MAKERS["plain table, turned round"]()).decisions)
    assert "1 is the best answer here, so the numbers were turned round" in said
    said = "\n".join(understood(plain_semicolons()).decisions)
    assert "counted from 0 to 4, read as 1 to 5" in said
    assert "line 3 holds the headings" in said

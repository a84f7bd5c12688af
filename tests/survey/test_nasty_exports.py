"""Exports at their worst: every figure equals a plain calculation from the answers as drawn."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from tests.survey import nasty_forms, nasty_monkey, nasty_tables
from tests.survey.nasty import Nasty
from toolkit.readers.survey_export import read_survey_export
from toolkit.survey.mapping import Asked, Mapped, map_questions
from toolkit.survey.question import Kind
from toolkit.survey.understand import Understood, understand

MAKERS = {**nasty_forms.MAKERS, **nasty_monkey.MAKERS, **nasty_tables.MAKERS}
ANNUAL = Asked("id", "1.1/1", "1.1", "annual", ("relevance", "practicality", "usefulness"))


@pytest.fixture(params=MAKERS)
def nasty(request: pytest.FixtureRequest) -> Nasty:
    return MAKERS[request.param]()


def understood(nasty: Nasty) -> Understood:
    return understand(read_survey_export(nasty.data, nasty.name), 5)


def mapped(nasty: Nasty, found: Understood) -> Mapped:
    return map_questions(found.of(Kind.RATED), [ANNUAL], {}, about=nasty.name)


def test_every_figure_equals_a_plain_calculation(nasty: Nasty) -> None:
    found = understood(nasty)
    assert found.layout == nasty.layout
    assert found.respondents == nasty.respondents, found.decisions
    assert {q.title for q in found.of(Kind.RATED)} == set(nasty.truth)
    for question in found.of(Kind.RATED):
        ratings = np.array(nasty.truth[question.title], float)
        n, population = len(ratings), nasty.respondents + 35
        figures = question.figures(population)
        assert figures.n == n, question.title
        assert figures.mean == pytest.approx(ratings.mean(), abs=1e-9), found.decisions
        half = stats.t.ppf(0.975, n - 1) * stats.sem(ratings)
        half *= math.sqrt((population - n) / (population - 1))
        assert (figures.low, figures.high) == pytest.approx(
            (ratings.mean() - half, ratings.mean() + half), abs=1e-9
        )
        high = nasty.high.get(question.title, 5)
        if high <= 10:
            best = int((ratings > high - 1.5).sum())
            low_share, high_share = proportion_confint(best, n, method="wilson")
            assert (figures.top_two, figures.top_low, figures.top_high) == pytest.approx(
                (100 * best / n, 100 * low_share, 100 * high_share), abs=1e-9
            )
        scale = question.scale
        assert scale is not None
        assert (scale.low, scale.high) == (nasty.low.get(question.title, 1), high)
        on_five = question.figures(None, scale.on(5)).mean
        assert on_five == pytest.approx(np.mean(nasty.on_five(question.title)), abs=1e-9)


def test_every_question_finds_its_measure(nasty: Nasty) -> None:
    found = mapped(nasty, understood(nasty))
    assert {match.word: match.question.title for match in found.matches} == dict(nasty.words)
    asked = {"relevance", "practicality", "usefulness"} - nasty.words.keys()
    assert bool(found.proposals) == bool(asked)


def test_what_people_wrote_is_kept(nasty: Nasty) -> None:
    found = understood(nasty)
    kept = [text for question in found.of(Kind.COMMENT) for text in question.answers if text]
    assert len(kept) == nasty.comments


def test_the_decisions_are_said(nasty: Nasty) -> None:
    said = "\n".join(understood(nasty).decisions)
    for words in nasty.says:
        assert words in said

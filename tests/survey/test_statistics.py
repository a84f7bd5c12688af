"""Own formulas against scipy and statsmodels; what must stay hidden stays hidden."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from toolkit.survey.change import change_between
from toolkit.survey.figures import figures_of
from toolkit.survey.groups import figures_by_group, hidden_in_all
from toolkit.survey.question import Kind, Question
from toolkit.survey.rule import rule_of
from toolkit.survey.scale import Scale
from toolkit.survey.student_t import t_quantile
from toolkit.survey.suppression import hidden_groups

RATINGS = st.lists(st.integers(1, 5), min_size=2, max_size=80)


@pytest.mark.parametrize("df", [1, 1.5, 2, 3, 4.2, 9, 29.3, 99, 400, 999.9, 1000, 1e5, 1e9])
@pytest.mark.parametrize("share", [0.6, 0.9, 0.975, 0.995])
def test_the_t_quantile_is_that_of_scipy(share: float, df: float) -> None:
    assert t_quantile(share, df) == pytest.approx(stats.t.ppf(share, df), rel=1e-11)


@given(RATINGS, RATINGS)
@settings(max_examples=60, deadline=None)
def test_a_change_is_clear_exactly_when_welchs_interval_leaves_out_zero(
    old: list[int], new: list[int]
) -> None:
    change = change_between(figures_of(Counter(old), 3.5), figures_of(Counter(new), 3.5))
    assert change is not None
    if len(set(old)) == 1 or len(set(new)) == 1:
        # scipy warns about answers that are all alike; the interval then has one side only.
        assert change.low <= change.by <= change.high
        return
    low, high = stats.ttest_ind(new, old, equal_var=False).confidence_interval(0.95)
    assert (change.low, change.high) == pytest.approx((low, high), abs=1e-9)
    assert change.clear == (not low <= 0 <= high)


def test_when_everybody_answered_there_is_nothing_left_to_chance() -> None:
    everybody = figures_of({4: 6, 5: 6}, 3.5, population=12)
    assert (everybody.low, everybody.mean, everybody.high) == (4.5, 4.5, 4.5)
    half = figures_of({4: 6, 5: 6}, 3.5, population=24)
    unknown = figures_of({4: 6, 5: 6}, 3.5)
    assert half.response_rate == 50
    assert unknown.response_rate is None
    assert unknown.low is not None and half.low is not None and unknown.low < half.low < 4.5
    ratio = (4.5 - half.low) / (4.5 - unknown.low)
    assert ratio == pytest.approx(math.sqrt(12 / 23), rel=1e-12)


def test_rounds_in_which_all_agree_differ_clearly_or_not_at_all() -> None:
    fours, fives = figures_of({4: 9}, 3.5), figures_of({5: 9}, 3.5)
    up, same = change_between(fours, fives), change_between(fives, fives)
    assert up is not None and same is not None
    assert (up.by, up.clear, same.by, same.clear) == (1, True, 0, False)


def test_one_answer_has_a_mean_but_no_interval() -> None:
    alone = figures_of({3: 1}, 3.5)
    assert (alone.mean, alone.sd, alone.low) == (3, None, None)
    assert figures_of({}, 3.5).mean is None


def test_a_group_that_could_be_worked_out_takes_the_next_smallest_with_it() -> None:
    assert hidden_groups({"IA": 12, "TX": 7, "CA": 3}, 5) == {"CA", "TX"}
    assert hidden_groups({"IA": 12, "TX": 7, "CA": 3, "FL": 4}, 5) == {"CA", "FL"}
    assert hidden_groups({"IA": 12, "TX": 7, "CA": 1, "FL": 1}, 5) == {"CA", "FL", "TX"}
    assert hidden_groups({"IA": 12, "TX": 7}, 5) == set()
    assert hidden_groups({"IA": 12, "TX": 7, "CA": 9}, 5, frozenset({"CA"})) == {"CA", "TX"}


def test_the_same_groups_are_hidden_in_every_question() -> None:
    scale = Scale(1, 5, {str(n): float(n) for n in range(1, 6)}, "numbers", steps=5)
    role = Question("Role", "C", Kind.CHOICE, ("A",) * 9 + ("B",) * 6 + ("C",) * 8)
    one = Question("one", "A", Kind.RATED, ("4",) * 23, scale)
    two = Question("two", "B", Kind.RATED, ("5",) * 12 + ("",) * 3 + ("3",) * 8, scale)
    hidden = hidden_in_all([(one, scale), (two, scale)], role, 5)
    assert hidden == {"B", "C"}
    shown = {
        question.title: [
            g.group for g in figures_by_group(question, scale, role, 5, hidden) if not g.hidden
        ]
        for question in (one, two)
    }
    assert shown == {"one": ["A"], "two": ["A"]}


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(1, 30)),
       st.integers(2, 10))  # fmt: skip
def test_hidden_groups_are_never_one_alone_nor_few_people(
    sizes: dict[str, int], floor: int
) -> None:
    hidden = hidden_groups(sizes, floor)
    assert all(sizes[name] >= floor for name in sizes.keys() - hidden)
    if hidden and hidden != sizes.keys():
        assert len(hidden) >= 2
        assert sum(sizes[name] for name in hidden) >= floor


@pytest.mark.parametrize(
    ("text", "mean", "result"),
    [
        ("mean >= 4 of 5", 4.0, "Met"),
        ("mean >= 4 of 5", 3.999999, "Not met"),
        ("mean ≥ 4,5", 4.5, "Met"),
        ("Mean rating of 4 or above (on a 5-point scale)", 4.2, "Met"),
        ("mean > 4 of 7", 4.0, "Not met"),
        ("at most 2 of 5", 2.5, "Not met"),
    ],
)
def test_a_rule_decides_by_the_mean_as_it_is(text: str, mean: float, result: str) -> None:
    rule = rule_of(text, None)
    assert rule is not None
    assert rule.result(mean) == result


def test_a_measure_without_rule_or_target_has_no_verdict() -> None:
    assert rule_of("New membership survey.", None) is None
    from_target = rule_of("Feedback", 3.5)
    assert from_target is not None
    assert from_target.result(3.6) == "Met"

"""Which promotions work together: conditions, order, groups, and the best choice, checked against trying everything."""

from __future__ import annotations

from itertools import chain, combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duken.promotions import evaluate as engine
from duken.promotions.evaluate import Candidate, evaluate, judge
from duken.promotions.match import Shelf
from tests.promotions.baskets import basket, baskets, line, named, rule, rules

TEN = {"type": "percent", "basis_points": 1000}
OF_100 = basket(line("A", 100))


@pytest.mark.parametrize(
    ("when", "circumstances"),
    [
        ({"channels": ["till"]}, {"channel": "till"}),
        ({"stores": [str(named("soho"))]}, {"store_id": named("soho")}),
        ({"customer_groups": ["staff"]}, {"customer_group": "staff"}),
        ({"tiers": ["gold"]}, {"tier": "gold"}),
        ({"customers": [str(named("aru"))]}, {"customer_id": named("aru")}),
        ({"weekdays": ["sat", "sun"]}, {"weekday": "sun"}),
        ({"from_minute": 720, "to_minute": 780}, {"minute": 720}),
        ({"is_first_order": True}, {"is_first_order": True}),
        ({"needs_coupon": True}, {"coupons": {"HELLO": named("promotion P")}}),
    ],
)
def test_a_condition_holds_or_says_why_not(when, circumstances):
    promotion = rule("P", TEN, when=when)

    assert evaluate(OF_100._replace(**circumstances), [promotion]).amount_minor == 10
    assert evaluate(OF_100, [promotion]).amount_minor == 0


def test_who_is_near_is_told_what_is_missing():
    promotions = [
        rule("SUM", TEN, when={"min_sum_minor": 150}),
        rule("PIECES", TEN, when={"min_quantity": 3}),
        rule("GRILL", TEN, when={"contains": [{"goods": {"skus": ["GRILL"]}}]}),
        rule("OTHER", TEN, when={"channels": ["till"]}),
    ]

    outcome = evaluate(OF_100, promotions)

    assert [(reason.code, reason.why, reason.facts) for reason in outcome.reasons] == [
        ("GRILL", "something_missing", {"missing": 1}),
        ("PIECES", "too_few", {"missing": 2}),
        ("SUM", "sum_too_small", {"missing_minor": 50}),
    ]


def test_a_coupon_that_does_not_work_says_why():
    promotion = rule("P", TEN, when={"needs_coupon": True, "channels": ["till"]})

    outcome = evaluate(OF_100._replace(coupons={"HELLO": promotion.id}), [promotion])

    assert [(reason.why, reason.facts) for reason in outcome.reasons] == [("other_channel", {})]


def test_the_award_names_the_coupon_it_was_given_for():
    promotion = rule("P", TEN, when={"needs_coupon": True})

    [award] = evaluate(OF_100._replace(coupons={"HELLO": promotion.id}), [promotion]).awards

    assert award.coupon == "HELLO"


def test_the_lower_priority_works_first_on_what_is_there():
    """100, 30 off, then half: 65 off. Half first, then 30: 80 off."""
    half = rule("HALF", {"type": "percent", "basis_points": 5000})
    thirty = rule("THIRTY", {"type": "amount", "amount_minor": 30}, priority=1)

    assert evaluate(OF_100, [half, thirty]).amount_minor == 65
    assert (
        evaluate(OF_100, [half, rule("THIRTY", {"type": "amount", "amount_minor": 30}, priority=200)]).amount_minor
        == 80
    )


def test_of_a_group_only_the_best_works():
    small, large = rule("S", TEN, group="sale"), rule("L", {"type": "amount", "amount_minor": 40}, group="sale")

    outcome = evaluate(OF_100, [small, large])

    assert [award.code for award in outcome.awards] == ["L"]
    assert [(reason.code, reason.why) for reason in outcome.reasons] == [("S", "another_is_better")]


def test_what_stands_alone_wins_only_by_taking_more():
    stacking = [rule("S", TEN), rule("T", TEN)]
    poor, rich = (rule(f"A{share}", {"type": "percent", "basis_points": share}, alone=True) for share in (1900, 2000))

    assert [award.code for award in evaluate(OF_100, [*stacking, poor]).awards] == ["S", "T"]
    assert [award.code for award in evaluate(OF_100, [*stacking, poor, rich]).awards] == ["A2000"]


def legal_sets(able):
    for chosen in chain.from_iterable(combinations(able, size) for size in range(len(able) + 1)):
        groups = [each.rule.group for each in chosen if each.rule.group]
        if len(groups) == len(set(groups)) and (len(chosen) <= 1 or not any(each.rule.alone for each in chosen)):
            yield chosen


@given(baskets, rules())
@settings(max_examples=150, deadline=None)
def test_no_other_combination_takes_more_off(basket, rules):
    """Every subset the stacking rules allow is tried, not only those the engine thinks of."""
    shelf = Shelf(basket)
    judged = [judge(rule, basket, shelf) for rule in sorted(rules, key=lambda rule: (rule.priority, rule.code))]
    able = [each for each in judged if isinstance(each, Candidate)]

    best = max(engine._work(chosen, basket, shelf).amount_minor for chosen in legal_sets(able))

    assert evaluate(basket, rules).amount_minor == best


@given(baskets, rules(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_lines_and_of_promotions_changes_nothing(basket, rules, random: Random):
    shuffled = list(basket.lines)
    random.shuffle(shuffled)
    mixed = random.sample(rules, len(rules))

    outcome, other = evaluate(basket, rules), evaluate(basket._replace(lines=shuffled), mixed)

    assert outcome.amount_minor == other.amount_minor
    assert [award.code for award in outcome.awards] == [award.code for award in other.awards]


@given(baskets, rules())
@settings(max_examples=60, deadline=None)
def test_no_line_and_no_delivery_gives_more_than_it_has(basket, rules):
    outcome = evaluate(basket, rules)

    goods = sum(award.amount_minor for award in outcome.awards if award.applies_to == "goods")
    assert goods <= sum(line.subtotal_minor for line in basket.lines)
    assert outcome.amount_minor - goods <= basket.delivery_minor
    assert all(award.amount_minor > 0 for award in outcome.awards)


@given(baskets, rules(most=8))
@settings(max_examples=60, deadline=None)
def test_where_there_are_too_many_choices_the_climb_comes_near(basket, rules):
    """Never more than the best, and never less than every group's best by itself would give."""
    exact = evaluate(basket, rules).amount_minor
    kept, engine.MOST_COMBINATIONS = engine.MOST_COMBINATIONS, 0
    try:
        climbed = evaluate(basket, rules).amount_minor
    finally:
        engine.MOST_COMBINATIONS = kept

    assert exact * 8 // 10 <= climbed <= exact

"""What each kind of promotion takes off, to the minor unit."""

from __future__ import annotations

import pytest

from duken.promotions.evaluate import evaluate
from tests.promotions.baskets import basket, line, named, rule

TEA, MUG, POT = line("TEA", 499, 3), line("MUG", 700, 2), line("POT", 2500)
ALL = basket(TEA, MUG, POT, delivery_minor=399)  # 1497 + 1400 + 2500 = 5397


def taken(effect, of=ALL, **rest):
    """Amount by SKU; the delivery under its own name, several lines together under all their names."""
    outcome = evaluate(of, [rule("P", effect, **rest)])
    return {
        "+".join(of.lines[at].sku for at in award.line_positions) or "delivery": award.amount_minor
        for award in outcome.awards
    }


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        ({"type": "percent", "basis_points": 1500}, {"TEA+MUG+POT": 810}),  # 809.55
        ({"type": "amount", "amount_minor": 1000}, {"TEA+MUG+POT": 1000}),
        ({"type": "amount", "amount_minor": 9999}, {"TEA+MUG+POT": 5397}),
        ({"type": "amount_each", "amount_minor": 100}, {"TEA": 300, "MUG": 200, "POT": 100}),
        ({"type": "fixed_price", "price_minor": 600}, {"MUG": 200, "POT": 1900}),  # tea costs less already
        ({"type": "cheapest_free", "of": 3}, {"TEA": 998}),  # six pieces: two free, the two cheapest
        ({"type": "cheapest_free", "of": 3, "times": 1}, {"TEA": 499}),
        ({"type": "cheapest_free", "of": 2, "basis_points": 5000}, {"TEA": 749}),  # 748.5
        ({"type": "gift", "sku": "MUG"}, {"MUG": 700}),
        ({"type": "free_delivery"}, {"delivery": 399}),
        ({"type": "free_delivery", "up_to_minor": 300}, {"delivery": 300}),
    ],
)
def test_an_effect_takes_off_exactly_this(effect, expected):
    assert taken(effect) == expected


def test_a_promotion_is_on_some_goods_and_not_on_others():
    half = {"type": "percent", "basis_points": 5000}
    of = basket(
        line("TEA", 100, category="tea"),
        line("MUG", 200, brand="duken"),
        line("POT", 400, reduced=True),
        line("CUP", 800),
    )

    assert taken(half, of, goods={"categories": [str(named("tea"))]}) == {"TEA": 50}
    assert taken(half, of, goods={"brands": ["duken"]}) == {"MUG": 100}
    assert taken(half, of, goods={"skus": ["CUP", "TEA"], "not_skus": ["TEA"]}) == {"CUP": 400}
    assert taken(half, of, goods={"not_reduced": True, "not_skus": ["CUP"]}) == {"TEA+MUG": 150}


def test_a_bundle_costs_its_price_and_takes_the_dearest_pieces():
    """A mug and a pot for 20.00 in the place of 32.00; three for the price, of five the dearest three."""
    both = {
        "type": "bundle",
        "parts": [{"goods": {"skus": ["MUG"]}}, {"goods": {"skus": ["POT"]}}],
        "price_minor": 2000,
    }
    three = {"type": "bundle", "parts": [{"goods": {"skus": ["A", "B"]}, "quantity": 3}], "price_minor": 250}

    assert taken(both) == {"MUG": 263, "POT": 937}  # 1200 in proportion to 700 and 2500
    assert taken(three, basket(line("A", 100, 3), line("B", 90, 2))) == {"A": 50}


def test_a_bundle_that_does_not_pay_is_not_made():
    """One set of 100 and 100 for 150 pays; a second of 60 and 60 would cost more than it does."""
    pair = {"type": "bundle", "parts": [{"goods": {}, "quantity": 2}], "price_minor": 150}

    assert taken(pair, basket(line("A", 100, 2), line("B", 60, 2))) == {"A": 50}


def test_one_article_may_stand_in_two_parts_of_a_bundle():
    pair = {"type": "bundle", "parts": [{"goods": {"skus": ["A"]}}, {"goods": {}}], "price_minor": 150}

    assert taken(pair, basket(line("A", 100, 2))) == {"A": 50}
    assert taken(pair, basket(line("A", 100, 1))) == {}


def test_goods_by_weight_are_one_piece_however_much():
    cheese = line("CHEESE", 1299, 345, per=1000)

    assert taken({"type": "cheapest_free", "of": 2}, basket(cheese, line("TEA", 499))) == {"CHEESE": 448}
    assert taken({"type": "fixed_price", "price_minor": 999}, basket(cheese)) == {"CHEESE": 103}  # 448 less 344.655


def test_a_gift_is_offered_until_it_lies_in_the_basket():
    gift = rule("G", {"type": "gift", "sku": "CUP", "quantity": 2}, when={"min_sum_minor": 5000})

    offered = evaluate(ALL, [gift])
    half_taken = evaluate(basket(*ALL.lines, line("CUP", 300)), [gift])

    assert (offered.amount_minor, [(one.sku, one.quantity) for one in offered.gifts]) == (0, [("CUP", 2)])
    assert (half_taken.amount_minor, [one.quantity for one in half_taken.gifts]) == (300, [1])


def test_points_count_more_and_nothing_is_taken_off():
    outcome = evaluate(ALL, [rule("DOUBLE", {"type": "points", "per_mille": 2000}, goods={"skus": ["TEA", "POT"]})])

    assert outcome.awards == ()
    assert [(extra.per_mille, extra.line_positions) for extra in outcome.extras] == [(2000, (0, 2))]


def test_a_cap_bounds_what_one_order_gets():
    assert taken({"type": "amount_each", "amount_minor": 100}, cap_minor=250) == {"MUG": 200, "POT": 50}

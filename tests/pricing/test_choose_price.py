"""Which price a buyer pays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duken.pricing.policies import FOR_ALL, FOR_CHANNEL, FOR_GROUP, FOR_SHOPS, PriceStep, choose_price, price_ladder


def step(amount, code, specificity=FOR_ALL, rank=100, min_quantity=1):
    return PriceStep(min_quantity, amount, code, True, specificity, rank)


def test_the_most_specific_list_wins_even_when_it_is_dearer():
    everyone, web = step(500, "everyone"), step(600, "web", FOR_CHANNEL)
    shops, club = step(700, "shops", FOR_SHOPS), step(800, "club", FOR_GROUP)

    assert choose_price([everyone, web], 1).list_code == "web"
    assert choose_price([shops, web, everyone], 1).list_code == "shops"
    assert choose_price([shops, club, web, everyone], 1).list_code == "club"


def test_equally_specific_lists_go_by_rank_and_then_by_price():
    assert choose_price([step(500, "base"), step(600, "season", rank=10)], 1).list_code == "season"
    assert choose_price([step(500, "base"), step(400, "sale")], 1).list_code == "sale"


def test_the_largest_step_that_is_reached_counts():
    steps = [step(500, "base"), step(450, "base", min_quantity=10), step(400, "base", min_quantity=100)]

    assert [choose_price(steps, quantity).amount_minor for quantity in (1, 9, 10, 99, 100)] == [
        500, 500, 450, 450, 400,
    ]  # fmt: skip


def test_the_ladder_names_each_quantity_at_which_the_price_changes():
    steps = [step(500, "base"), step(450, "base", min_quantity=10), step(450, "base", min_quantity=20)]
    steps += [step(400, "trade", FOR_GROUP, min_quantity=50)]

    assert {start: price.amount_minor for start, price in price_ladder(steps).items()} == {1: 500, 10: 450, 50: 400}
    assert price_ladder([step(400, "trade", min_quantity=50)]).keys() == {50}
    assert price_ladder([]) == {}


def test_a_list_whose_first_step_is_not_reached_is_passed_over():
    steps = [step(500, "base"), step(300, "wholesale", FOR_GROUP, min_quantity=50)]

    assert choose_price(steps, 49).list_code == "base"
    assert choose_price(steps, 50).list_code == "wholesale"
    assert choose_price(steps[1:], 1) is None
    assert choose_price([], 1) is None


def test_a_higher_general_price_is_shown_beside_the_lower_one():
    assert choose_price([step(500, "base"), step(400, "web", FOR_CHANNEL)], 1).compare_at_minor == 500
    assert choose_price([step(500, "base"), step(400, "sale", rank=1)], 1).compare_at_minor == 500
    assert choose_price([step(500, "base"), step(600, "web", FOR_CHANNEL)], 1).compare_at_minor is None


STEPS = st.lists(
    st.builds(
        PriceStep,
        min_quantity=st.integers(1, 20),
        amount_minor=st.integers(0, 10_000),
        list_code=st.sampled_from("abcd"),
        includes_tax=st.just(True),
        specificity=st.just(0),
        rank=st.just(1),
    ),
    max_size=12,
    unique_by=lambda one: (one.list_code, one.min_quantity),
)


@given(STEPS, st.integers(1, 25), st.randoms())
def test_the_order_in_which_prices_are_read_does_not_matter(steps, quantity, random):
    shuffled = random.sample(steps, len(steps))

    assert choose_price(steps, quantity) == choose_price(shuffled, quantity)

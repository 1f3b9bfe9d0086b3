"""How many points, what is left of them, which tier: whole numbers, nothing lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from duken.loyalty.policies import (
    Earning,
    LotLeft,
    Tier,
    months_later,
    most_points,
    next_tier,
    part_back,
    points_for,
    tier_reached,
    what_is_left,
)

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
TIERS = (Tier("silver", "Silver", 10_000, 1500), Tier("gold", "Gold", 50_000, 2000))


def test_a_point_a_pound_is_counted_on_the_whole_order():
    """3 × 0.40 is one point, though no line alone brings one; it goes to the first of equals."""
    assert points_for([Earning(40), Earning(40), Earning(40)], points=1, per_minor=100) == [1, 0, 0]


def test_promotions_and_tiers_multiply():
    lines = [Earning(10_000), Earning(5_000, per_mille=2000)]

    assert points_for(lines, points=1, per_minor=100) == [100, 100]
    assert points_for(lines, points=1, per_minor=100, tier_per_mille=1500) == [150, 150]


def test_no_order_earns_more_than_can_be_counted():
    found = points_for([Earning(10**15), Earning(10**15)], points=1_000_000, per_minor=1, tier_per_mille=100_000)

    assert found == [10**15 // 2, 10**15 // 2]


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(1, 100)), max_size=9))
def test_no_point_is_lost_among_the_lines(lines):
    found = points_for([Earning(amount, times * 1000) for amount, times in lines], points=3, per_minor=700)

    assert sum(found) == sum(amount * times for amount, times in lines) * 3 // 700
    assert all(each >= 0 for each in found)


@given(st.integers(0, 10**6), st.lists(st.integers(1, 9), min_size=1, max_size=9))
def test_pieces_returned_one_after_another_take_back_all_and_no_more(whole, parts):
    quantity = sum(parts)
    back, taken = 0, []
    for part in parts:
        taken.append(part_back(whole, quantity, back + part) - part_back(whole, quantity, back))
        back += part

    assert sum(taken) == whole
    assert min(taken) >= 0


def test_points_pay_for_a_share_of_the_goods():
    assert most_points(900, 1000, value_minor=1, most_basis_points=5000) == 500
    assert most_points(90, 1000, value_minor=1, most_basis_points=5000) == 90
    assert most_points(900, 1000, value_minor=30, most_basis_points=10_000) == 33


def test_what_ends_first_is_spent_first():
    soon, late = LotLeft(100, NOW), LotLeft(100, NOW + timedelta(days=9))

    assert what_is_left([LotLeft(50, None), late, soon], 250) == [soon, late, LotLeft(50, None)]
    assert what_is_left([LotLeft(50, None), late, soon], 120) == [late._replace(amount=70), LotLeft(50, None)]
    assert what_is_left([soon], 0) == []


def test_a_tier_is_reached_by_what_was_spent():
    assert [getattr(tier_reached(TIERS, spent), "code", "") for spent in (9_999, 10_000, 99_999)] == [
        "",
        "silver",
        "gold",
    ]
    assert [getattr(next_tier(TIERS, spent), "code", "") for spent in (0, 10_000, 50_000)] == ["silver", "gold", ""]


def test_a_month_on_is_the_same_day_or_the_last():
    assert months_later(NOW, 1).day == 30
    assert months_later(NOW, 11) == datetime(2027, 2, 28, 12, tzinfo=UTC)
    assert months_later(NOW, -1) == datetime(2026, 2, 28, 12, tzinfo=UTC)
    assert months_later(NOW, 12) == datetime(2027, 3, 31, 12, tzinfo=UTC)

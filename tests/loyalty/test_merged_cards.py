"""Points of merged cards are one person's to spend; parted cards have what lies on each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from duken.customers.identities.merge import merge_customers, unmerge
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.refusals import Refusal
from duken.loyalty.correct_points import correct_points
from duken.loyalty.errors import NotEnoughPoints
from duken.loyalty.policies import Tier
from duken.loyalty.reads import free_points, points_of, statement
from duken.orders.confirm import confirm_order
from duken.orders.fulfil import fulfil_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def cards(make: Any) -> list[UUID]:
    make.selling("TEA", price_minor=5000, stock=20)
    make.programme()
    found = recognise_customers([Contact("A", "+447700900123"), Contact("A", email="a@example.com")], by=make.by)
    for card, points in zip(found, (100, 50), strict=True):
        correct_points(card, currency="GBP", points=points, reason="gift", key=str(card), by=make.by)
    return found


def points(card: UUID, by: Any) -> tuple[int, int]:
    found = points_of(card, currency="GBP", by=by)
    return found.posted, found.held


def test_points_of_both_cards_are_seen_and_given_back_exactly(make: Any, cards: list[UUID]) -> None:
    before = [points_of(card, currency="GBP", by=make.by) for card in cards]

    merge = merge_customers(cards[0], joined_id=cards[1], reason="", by=make.by)
    assert [points(card, make.by) for card in cards] == [(150, 0), (150, 0)]
    assert free_points(cards, "GBP") == dict.fromkeys(cards, 150)
    assert sorted(line.points for line in statement(cards[1], currency="GBP", by=make.by)) == [50, 100]

    unmerge(merge, by=make.by)
    assert [points_of(card, currency="GBP", by=make.by) for card in cards] == before


def test_an_order_spends_from_both_and_only_what_is_there(make: Any, cards: list[UUID]) -> None:
    merge = merge_customers(cards[0], joined_id=cards[1], reason="", by=make.by)
    with pytest.raises(Refusal) as refused:
        make.order("TEA", customer_id=cards[0], points=151)
    assert isinstance(refused.value, NotEnoughPoints)
    assert points(cards[0], make.by) == (150, 0)

    placed = make.order("TEA", customer_id=cards[0], points=120)
    assert points(cards[0], make.by) == (150, 120)
    confirm_order(placed.id, by=make.by)
    fulfil_order(placed.id, by=make.by)
    assert points(cards[0], make.by) == (30, 0)

    unmerge(merge, by=make.by)
    assert [points(card, make.by) for card in cards] == [(0, 0), (30, 0)]


def test_the_tier_of_one_card_counts_for_what_the_other_orders(make: Any, cards: list[UUID]) -> None:
    make.programme(tiers=(Tier("gold", "Gold", 10_000, 2000),))
    hand_over(make, cards[0], quantity=2)
    [newcomer] = recognise_customers([Contact("A", email="new@example.com")], by=make.by)
    merge = merge_customers(cards[0], joined_id=newcomer, reason="", by=make.by)
    before = points(newcomer, make.by)[0]

    hand_over(make, newcomer)
    assert points(newcomer, make.by)[0] - before == 100

    unmerge(merge, by=make.by)
    make.work_off()
    hand_over(make, newcomer)
    assert points(newcomer, make.by)[0] == 150


def hand_over(make: Any, card: UUID, *, quantity: int = 1) -> None:
    placed = make.order("TEA", customer_id=card, quantity=quantity)
    confirm_order(placed.id, by=make.by)
    fulfil_order(placed.id, by=make.by)
    make.work_off()

"""Merged cards order as one person: their coupons and limits; parted, each has its own again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from duken.access.scopes import SHOPPER
from duken.customers.identities.merge import merge_customers, unmerge
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import Actor, system
from duken.orders.cancel import cancel_order
from duken.orders.errors import LooksRepeated, PromotionEnded
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.promotions.errors import CouponUnknown

pytestmark = pytest.mark.django_db
BY = system("tests")
TEN = {"type": "percent", "basis_points": 1000}


@pytest.fixture
def cards(make: Any) -> list[UUID]:
    make.selling("TEA", price_minor=500, stock=20)
    return recognise_customers([Contact("A", "+447700900123"), Contact("A", email="a@example.com")], by=BY)


def join(cards: list[UUID]) -> UUID:
    return merge_customers(cards[0], joined_id=cards[1], reason="", by=BY)


def place(make: Any, *drafts: dict[str, Any]) -> list[Any]:
    return place_orders([make.order_draft("TEA", **draft) for draft in drafts], by=BY)


def totals(answers: list[Any]) -> list[int]:
    return [answer.total_minor for answer in answers]


def test_a_coupon_of_either_card_is_the_persons(make: Any, cards: list[UUID]) -> None:
    kept = cards[0]
    promotion = make.promotion("TEN", TEN, when={"needs_coupon": True})
    for card in cards:
        make.coupon(promotion, f"OF{cards.index(card)}", customer_id=card, uses=5)
    merge = join(cards)

    drafts = [{"customer_id": card, "coupons": (code,)} for card in cards for code in ("OF0", "OF1")]
    assert totals(place(make, *drafts)) == [450] * 4

    unmerge(merge, by=BY)
    own, others = place(make, {"customer_id": kept, "coupons": ("OF0",)}, {"customer_id": kept, "coupons": ("OF1",)})
    assert (own.total_minor, others) == (450, CouponUnknown("OF1"))
    [guest] = place(make, {"coupons": ("OF1",)})
    assert guest == CouponUnknown("OF1")


@pytest.mark.parametrize("used_by", [0, 1])
def test_one_use_a_person_is_one_for_both_cards(make: Any, cards: list[UUID], used_by: int) -> None:
    make.promotion("TEN", TEN, uses_per_customer=1)
    [used] = place(make, {"customer_id": cards[used_by]})
    assert used.total_minor == 450
    merge = join(cards)

    assert totals(place(make, *({"customer_id": card} for card in cards))) == [500, 500]

    cancel_order(used.id, reason="changed their mind", by=BY)
    first, second = place(make, *({"customer_id": card} for card in cards))
    assert (first.total_minor, second) == (450, PromotionEnded("TEN", 450, 500, "GBP"))

    unmerge(merge, by=BY)
    assert totals(place(make, *({"customer_id": card} for card in cards))) == [500, 450]


def test_three_uses_of_two_cards_are_three(make: Any, cards: list[UUID]) -> None:
    make.promotion("TEN", TEN, uses_per_customer=3)
    place(make, *({"customer_id": card} for card in cards))
    merge = join(cards)

    answers = place(make, *({"customer_id": card} for card in cards))
    assert (answers[0].total_minor, answers[1]) == (450, PromotionEnded("TEN", 450, 500, "GBP"))

    unmerge(merge, by=BY)
    assert totals(place(make, *({"customer_id": card} for card in [*cards, cards[1]]))) == [450, 450, 450]
    assert totals(place(make, *({"customer_id": card} for card in cards))) == [500, 500]


def test_a_second_order_by_the_other_card_looks_repeated(make: Any, cards: list[UUID]) -> None:
    kept, joined = (Actor(f"customer:{card}", "web", SHOPPER, customer=card) for card in cards)
    join(cards)
    [first] = place_orders([make.order_draft("TEA")], by=joined)

    [second] = place_orders([make.order_draft("TEA")], by=kept)

    assert isinstance(first, OrderRead)
    assert isinstance(second, LooksRepeated)

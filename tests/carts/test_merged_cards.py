"""Baskets of merged cards are one person's; parted cards have each their own again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from duken.access.scopes import SHOPPER
from duken.carts.add_line import add_line
from duken.carts.adopt_cart import adopt_cart
from duken.carts.apply_coupon import apply_coupon
from duken.carts.choices import ContactDraft, DeliveryChoice
from duken.carts.choose_delivery import choose_delivery
from duken.carts.errors import CartUnknown
from duken.carts.hold_cart import hold_cart
from duken.carts.join_carts import join_carts
from duken.carts.mark_ordered import OrderedCart, mark_ordered
from duken.carts.open_cart import open_cart
from duken.carts.reads import CartCount, cart, cart_count, open_cart_of
from duken.carts.remember_contact import remember_contact
from duken.carts.remember_viewed import remember_viewed
from duken.carts.set_quantity import set_quantity
from duken.customers.identities.merge import merge_customers, unmerge
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import Actor, system
from duken.kernel.ids import new_id
from duken.ledger.reads import floored
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db
BY = system("tests")


def shopper(card: UUID) -> Actor:
    return Actor(f"customer:{card}", "web", SHOPPER, customer=card)


def lies_in(cart_id: UUID, make: Any, by: Actor = BY) -> dict[str, int]:
    skus = {make.variant(sku).id: sku for sku in ("TEA", "MUG")}
    return {skus[line.variant_id]: line.quantity for line in cart(cart_id, by=by).lines}


@pytest.fixture
def cards(make: Any) -> list[UUID]:
    make.selling("TEA", "MUG", stock=20)
    return recognise_customers([Contact("A", "+447700900123"), Contact("A", email="a@example.com")], by=BY)


def join(cards: list[UUID]) -> UUID:
    return merge_customers(cards[0], joined_id=cards[1], reason="", by=BY)


def test_the_basket_of_the_joined_card_is_the_persons(make: Any, cards: list[UUID]) -> None:
    kept, joined = cards
    basket = make.cart("TEA", quantity=2, by=shopper(joined)).id
    with pytest.raises(CartUnknown):
        cart(basket, by=shopper(kept))
    merge = join(cards)

    for one in cards:
        assert open_cart_of(one, by=shopper(kept)) == open_cart(by=shopper(one)) == basket
        assert cart_count(basket, by=shopper(one)) == CartCount(1, 2)
    remember_viewed(basket, [kept], by=shopper(kept))
    assert cart(basket, by=shopper(joined)).viewed == (kept,)
    assert cart_count(basket, by=shopper(new_id())) == CartCount(0, 0)

    unmerge(merge, by=BY)
    assert open_cart_of(kept, by=shopper(kept)) is None
    assert open_cart_of(joined, by=shopper(joined)) == basket
    with pytest.raises(CartUnknown):
        cart(basket, by=shopper(kept))


def test_a_new_basket_is_the_kept_cards_and_a_guests_is_poured_into_it(make: Any, cards: list[UUID]) -> None:
    kept, joined = cards
    merge = join(cards)
    own = open_cart(by=shopper(joined))
    guest = make.cart("MUG", by=Actor("visitor:1", "web", SHOPPER)).id

    assert adopt_cart(guest, customer_id=joined, by=shopper(kept)) == own
    assert adopt_cart(own, customer_id=joined, by=shopper(joined)) == own
    assert cart(own, by=BY).customer_id == kept

    unmerge(merge, by=BY)
    assert (open_cart_of(kept, by=BY), open_cart_of(joined, by=BY)) == (own, None)


def test_the_kept_card_orders_the_basket_of_the_joined(make: Any, cards: list[UUID]) -> None:
    kept, joined = cards
    baskets = [make.cart("TEA", by=shopper(joined)).id]
    draft = make.order_draft("TEA", cart_id=baskets[0])
    [stranger] = place_orders([draft], by=shopper(kept))
    assert stranger == CartUnknown(baskets[0])
    join(cards)

    [placed] = place_orders([draft], by=shopper(kept))

    assert isinstance(placed, OrderRead)
    assert mark_ordered([OrderedCart(baskets[0], placed.id)], by=shopper(kept)) == [None]
    assert mark_ordered([OrderedCart(baskets[0], placed.id)], by=shopper(new_id())) == [CartUnknown(baskets[0])]


def test_two_open_baskets_become_one_and_two_again_exactly(make: Any, cards: list[UUID]) -> None:
    kept, joined = cards
    first, second = (make.cart("TEA", quantity=2, by=shopper(kept)).id, make.cart("TEA", by=shopper(joined)).id)
    add_line(second, variant_id=make.variant("MUG").id, quantity=3, by=shopper(joined))
    remember_contact(second, contact=ContactDraft("Anna"), by=shopper(joined))
    merge = join(cards)
    make.work_off()

    assert open_cart_of(joined, by=BY) == join_carts(kept, by=BY) == first
    assert lies_in(first, make) == {"TEA": 2, "MUG": 3}

    unmerge(merge, by=BY)
    make.work_off()
    assert (open_cart_of(kept, by=BY), open_cart_of(joined, by=BY)) == (first, second)
    assert (lies_in(first, make), lies_in(second, make)) == ({"TEA": 2}, {"TEA": 1, "MUG": 3})
    assert cart(first, by=BY).contact is None
    assert cart(second, by=BY).contact == ContactDraft("Anna")


def test_what_the_person_changed_meanwhile_stays_on_the_kept_card(make: Any, cards: list[UUID]) -> None:
    kept, joined = cards
    first, second = make.cart("TEA", by=shopper(kept)).id, make.cart("MUG", "TEA", quantity=4, by=shopper(joined)).id
    merge = join(cards)
    make.work_off()
    set_quantity(first, variant_id=make.variant("TEA").id, quantity=7, by=shopper(joined))

    unmerge(merge, by=BY)
    make.work_off()

    assert (lies_in(first, make), lies_in(second, make)) == ({"TEA": 7}, {"MUG": 4, "TEA": 4})


def test_what_one_person_said_does_not_stay_in_the_others_changed_basket(make: Any, cards: list[UUID]) -> None:
    kept, joined = cards
    first, second = make.cart("TEA", by=shopper(kept)).id, make.cart("MUG", by=shopper(joined)).id
    remember_contact(second, contact=ContactDraft("Anna", "+447700900123"), by=shopper(joined))
    home = DeliveryChoice("delivery", country="GB", city="Leeds", postcode="LS1 1AA", line1="1 High Street")
    choose_delivery(second, choice=home, by=shopper(joined))
    promotion = make.promotion("TEN", {"type": "percent", "basis_points": 1000}, when={"needs_coupon": True})
    for code in ("SPRING", "MINE"):
        make.coupon(promotion, code)
    apply_coupon(second, code="SPRING", by=shopper(joined))
    remember_viewed(second, [joined], by=shopper(joined))
    merge = join(cards)
    make.work_off()
    remember_contact(first, contact=ContactDraft("Boris", "+447700900123"), by=shopper(kept))
    apply_coupon(first, code="MINE", by=shopper(kept))

    unmerge(merge, by=BY)
    make.work_off()

    left, given_back = cart(first, by=BY), cart(second, by=BY)
    assert (left.contact, left.delivery, left.coupons, left.viewed) == (ContactDraft("Boris"), None, ("MINE",), ())
    assert (given_back.contact, given_back.delivery) == (ContactDraft("Anna", "+447700900123"), home)
    assert lies_in(first, make) == {"TEA": 1}


def test_a_basket_poured_on_twice_is_taken_out_of_all_it_went_through(make: Any, cards: list[UUID]) -> None:
    middle, lower = cards
    [top] = recognise_customers([Contact("C", "+447700900125")], by=BY)
    first, second = make.cart("TEA", by=shopper(top)).id, make.cart("TEA", quantity=2, by=shopper(middle)).id
    third = make.cart("TEA", "MUG", quantity=3, by=shopper(lower)).id
    remember_contact(third, contact=ContactDraft("Anna"), by=shopper(lower))
    wrong = join(cards)
    make.work_off()
    right = merge_customers(top, joined_id=middle, reason="", by=BY)
    make.work_off()
    assert open_cart_of(lower, by=BY) == first
    assert lies_in(first, make) == {"TEA": 3, "MUG": 3}

    unmerge(wrong, by=BY)
    make.work_off()

    assert (open_cart_of(lower, by=BY), lies_in(third, make)) == (third, {"TEA": 3, "MUG": 3})
    assert (open_cart_of(middle, by=BY), lies_in(first, make)) == (first, {"TEA": 2})
    assert (cart(first, by=BY).contact, cart(third, by=BY).contact) == (None, ContactDraft("Anna"))
    unmerge(right, by=BY)
    make.work_off()
    assert (open_cart_of(middle, by=BY), lies_in(second, make)) == (second, {"TEA": 2})
    assert cart(second, by=BY).contact is None


def test_a_basket_begun_after_parting_gets_what_was_poured_away(make: Any, cards: list[UUID]) -> None:
    kept, joined = cards
    first, second = make.cart("TEA", by=shopper(kept)).id, make.cart("MUG", by=shopper(joined)).id
    merge = join(cards)
    make.work_off()
    unmerge(merge, by=BY)
    newer = make.cart("TEA", by=shopper(joined)).id
    make.work_off()

    assert open_cart_of(joined, by=BY) == newer != second
    assert (lies_in(first, make), lies_in(newer, make)) == ({"TEA": 1}, {"TEA": 1, "MUG": 1})


def test_only_one_of_two_joined_baskets_keeps_stock(make: Any, cards: list[UUID]) -> None:
    place = stores.location("high-street").id
    for card, quantity in zip(cards, (2, 3), strict=True):
        hold_cart(make.cart("TEA", quantity=quantity, by=shopper(card)).id, location_id=place, channel="web", by=BY)
    join(cards)
    make.work_off()

    [shelf] = [one for one in floored("stock", [str(make.variant("TEA").id)]) if one.held]
    assert shelf.held == 2

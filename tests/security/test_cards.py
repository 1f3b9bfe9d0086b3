"""No card number is ever accepted: where people write freely, one is refused, and nothing of it is kept."""

from __future__ import annotations

from typing import Any

import pytest

from duken.customers.change import change_customer
from duken.customers.recognise import Contact, recognise_customers
from duken.inventory.adjust import adjust_stock
from duken.inventory.count import start_count
from duken.kernel import sql
from duken.kernel.cards import CardNumberRefused, holds_card_number, refuse_card_number
from duken.orders.cancel import cancel_order
from duken.orders.drafts import Delivery
from duken.orders.place import place_orders
from duken.stores import reads as stores

VISA = "4111 1111 1111 1111"


@pytest.mark.parametrize(
    "text",
    [
        VISA,
        "card 4111111111111111 12/27 cvc 123",
        "5555-5555-5555-4444",
        "2223003122003222",
        "378282246310005",
        "6011111111111117",
        "30569309025904",
        "3530111333300000",
        "2200 0000 0000 0004",
        "6250941006528599",
        "please take it from:4242\u00a04242\u00a04242\u00a04242.",
        "4111–1111–1111–1111",
        "4222222222222",
    ],
)
def test_card_numbers_are_recognised(text: str) -> None:
    assert holds_card_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "+7 701 123 45 67, +7 702 123 45 67",
        "8 701 123 45 67 8 702 123 45 67",
        "+381 64 123 45 67",
        "4607034171234",  # EAN-13 of a Russian article that is a Visa number of old by its Luhn digit, or not
        "4006381333931",
        "14006381333938",
        "8690000000012",
        "4111 1111 1111 1112",
        "DK-000000000000123",
        "0000000000000000",
        "1234567890123456",
        "1Z999AA10123456784",
        "order 20261122 140000 17",
        "356938035643809",
        "KZ86125KZT5004100100",
        "call me",
    ],
)
def test_phones_articles_and_numbers_of_orders_are_not(text: str) -> None:
    assert not holds_card_number(text)


def test_an_article_whose_code_would_pass_as_a_card_is_an_article() -> None:
    """Every tenth EAN that begins with 4 passes Luhn as well; its own check digit says what it is."""
    codes = [f"46{n:010d}" for n in range(200)]
    articles = [code + str(-sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(code)) % 10) for code in codes]

    assert not [code for code in articles if holds_card_number(f"instead of {code} please")]


@pytest.mark.django_db
def test_an_order_with_a_card_number_in_it_is_refused_whole(make: Any) -> None:
    make.selling("TEA", stock=5)
    make.delivery_zone()
    told = [
        {"note": f"my card is {VISA}"},
        {"delivery": Delivery("GB", "London", "N1", VISA)},
        {"contact": Contact(f"Ann {VISA}", "+447700900123")},
    ]

    answers = place_orders([make.order_draft("TEA", **one) for one in told], by=make.by)

    assert answers == [CardNumberRefused("note"), CardNumberRefused("line1"), CardNumberRefused("name")]
    assert VISA not in str(answers)
    assert sql.rows("SELECT count(*) FROM orders_order") == [(0,)]
    assert sql.rows("SELECT sum(held) FROM ledger_account") == [(0,)]


@pytest.mark.django_db
def test_so_is_whatever_else_staff_write(make: Any) -> None:
    make.selling("TEA", stock=5)
    place, order = stores.location("high-street").id, make.order("TEA")
    [customer] = recognise_customers([Contact("Ann", "+447700900123")], by=make.by)
    tea = make.variant("TEA").id

    for act in (
        lambda: cancel_order(order.id, reason=VISA, by=make.by),
        lambda: change_customer(customer, note=VISA, by=make.by),
        lambda: start_count(location_id=place, note=VISA, by=make.by),
        lambda: adjust_stock([(tea, 1)], location_id=place, reason="found", key="k", note=VISA, by=make.by),
    ):
        with pytest.raises(CardNumberRefused):
            act()

    assert sql.rows("SELECT status FROM orders_order") == [("placed",)]


def test_what_is_refused_is_not_told() -> None:
    with pytest.raises(CardNumberRefused) as refused:
        refuse_card_number("note", f"card {VISA}")

    assert "4111" not in str(refused.value)

"""Orders at a till over HTTP: any that somebody comes with, one for what is not here, a shared basket, a receipt."""

from __future__ import annotations

from typing import Any

import pytest

from duken.carts.share_cart import share_cart
from duken.channels.api import rates
from duken.conversations.models import Message
from duken.customers.recognise import Contact, recognise_customers
from duken.inventory.reads import totals
from duken.kernel import sql
from duken.orders.drafts import Pickup
from duken.orders.record_sales import record_sales
from tests.channels.api.conftest import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def till(make: Any) -> Caller:
    rates._buckets.clear()
    make.selling("TEA", stock=5)
    make.selling("TEA", stock=5, shop="low-street")
    enrolled, _ = make.enrolled("A1")
    return Caller(enrolled.key)


def found(till: Caller, text: str, language: str = "en") -> list[dict[str, Any]]:
    headers = {"Authorization": f"Bearer {till.secret}", "Accept-Language": language}
    told: list[dict[str, Any]] = till.client.get("/api/v1/till/orders", {"q": text}, headers=headers).json()
    return told


def test_an_order_to_be_collected_says_what_is_due(make: Any, till: Caller) -> None:
    order = make.order("TEA", quantity=2, delivery=Pickup("high-street"))

    [told] = found(till, order.number.lower())

    assert told | {"lines": [], "payments": []} == {
        "id": str(order.id),
        "number": order.number,
        "channel": "web",
        "status": "placed",
        "placed_at": told["placed_at"],
        "customer": str(order.customer_id) if order.customer_id else None,
        "customer_name": order.contact_name,
        "store": "high-street",
        "currency": "GBP",
        "total_minor": 998,
        "due_minor": 998,
        "can_collect": True,
        "why_not": "",
        "payments": [],
        "lines": [],
    }
    [line] = told["lines"]
    assert (line["sku"], line["quantity"], line["unit"], line["per"]) == ("TEA", 2, "pcs", 1)
    assert (line["returnable"], line["returnable_minor"]) == (0, 0)


def test_an_order_of_another_shop_is_found_by_its_number_and_phone_but_by_no_name(make: Any, till: Caller) -> None:
    order = make.order("TEA", delivery=Pickup("low-street"))

    assert [one["number"] for one in found(till, order.number)] == [order.number]
    assert [one["number"] for one in found(till, order.contact_phone or order.contact_email)] == [order.number]
    assert found(till, order.contact_name or "Somebody") == []


def test_why_it_cannot_be_collected_is_said_in_the_cashiers_language(make: Any, till: Caller) -> None:
    order = make.order("TEA", delivery=Pickup("low-street"))

    assert found(till, order.number)[0]["why_not"].startswith("It is collected in ")
    assert not found(till, order.number, "ru")[0]["why_not"].startswith("It is collected in ")


def test_a_receipt_of_a_till_is_found_by_its_number_and_may_come_back(make: Any, till: Caller) -> None:
    counter = make.counter("TEA")
    record_sales([counter.sale(counter.line("TEA", 2), number="B2-1")], by=make.by)

    [told] = found(till, "B2-1")

    assert (told["status"], told["due_minor"], told["can_collect"]) == ("fulfilled", 0, False)
    assert [(line["returnable"], line["returnable_minor"]) for line in told["lines"]] == [(2, 998)]
    assert [(one["tender"], one["refundable_minor"]) for one in told["payments"]] == [("cash", 998)]


def test_what_is_not_here_is_ordered_for_collection_elsewhere_once(make: Any, till: Caller) -> None:
    [ann] = recognise_customers([Contact("Ann", phone="+447700900123")], by=make.by)
    tea = make.variant("TEA").id
    wanted = {
        "lines": [{"variant": str(tea), "quantity": 2}],
        "customer": str(ann),
        "contact": {"name": "", "phone": "", "email": ""},
        "delivery": {"method": "pickup", "store": "low-street"},
        "language": "en",
    }

    first = till.post("/till/orders", wanted, key="a")
    again = till.post("/till/orders", wanted, key="a")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert (first.json()["channel"], first.json()["store"], first.json()["due_minor"]) == ("till", "low-street", 998)
    assert (first.json()["customer_name"], first.json()["can_collect"]) == ("Ann", False)
    assert totals([tea], channel="web") == {tea: 8}


def test_what_no_place_has_is_refused(make: Any, till: Caller) -> None:
    tea = make.variant("TEA").id
    wanted = {
        "lines": [{"variant": str(tea), "quantity": 9}],
        "customer": None,
        "contact": {"name": "Ann", "phone": "+447700900123", "email": ""},
        "delivery": {"method": "pickup", "store": "low-street"},
    }

    refused = till.post("/till/orders", wanted)

    assert (refused.status_code, refused.json()["code"]) == (409, "inventory.not_enough_stock")
    assert totals([tea], channel="web") == {tea: 10}


def test_a_basket_of_a_phone_goes_on_at_the_till(make: Any, till: Caller) -> None:
    shared = share_cart(make.cart("TEA", quantity=2).id, by=make.by)

    opened = till.post("/till/baskets/open", {"code": shared.code}).json()
    again = till.post("/till/baskets/open", {"code": shared.code})

    assert [(line["article"]["sku"], line["quantity"]) for line in opened["lines"]] == [("TEA", 2)]
    assert (opened["customer"], opened["coupons"], opened["points"]) == (None, [], 0)
    assert again.status_code == 404


def test_a_basket_is_opened_by_its_link_and_by_its_id(make: Any, till: Caller) -> None:
    cart = make.cart("TEA")
    shared = share_cart(cart.id, by=make.by)

    by_link = till.post("/till/baskets/open", {"link": f"https://shop.example/ru/basket/open/{shared.token}/"}).json()
    by_id = till.post("/till/baskets/open", {"basket": str(cart.id)}).json()

    assert by_link["id"] == by_id["id"] == str(cart.id)


@pytest.mark.parametrize("body", [{}, {"code": "123456", "link": "x"}])
def test_it_is_said_in_one_way_which_basket_is_meant(till: Caller, body: dict[str, str]) -> None:
    assert till.post("/till/baskets/open", body).status_code == 422


def test_a_receipt_is_sent_to_the_address_that_was_named(make: Any, till: Caller) -> None:
    counter = make.counter("TEA")
    record_sales([counter.sale(counter.line("TEA", 2), number="B2-1")], by=make.by)

    sent = till.post("/till/receipts/B2-1/send", {"email": " Ann@Example.com "})

    assert sent.status_code == 202
    [letter] = Message.objects.filter(kind="receipt")
    assert (letter.via, letter.recipient, letter.subject) == ("email", "ann@example.com", "Receipt B2-1")
    assert "2 × Tea" in letter.body
    assert "£9.98" in letter.body
    assert till.post("/till/receipts/B2-9/send", {"email": "ann@example.com"}).status_code == 404
    assert till.post("/till/receipts/B2-1/send", {"email": "nobody"}).status_code == 422


def test_whose_orders_were_looked_at_is_written_down_once(make: Any, till: Caller) -> None:
    known = recognise_customers(
        [Contact(name="Regular", phone=f"+44770090000{number}") for number in (1, 2)], by=make.by
    )
    counter = make.counter("TEA")
    for number, customer in enumerate((known[0], known[0], known[1], None), 1):
        record_sales([counter.sale(counter.line("TEA"), number=f"B2-{number}", customer_id=customer)], by=make.by)

    assert [len(found(till, f"B2-{number}")) for number in range(1, 6)] == [1, 1, 1, 1, 0]

    noted = sql.rows("SELECT customer_id, screen, actor LIKE 'key:%%' FROM privacy_view", [])
    assert sorted(noted) == sorted((customer, "till", True) for customer in known)

"""Customers at a till over HTTP: found in one go, with what a seller should know; who was seen is written down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duken.carts.add_line import add_line
from duken.carts.open_cart import open_cart
from duken.channels.api import rates
from duken.customers.card.write import write_note
from duken.customers.change import add_identity, change_customer
from duken.customers.recognise import Contact, recognise_customers
from duken.fulfilment.mark_ready import mark_ready
from duken.kernel import ids
from duken.kernel.money import Money
from duken.orders.drafts import Contact as OrderContact
from duken.orders.drafts import Pickup
from duken.payments.gift_cards.credit import grant_credit
from duken.privacy.views.reads import who_saw
from tests.channels.api.conftest import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def till(make: Any) -> Caller:
    rates._buckets.clear()
    make.selling("TEA", stock=5)
    enrolled, _ = make.enrolled("A1")
    return Caller(enrolled.key)


@pytest.fixture
def ann(make: Any, till: Caller) -> UUID:
    [found] = recognise_customers([Contact("Ann Lee", phone="+447700900123", email="ann@example.com")], by=make.by)
    return found


def found(till: Caller, text: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = till.client.get(
        "/api/v1/till/customers", {"q": text}, headers={"Authorization": f"Bearer {till.secret}"}
    ).json()["customers"]
    return told


@pytest.mark.parametrize(
    "text", ["+44 7700 900123", "07700 900 123", "900123", "ann lee", "ANN", "ann@example.com", "TZ-00 17", "card"]
)
def test_a_customer_is_found_by_whatever_they_say_or_show(make: Any, till: Caller, ann: UUID, text: str) -> None:
    add_identity(ann, "loyalty_card", "TZ0017", by=make.by)

    assert [one["id"] for one in found(till, ids.show("cus", ann) if text == "card" else text)] == [str(ann)]


def test_a_seller_sees_what_they_should_know(make: Any, till: Caller, ann: UUID) -> None:
    make.programme()
    make.points(ann, 120)
    grant_credit(ann, amount=Money(750, "GBP"), reason="sorry", key="a", by=make.by)
    change_customer(ann, note="Speaks French", group="friends", by=make.by)
    write_note(ann, "Likes green", by=make.by)
    basket_id = open_cart(channel="web", customer_id=ann, by=make.by)
    add_line(basket_id, variant_id=make.variant("TEA").id, quantity=2, by=make.by)

    [told] = found(till, "+447700900123")

    assert told == {
        "id": str(ann),
        "name": "Ann Lee",
        "phone": "+447700900123",
        "group": "friends",
        "tier": told["tier"],
        "tier_per_mille": told["tier_per_mille"],
        "points": 120,
        "credit_minor": 750,
        "is_first_order": False,
        "used_promotions": [],
        "notes": ["Speaks French", "Likes green"],
        "open_basket": {"id": str(basket_id), "lines": 1, "total_minor": 998},
        "orders_waiting": [],
    }


def test_what_lies_ready_for_them_here_is_named(make: Any, till: Caller) -> None:
    order = make.order("TEA", delivery=Pickup("high-street"), contact=OrderContact("Ann", "+447700900123"))
    mark_ready(make.picked(order.id).id, by=make.by)

    assert [one["orders_waiting"] for one in found(till, "ann")] == [[order.number]]


def test_who_was_seen_is_written_down(make: Any, till: Caller, ann: UUID) -> None:
    found(till, "ann lee")

    assert [(view.screen, view.actor[:4]) for view in who_saw(ann, by=make.by)] == [("till", "key:")]


def test_a_new_customer_is_written_down_once(make: Any, till: Caller, ann: UUID) -> None:
    new = till.post("/till/customers", {"name": "Bob", "phone": "07700 900999"}).json()
    known = till.post("/till/customers", {"name": "Somebody", "phone": "07700 900123"}).json()
    refused = till.post("/till/customers", {"name": "Bob", "phone": "nothing"})

    assert (new["name"], new["phone"]) == ("Bob", "+447700900999")
    assert (known["id"], known["name"]) == (str(ann), "Ann Lee")
    assert refused.json()["code"] == "kernel.invalid_field"


def test_many_cost_as_many_statements_as_one(make: Any, till: Caller, ann: UUID) -> None:
    found(till, "ann lee")
    with CaptureQueriesContext(connection) as one:
        found(till, "ann lee")
    recognise_customers([Contact(f"Ann Lee {n}", phone=f"+4477009002{n:02}") for n in range(7)], by=make.by)

    with CaptureQueriesContext(connection) as many:
        assert len(found(till, "ann lee")) == 8

    assert len(many) == len(one)


def test_a_key_that_is_no_till_sees_nobody(till: Caller, ann: UUID, key_with: Any) -> None:
    assert key_with("orders.place").get("/till/customers?q=ann").status_code == 403
    assert key_with("tills.sell", "customers.read").get("/till/customers?q=ann").json()["code"] == "tills.no_till"

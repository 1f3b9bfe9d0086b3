"""What a stranger sends may be refused; it never disturbs the orders that travel with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from duken.kernel.actor import ScopeMissing
from duken.kernel.refusals import Refusal
from duken.orders.drafts import Contact, Delivery, LineDraft, Pickup
from duken.orders.order import OrderRead
from duken.orders.place import place_orders

HALF = "\ud800"  # half of a character: JSON can carry it, no database can


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [
        {"key": "nul\x00"},
        {"key": ""},
        {"key": "k" * 5000},
        {"key": HALF},
        {"language": "e\x00n"},
        {"language": "l" * 5000},
        {"language": HALF},
        {"lines": (LineDraft("TEA\x00", 1),)},
        {"lines": (LineDraft(HALF, 1),)},
        {"lines": (LineDraft("S" * 100_000, 1),)},
        {"lines": (LineDraft("TEA", 2**70),)},
        {"lines": (LineDraft("TEA", 1.5),)},  # type: ignore[arg-type]
        {"lines": (LineDraft("TEA", float("nan")),)},  # type: ignore[arg-type]
        {"lines": (LineDraft("TEA", True),)},
        {"contact": Contact(email=f"{HALF}@example.com")},
        {"contact": Contact(email="a\x00b@example.com")},
        {"contact": Contact(phone="+4477\x0000900123" + "9" * 300)},
        {"delivery": Pickup("nul\x00")},
        {"delivery": Delivery("GB", "x\x00" * 300, HALF, "1 High Street")},
        {"delivery": Delivery("G\x00", "London", "N1", "1 High Street")},
        {"channel": "we\x00b"},
        {"payment_method": "on\x00line"},
        {"cart_id": UUID(int=7)},
    ],
    ids=lambda said: f"{next(iter(said))}-{str(next(iter(said.values())))[:25]!a}",
)
def test_a_hostile_draft_is_refused_and_its_neighbour_is_served(make: Any, said: dict[str, Any]) -> None:
    make.selling("TEA", stock=5)
    make.delivery_zone()
    hostile = replace(make.order_draft("TEA"), **said)

    refused, served = place_orders([hostile, make.order_draft("TEA")], by=make.by)

    assert isinstance(refused, Refusal)
    assert isinstance(served, OrderRead)


@pytest.mark.django_db
def test_a_visitor_does_not_order_as_somebody_else(make: Any) -> None:
    make.selling("TEA", stock=5)

    with pytest.raises(ScopeMissing):
        make.order("TEA", customer_id=uuid4(), by=make.buyer())

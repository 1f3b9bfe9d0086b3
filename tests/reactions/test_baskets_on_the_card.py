"""A basket that went through several channels is one line of its owner's story."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access.scopes import SHOPPER
from duken.carts.adopt_cart import adopt_cart
from duken.carts.attend_cart import attend_cart
from duken.customers.recognise import Contact, recognise_customers
from duken.customers.timeline.reads import timeline
from duken.kernel.actor import Actor, system

pytestmark = pytest.mark.django_db
BY = system("tests")
GUEST = Actor("visitor:phone", "web", SHOPPER)
SELLER = Actor("staff:1", "phone", SHOPPER | {"carts.read"}, name="Vera")


def test_the_way_of_a_basket_stands_on_the_card(make: Any) -> None:
    make.selling("TEA")
    make.channel("phone")
    [anna] = recognise_customers([Contact("Anna", "+447700900123")], by=BY)
    basket = make.cart("TEA", by=GUEST)
    attend_cart(basket.id, by=SELLER)
    adopt_cart(basket.id, customer_id=anna, by=Actor("customer:1", "web", SHOPPER, customer=anna))

    placed = make.order("TEA", cart_id=basket.id, customer_id=anna, channel="phone")
    make.work_off()

    [moment] = [one for one in timeline(anna, by=BY) if one.kind == "basket_ordered"]
    assert moment.subject == f"order:{placed.id}"
    assert moment.facts["ways"][:3] == ["web", "phone", "web"]

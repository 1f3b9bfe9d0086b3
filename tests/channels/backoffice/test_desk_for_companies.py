"""The desk orders for a company: chosen for the customer on the phone, at its prices, on its account."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from duken.carts.add_line import add_line
from duken.carts.open_cart import open_cart
from duken.kernel.actor import system
from duken.orders.reads import orders
from duken.payments.on_account.reads import credit_of

pytestmark = pytest.mark.django_db
BY = system("tests")


def test_an_order_for_a_company_is_taken_on_its_account(owner: Client, make: Any) -> None:
    make.selling("TEA", price_minor=500)
    make.price_list("trade", customer_group="trade")
    make.price("TEA", 400, price_list="trade")
    café = make.company("Café", group="trade", limit_minor=1000, terms_days=14)
    ann = make.company_buyer(café)
    basket = open_cart(customer_id=ann.customer, channel="web", by=BY)
    add_line(basket, variant_id=make.variant("TEA").id, quantity=2, by=BY)
    address = reverse("office:desk_basket", args=[basket])
    assert "Café" in owner.get(address).content.decode()
    assert 'value="on_account"' not in owner.get(address).content.decode()

    owner.post(reverse("office:desk_for", args=[basket]), {"company": str(café)})
    page = owner.get(address).content.decode()
    assert 'value="on_account"' in page
    assert "£10.00 left, to be paid within 14 days" in page
    form = dict(re.findall(r'<input type="hidden" name="(key|expected)" value="([^"]*)"', page))
    way = {"method": "pickup", "store": "high-street", "phone": "020 7946 0018"}
    owner.post(reverse("office:desk_take", args=[basket]), form | way | {"payment": "on_account"})

    [order] = orders(by=BY)
    assert (order.company_id, order.customer_id, order.total_minor) == (café, ann.customer, 800)
    assert credit_of(café, "GBP", by=BY).held.minor == 800
    told = owner.get(reverse("office:order", args=[order.id])).content.decode()
    assert f'for Café · <a href="{reverse("office:company", args=[café])}">' in told

    watched = owner.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "data-desk-places" in page
    assert "data-desk-places" not in watched
    assert reverse("office:desk_done", args=[order.id]) in watched

"""Whose an order is, in the lists and on the page of the order."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import system
from duken.orders.record_sales import record_sales

BY = system("tests")


def test_a_sale_at_a_till_is_a_known_customers_or_a_walk_in_customers(owner: Client, make: Any, db: None) -> None:
    counter = make.counter("TEA")
    [known] = recognise_customers([Contact(name="Regular", phone="+447700900001")], by=BY)
    stranger = counter.sale(counter.line("TEA"))
    regular = counter.sale(counter.line("TEA"), customer_id=known)
    record_sales([stranger, regular], by=BY)

    listed = owner.get(reverse("office:orders")).content.decode()
    pages = [owner.get(reverse("office:order", args=[sale.id])).content.decode() for sale in (stranger, regular)]

    assert listed.count("Walk-in customer") == 1
    assert listed.count("Regular") == 1
    assert ["Walk-in customer" in page for page in pages] == [True, False]
    assert ["Regular" in page for page in pages] == [False, True]

"""Store credit in the office: seen, given once with a reason, and only by who may."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import system
from duken.payments.gift_cards.reads import credit_of

BY = system("tests")


def test_credit_is_given_once_with_a_reason(owner: Client, make: Any, db: None) -> None:
    make.shop("corner")
    [ann] = recognise_customers([Contact(name="Ann Lee", phone="+447700900111")], by=BY)
    form = {"amount": "7,50", "currency": "GBP", "reason": "a late parcel", "key": "k1"}
    for _ in range(2):  # pressed twice
        owner.post(reverse("office:customer_credit_grant", args=[ann]), form)
    owner.post(reverse("office:customer_credit_grant", args=[ann]), form | {"reason": " ", "key": "k2"})

    page = owner.get(reverse("office:customer_credit", args=[ann])).content.decode()

    assert credit_of(ann, "GBP", by=BY).minor == 750
    assert page.count("+£7.50") == 1
    assert "from the shop" in page
    assert (
        reverse("office:customer_credit", args=[ann])
        in owner.get(reverse("office:customer", args=[ann])).content.decode()
    )


def test_who_may_not_give_credit_gives_none(sign_in: Any, make: Any, db: None) -> None:
    make.shop("corner")
    [ann] = recognise_customers([Contact(name="Ann Lee", phone="+447700900111")], by=BY)
    form = {"amount": "7.50", "currency": "GBP", "reason": "a friend", "key": "k1"}

    answer = sign_in("agent").post(reverse("office:customer_credit_grant", args=[ann]), form)

    assert answer.status_code == 403
    assert credit_of(ann, "GBP", by=BY).minor == 0

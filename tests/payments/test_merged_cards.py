"""Store credit of merged cards is one person's to spend; parted cards have what lies on each."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access.scopes import SHOPPER
from duken.customers.identities.merge import merge_customers, unmerge
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import Actor, system
from duken.kernel.money import Money
from duken.orders.cancel import cancel_order
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.payments.gift_cards.credit import grant_credit
from duken.payments.gift_cards.errors import NotEnoughCredit
from duken.payments.gift_cards.reads import credit_of, credit_statement

pytestmark = pytest.mark.django_db
BY = system("tests")


def test_credit_of_both_cards_is_spent_together_and_lies_where_it_lay(make: Any) -> None:
    make.selling("TEA", price_minor=500, stock=20)
    cards = recognise_customers([Contact("A", "+447700900123"), Contact("A", email="a@example.com")], by=BY)
    kept, joined = cards
    for card, minor in zip(cards, (300, 100), strict=True):
        grant_credit(card, amount=Money(minor, "GBP"), reason="late", key="once", by=BY)
    merge = merge_customers(kept, joined_id=joined, reason="", by=BY)
    me = Actor(f"customer:{joined}", "web", SHOPPER, customer=joined)
    assert [credit_of(card, "GBP", by=me) for card in cards] == [Money(400, "GBP")] * 2
    assert sorted(line.amount.minor for line in credit_statement(kept, "GBP", by=me).lines) == [100, 300]

    drafts = [make.order_draft("TEA", customer_id=kept, credit_minor=minor) for minor in (350, 100)]
    first, second = place_orders(drafts, by=BY)
    assert isinstance(first, OrderRead)
    assert second == NotEnoughCredit(100, 0, "GBP")
    assert credit_of(joined, "GBP", by=me) == Money(50, "GBP")

    unmerge(merge, by=BY)
    assert [credit_of(card, "GBP", by=BY).minor for card in cards] == [0, 50]
    cancel_order(first.id, reason="changed their mind", by=BY)
    make.work_off()
    assert [credit_of(card, "GBP", by=BY).minor for card in cards] == [300, 100]

"""A day at a till, through its journal: what the drawer counts is what the books moved."""

from __future__ import annotations

from typing import Any

import pytest

from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.ledger.reads import summed
from duken.orders.reads import order, order_by_number
from duken.payments import accounts as money
from duken.payments.gift_cards.issue import issue_gift_cards
from duken.stores import reads as stores
from duken.tills import verify as tills
from duken.tills.models import Difference, Shift
from tests.tills.test_collected import collected
from tests.tills.test_sold import Till

pytestmark = pytest.mark.django_db
BY = system("tests")


def test_everything_a_counter_does_in_a_day_leaves_the_drawer_as_it_was_counted(make: Any) -> None:
    make.selling("TEA", "MUG", stock=20)
    device = make.device("A1")
    bought = make.order("TEA", quantity=2)
    [card] = issue_gift_cards(1, each=Money(300, "GBP"), batch="one", by=BY)
    says = Till(make, "A1")
    shift = device.opens(10_000).id
    first, second = says.line(quantity=2), says.line("MUG")

    for entry in (
        says.sold(first),
        says.sold(second, tenders=[says.tender("gift_card", 300, card.code), says.tender("card", 199)]),
        says.sold(says.line("MUG", 3), back=(says.back(first, 1, 499),)),
        says.sold(says.line(), rounding=1),
        says.sold(back=(says.back(first, 1, 499),), rounding=-1),
    ):
        device.counts["receipts"] += 1
        device.writes("sold", dict(entry.body))
    device.writes("collected", dict(collected(bought, ("card", 500), ("cash", 498)).body))
    device.closes()

    synced = device.send()

    assert {answer.result for answer in synced.answers} == {"recorded"}
    assert [answer.differences for answer in synced.answers] == [()] * 8
    closed = Shift.objects.get()
    assert closed.expected_minor == 10_000 + 998 + 998 + 500 - 500 + 498
    assert {name: closed.books[name] for name in closed.report} == closed.report
    assert (summed(money.shift_cash("GBP", shift)), summed(money.shift_cards("GBP", shift))) == (0, 0)
    place = stores.location("high-street").id
    assert summed(money.acquirer("GBP", place)) == 199 + 500
    assert summed(money.customer("GBP")) == 0
    assert (order(bought.id, by=BY).status, order_by_number("A1-3", by=BY).total_minor) == ("fulfilled", 1497)
    assert not Difference.objects.exists()
    make.work_off()
    make.sure_of_the_books()
    assert not [breach for check in tills.checks() for breach in check.look().breaches]


def test_a_day_that_is_sent_twice_is_one_day(make: Any) -> None:
    make.selling("TEA", stock=20)
    device, says = make.device("A1"), Till(make, "A1")
    shift = device.opens(10_000).id
    line = says.line(quantity=3)
    for entry in (says.sold(line), says.sold(says.line(), back=(says.back(line, 2, 998),))):
        device.writes("sold", dict(entry.body))
    device.send()

    again = device.send()

    assert [answer.result for answer in again.answers] == ["repeated"] * 3
    assert summed(money.shift_cash("GBP", shift)) == 10_000 + 1497 - 499
    make.sure_of_the_books()

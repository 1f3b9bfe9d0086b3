"""A day at a till without a network, sent in the evening: every sale once, and Z is what the ledger has."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duken.config.invariants import look
from duken.inventory.reads import sellable
from duken.orders.models import Order
from duken.tills.models import Difference, Entry, Shift

pytestmark = pytest.mark.django_db


def breaches() -> list[Any]:
    return [breach for _, looked, _ in look() for breach in looked.breaches]


@pytest.fixture
def device(make: Any) -> Any:
    make.selling("TEA", stock=100)
    return make.device("A1")


def test_a_day_is_in_the_books_to_the_minor_unit(make: Any, device: Any) -> None:
    tea = make.variant("TEA")
    device.opens(10_000)
    for number in range(10):
        card = 499 if number % 3 == 0 else 0
        device.sells(device.line(tea), card=card)
    device.moves(-700, "Expense")
    device.sells(device.line(tea, 3), cash=1_000, card=497)
    device.closes()

    synced = device.send()

    assert {(answer.result, answer.differences) for answer in synced.answers} == {("recorded", ())}
    found = Shift.objects.get()
    assert found.books["by_tender"] == {"cash": 6 * 499 + 1_000, "card": 4 * 499 + 497}
    assert found.expected_minor == 10_000 + 6 * 499 + 1_000 - 700
    assert (Order.objects.count(), Difference.objects.count()) == (11, 0)
    assert sellable([tea.id], channel="till") == {tea.id: {found.location_id: 87}}
    assert breaches() == []


def test_the_same_day_sent_twice_is_the_same_day(make: Any, device: Any) -> None:
    device.opens()
    device.sells(device.line(make.variant("TEA")))
    device.closes()
    first = device.send()

    again = device.send()

    assert [answer.result for answer in again.answers] == ["repeated"] * 3
    assert [answer.order_number for answer in again.answers] == [answer.order_number for answer in first.answers]
    assert (Order.objects.count(), Entry.objects.count()) == (1, 3)
    assert breaches() == []


def test_a_receipt_that_cannot_be_read_keeps_those_before_it(make: Any, device: Any) -> None:
    tea = make.variant("TEA")
    device.opens()
    device.sells(device.line(tea))
    device.sells(device.line(tea), body={"tenders": "cash"})
    device.sells(device.line(tea))

    synced = device.send()

    assert [answer.result for answer in synced.answers] == ["recorded", "recorded", "refused", "waiting"]
    assert synced.answers[2].problem == "tills.entry_unreadable"
    assert Order.objects.count() == 1
    assert breaches() == []


def test_a_drawer_holds_one_currency(make: Any, device: Any) -> None:
    device.opens()
    device.sells(device.line(make.variant("TEA")), body={"currency": "EUR"})

    assert [answer.problem for answer in device.send().answers] == ["", "tills.entry_unreadable"]
    assert Order.objects.count() == 0


def test_the_code_of_a_gift_card_is_not_kept(make: Any, device: Any) -> None:
    tender = {"id": "019ab000-0000-7000-8000-0000000000e1", "method": "gift_card", "amount_minor": 499}
    device.opens()
    device.sells(device.line(make.variant("TEA")), body={"tenders": [tender | {"reference": "ABCDEFGH12345678"}]})

    device.send()

    entry = Entry.objects.get(sequence=2)
    assert (entry.body["tenders"][0]["reference"], entry.is_whole) == ("••••5678", False)
    assert breaches() == []


def test_a_longer_batch_takes_only_the_prices_of_each_moment_more(make: Any, device: Any) -> None:
    def statements(sales: int) -> int:
        for _ in range(sales):
            device.sells(device.line(make.variant("TEA")))
        with CaptureQueriesContext(connection) as captured:
            device.send(since=len(device.entries) - sales)
        return len(captured)

    device.opens()
    device.send()
    statements(2)

    few, many = statements(2), statements(20)

    assert many - few <= 2 * 18


def test_late_sales_of_a_handheld_are_in_the_next_report(make: Any) -> None:
    make.selling("TEA", stock=100)
    tea, counter = make.variant("TEA"), make.device("A1")
    handheld = make.device("H1", drawer_of=counter.till_id)
    first = counter.opens(10_000)
    counter.closes()
    counter.send()
    handheld.sells(handheld.line(tea), shift=first.id)
    handheld.sells(handheld.line(tea), card=499, shift=first.id)
    handheld.send()

    second = counter.opens(5_000)
    counter.closes(5_499)
    counter.send(since=2)

    found = Shift.objects.get(pk=second.id)
    assert (found.books["late"], found.late_minor, found.expected_minor) == ({"cash": 499, "card": 499}, 499, 5_499)
    assert Order.objects.count() == 2
    assert breaches() == []

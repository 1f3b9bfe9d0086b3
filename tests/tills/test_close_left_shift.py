"""A shift whose device is gone is closed from the office; what the device sends afterwards is late."""

from __future__ import annotations

from typing import Any

import pytest

from duken.config.invariants import look
from duken.kernel import ids
from duken.kernel.actor import Actor, ScopeMissing
from duken.ledger.reads import summed
from duken.payments import accounts as money
from duken.tills.close_left_shift import close_left_shift
from duken.tills.errors import ShiftMissing
from duken.tills.models import Entry, Shift, Till

pytestmark = pytest.mark.django_db


def manager(scope: str = "tills.settle") -> Actor:
    return Actor(
        "staff:ann", "office", frozenset({scope}), frozenset(Till.objects.values_list("location_id", flat=True))
    )


def test_a_shift_without_a_device_is_counted_and_closed_once(make: Any) -> None:
    device = make.device("A1")
    shift = device.opens(10_000)
    device.moves(500, "Change money")
    device.send()

    assert close_left_shift(shift.id, counted_minor=10_400, note="the tablet fell", by=manager())
    assert not close_left_shift(shift.id, counted_minor=1, by=manager())

    found = Shift.objects.get()
    assert (found.expected_minor, found.counted_minor, found.closed_by, found.report) == (10_500, 10_400, "ann", None)
    assert found.books["cash_in_minor"] == 500
    assert summed(money.over_short("GBP", found.location_id)) == 100
    assert [breach for _, looked, _ in look() for breach in looked.breaches] == []


def test_what_its_device_sends_afterwards_is_in_the_next_shift(make: Any) -> None:
    device = make.device("A1")
    first = device.opens(10_000)
    device.send()
    close_left_shift(first.id, counted_minor=10_000, by=manager())
    device.moves(300, "Change money")
    device.closes(10_300)
    second = device.opens(5_000)

    synced = device.send(since=1)

    assert [answer.differences for answer in synced.answers] == [(), ("shift",), ()]
    assert list(Entry.objects.filter(is_late=True, kind="cash_moved").values_list("booked_shift_id")) == [(second.id,)]
    assert make.lies_in_drawer(device) == 5_300
    assert [breach for _, looked, _ in look() for breach in looked.breaches] == []


def test_a_shift_that_was_closed_before_its_own_till_was_heard_is_not_opened_again(make: Any) -> None:
    counter = make.device("A1")
    handheld = make.device("H1", drawer_of=counter.till_id)
    first = counter.opens(10_000)
    handheld.moves(300, "Change money", shift=first.id)
    handheld.send()
    close_left_shift(first.id, counted_minor=10_300, by=manager())
    counter.moves(200, "Change money")
    counter.closes(10_200)
    second = counter.opens(5_000)

    synced = counter.send()

    assert [answer.differences for answer in synced.answers] == [("shift",), (), ("shift",), ()]
    closed = Shift.objects.get(pk=first.id)
    assert (closed.float_minor, closed.counted_minor, closed.expected_minor) == (0, 10_300, 300)
    assert (summed(money.shift_cash("GBP", first.id)), summed(money.shift_cash("GBP", second.id))) == (0, 5_200)
    assert [breach for _, looked, _ in look() for breach in looked.breaches] == []


def test_only_who_settles_there_may(make: Any) -> None:
    device = make.device("A1")
    shift = device.opens()
    device.send()

    with pytest.raises(ScopeMissing):
        close_left_shift(shift.id, counted_minor=0, by=manager("tills.manage"))
    with pytest.raises(ShiftMissing):
        close_left_shift(ids.new_id(), counted_minor=0, by=manager())
    elsewhere = Actor("staff:bob", "office", frozenset({"tills.settle"}), frozenset({ids.new_id()}))
    with pytest.raises(ShiftMissing):
        close_left_shift(shift.id, counted_minor=0, by=elsewhere)

    assert Shift.objects.get().closed_at is None
    assert make.lies_in_drawer(device) == 10_000

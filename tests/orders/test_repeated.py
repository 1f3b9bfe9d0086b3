"""Two orders that look like one intent come before a person, who says what they are; it is said once, and stays."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access.scopes import SHOPPER
from duken.kernel import events
from duken.kernel.actor import Actor, ScopeMissing
from duken.orders.cancel import cancel_order
from duken.orders.confirm import confirm_order
from duken.orders.decide_repeated import cancel_repeated, keep_both
from duken.orders.errors import RepeatedMissing
from duken.orders.fulfil import fulfil_order
from duken.orders.models import Repeated
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.orders.reads import order
from duken.orders.repeated import RepeatedRead, close_repeated, count_repeated, waiting_repeated
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(make: Any) -> list[OrderRead]:
    make.selling("TEA", "MUG", stock=50)
    return [place(make, name) for name in ("one", "two")]


def place(make: Any, visitor: str, *skus: str) -> OrderRead:
    [placed] = place_orders([make.order_draft(*(skus or ("TEA",)))], by=make.buyer(visitor))
    assert isinstance(placed, OrderRead)
    return placed


def waiting(make: Any) -> RepeatedRead:
    [found] = waiting_repeated(by=make.by)
    return found


def decided(placed: OrderRead) -> list[tuple[str, str]]:
    story = [one for one in events.story_of("order", placed.id) if one.name == "orders.RepeatDecided"]
    return [(one.facts["answer"], one.facts["other_number"]) for one in story]


def test_what_nobody_was_asked_about_waits_for_a_person(make: Any, pair: list[OrderRead]) -> None:
    place(make, "three", "MUG")

    found = waiting(make)

    assert [found.first.number, found.second.number] == [one.number for one in pair]
    assert [line.sku for line in found.second.lines] == ["TEA"]
    assert count_repeated(by=make.by) == 1


def test_the_same_is_cancelled_and_both_tell_who_said_so(make: Any, pair: list[OrderRead]) -> None:
    first, second = pair

    cancel_repeated(waiting(make).id, order_id=second.id, by=make.by)

    assert [order(one.id, by=make.by).status for one in pair] == ["placed", "cancelled"]
    assert (decided(first), decided(second)) == ([("same", second.number)], [("same", first.number)])
    assert waiting_repeated(by=make.by) == []


def test_two_that_are_different_both_go_on(make: Any, pair: list[OrderRead]) -> None:
    found = waiting(make)

    keep_both(found.id, by=make.by)

    assert [order(one.id, by=make.by).status for one in pair] == ["placed", "placed"]
    assert decided(pair[0]) == [("different", pair[1].number)]
    for again in (lambda: keep_both(found.id, by=make.by),
                  lambda: cancel_repeated(found.id, order_id=pair[0].id, by=make.by)):  # fmt: skip
        with pytest.raises(RepeatedMissing):
            again()
    assert order(pair[0].id, by=make.by).status == "placed"


def test_only_one_of_the_two_can_be_cancelled_here(make: Any, pair: list[OrderRead]) -> None:
    third = place(make, "three", "MUG")

    with pytest.raises(RepeatedMissing):
        cancel_repeated(waiting(make).id, order_id=third.id, by=make.by)

    assert order(third.id, by=make.by).status == "placed"
    assert count_repeated(by=make.by) == 1


@pytest.mark.parametrize("at", [0, 1])
def test_where_one_is_cancelled_otherwise_nobody_is_asked(make: Any, pair: list[OrderRead], at: int) -> None:
    cancel_order(pair[at].id, reason="customer_asked", by=make.by)

    assert (waiting_repeated(by=make.by), count_repeated(by=make.by)) == ([], 0)


def test_where_both_are_handed_over_it_is_too_late(make: Any, pair: list[OrderRead]) -> None:
    for left, one in zip((1, 0), pair, strict=True):
        confirm_order(one.id, by=make.by)
        fulfil_order(one.id, by=make.by)
        assert count_repeated(by=make.by) == left


def test_staff_decide_in_their_own_stores(make: Any, pair: list[OrderRead]) -> None:
    there, elsewhere = stores.location("high-street").id, make.shop("bath").id
    mine, others, nobodys = (
        Actor("staff:1", "office", frozenset({"orders.read", "orders.cancel"}), stores=frozenset({there})),
        Actor("staff:2", "office", frozenset({"orders.read", "orders.cancel"}), stores=frozenset({elsewhere})),
        Actor("visitor:9", "web", SHOPPER),
    )
    found = waiting(make)

    assert (count_repeated(by=mine), count_repeated(by=others)) == (1, 0)
    with pytest.raises(RepeatedMissing):
        keep_both(found.id, by=others)
    with pytest.raises(ScopeMissing):
        waiting_repeated(by=nobodys)
    with pytest.raises(ScopeMissing):
        keep_both(found.id, by=nobodys)
    keep_both(found.id, by=mine)
    assert count_repeated(by=make.by) == 0


def test_what_nobody_decided_in_time_is_closed_as_late(make: Any, pair: list[OrderRead]) -> None:
    found = waiting(make)
    assert close_repeated(by=make.by) == 0
    cancel_order(pair[1].id, reason="changed_mind", by=make.by)

    assert (close_repeated(by=make.by), close_repeated(by=make.by)) == (1, 0)

    assert Repeated.objects.get(pk=found.id).answer == "late"
    with pytest.raises(RepeatedMissing):
        keep_both(found.id, by=make.by)
    assert (decided(pair[0]), order(pair[0].id, by=make.by).status) == ([], "placed")

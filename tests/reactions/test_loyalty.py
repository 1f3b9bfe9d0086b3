"""Points follow the goods: earned when they change hands, once however often it is told."""

from __future__ import annotations

from uuid import UUID

import pytest

from duken.kernel import events, ids
from duken.kernel.actor import system
from duken.loyalty.reads import points_of
from duken.orders.confirm import confirm_order
from duken.orders.fulfil import fulfil_order
from duken.reactions.loyalty import let_points_be_earned

pytestmark = pytest.mark.django_db
BY = system("tests")
ARU = ids.new_id()


def points() -> int:
    return points_of(ARU, currency="GBP", by=BY).posted


def test_what_was_handed_over_earns_once(make):
    make.selling("TEA", price_minor=500)
    make.programme()
    placed = make.order("TEA", quantity=3, customer_id=ARU)
    confirm_order(placed.id, by=BY)
    assert points() == 0

    fulfil_order(placed.id, by=BY)
    told = [event for event in events.story_of("order", placed.id) if event.name == "orders.OrderFulfilled"]
    for _ in range(2):
        let_points_be_earned(told, BY)

    assert [UUID(event.aggregate_id) for event in told] == [placed.id]
    assert points() == 15


def test_what_nobody_is_known_to_have_bought_earns_nothing(make):
    make.selling("TEA", price_minor=500)
    make.programme()
    placed = make.order("TEA")
    confirm_order(placed.id, by=BY)
    fulfil_order(placed.id, by=BY)

    let_points_be_earned(events.story_of("order", placed.id)[-1:], BY)

    assert points() == 0

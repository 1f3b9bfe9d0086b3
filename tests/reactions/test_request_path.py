"""One request can be followed: from the door to the order, and on to everything its events set going."""

from __future__ import annotations

from typing import Any

import pytest

from duken.kernel import events, request_ids
from duken.kernel.actor import system
from duken.orders.place import place_orders
from duken.reactions.all_reactions import TABLE
from duken.reactions.deliver import deliver_together
from duken.reactions.worker import relay_once


@pytest.mark.django_db
def test_orders_of_one_batch_keep_the_request_each_came_with(make: Any) -> None:
    make.selling("TEA")
    with request_ids.working_for("first-request"):
        first = make.order_draft("TEA")
    with request_ids.working_for("second-request"):
        second = make.order_draft("TEA")

    with request_ids.working_for("the-leader-of-the-batch"):
        placed = place_orders([first, second], by=system("tests"))

    told = [{event.request for event in events.story_of("order", order.id)} for order in placed]
    assert told == [{"first-request"}, {"second-request"}]


@pytest.mark.django_db
def test_what_an_event_sets_going_belongs_to_its_request(make: Any) -> None:
    make.selling("TEA")
    with request_ids.working_for("a-request-of-somebody"):
        order = make.order("TEA")
    before = {event.id for event in events.story_of("order", order.id)}

    relay_once()
    for name in TABLE.routes["orders.OrderPlaced"]:
        deliver_together(TABLE.by_name[name], list(before))

    later = [event for event in events.story_of("order", order.id) if event.id not in before]
    assert "orders.OrderConfirmed" in {event.name for event in later}
    assert {event.request for event in later} == {"a-request-of-somebody"}
    assert request_ids.current() == "", "nothing of it is left behind"

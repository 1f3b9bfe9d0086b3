"""Somebody owns what is late; promises are measured."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from duken.fulfilment.acknowledge import acknowledge
from duken.fulfilment.mark_ready import mark_ready
from duken.fulfilment.raise_alerts import raise_alerts
from duken.fulfilment.reads import alerts, board, promises_kept
from duken.kernel import clock
from duken.kernel.actor import Actor, system
from duken.kernel.events import story_of
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db
BY = system("tests")
MORNING = "2026-03-03T10:00:00Z"


def at(moment: str) -> Any:
    return time_machine.travel(moment, tick=False)


def test_an_order_nobody_has_seen_in_time_raises_one_alert_with_an_owner(make: Any) -> None:
    with at(MORNING):
        make.selling("TEA")
        make.shop("high-street", manager_name="Shop manager", acknowledge_minutes=15)
        placed = make.order("TEA")
        work = make.fulfilment(placed.id)
    with at("2026-03-03T10:14:00Z"):
        assert raise_alerts(by=BY) == 0
    with at("2026-03-03T10:16:00Z"):
        assert [raise_alerts(by=BY), raise_alerts(by=BY)] == [1, 0]
        [alert] = alerts(by=BY)
        assert (alert.order_number, alert.kind, alert.owner) == (placed.number, "unacknowledged", "Shop manager")
        [card] = board(work.location_id, since=clock.now(), by=BY).new
        assert card.alerts == ["unacknowledged"]

        acknowledge(work.id, by=BY)
        assert alerts(by=BY) == []
    raised = [event for event in story_of("order", placed.id) if event.name.endswith("AlertRaised")]
    assert raised[0].facts["kind"] == "unacknowledged"
    assert "owner" not in raised[0].facts


def test_the_night_does_not_count(make: Any) -> None:
    with at("2026-03-03T19:50:00Z"):  # closes at 20:00 London time
        make.selling("TEA")
        make.shop("high-street", acknowledge_minutes=15)
        make.fulfilment(make.order("TEA").id)
    with at("2026-03-04T08:59:00Z"):
        assert raise_alerts(by=BY) == 0
    with at("2026-03-04T09:06:00Z"):
        assert raise_alerts(by=BY) == 1


def test_what_is_not_ready_when_promised_is_an_alert_too(make: Any) -> None:
    with at(MORNING):
        make.selling("TEA")
        make.shop("high-street", pickup_ready_minutes=60)
        work = make.picked(make.order("TEA").id)
    with at("2026-03-03T11:01:00Z"):
        assert raise_alerts(by=BY) == 1
        assert [alert.kind for alert in alerts(location_id=work.location_id, by=BY)] == ["not_ready"]
        mark_ready(work.id, by=BY)
        assert alerts(by=BY) == []


def test_alerts_of_other_shops_are_not_shown(make: Any) -> None:
    with at(MORNING):
        make.selling("TEA")
        other = make.shop("station")
        make.fulfilment(make.order("TEA").id)
    with at("2026-03-03T19:00:00Z"):
        raise_alerts(by=BY)
        here = Actor("staff:1", "store", frozenset({"fulfilment.read"}), frozenset({stores.location("station").id}))
        assert alerts(by=here) == []
        assert alerts(location_id=other.id, by=here) == []


def test_promises_kept_are_counted_by_shop_and_channel(make: Any) -> None:
    with at(MORNING):
        make.selling("TEA")
        make.shop("high-street", pickup_ready_minutes=60)
        kept, late = make.picked(make.order("TEA").id), make.picked(make.order("TEA").id)
        mark_ready(kept.id, by=BY)
    with at("2026-03-03T11:30:00Z"):
        mark_ready(late.id, by=BY)
        now = clock.now()
        [promise] = promises_kept(since=now - timedelta(days=1), until=now + timedelta(days=1), by=BY)

    assert (promise.channel, promise.promised, promise.kept, promise.acknowledged_in_time) == ("web", 2, 1, 2)
    assert promise.late_p95_minutes == pytest.approx(28.5)

"""Three machines, set up by the guide, and one of them loses its power in the middle of orders.

Its PostgreSQL, Patroni, etcd, NATS, web and worker are gone at the same moment. The tests run in this order.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.machines import engines, streams
from tests.machines.buying import Buyers
from tests.machines.figures import note
from tests.machines.machine import Machine, three_machines, wait_until
from tests.machines.trio import Trio

SERVES_AGAIN_SECONDS = 90  # Patroni waits out its ttl of 20 s; the computer of the test may be busy


@pytest.fixture(scope="module")
def trio() -> Iterator[Trio]:
    engines.needed("etcd", "patroni", "postgres", "nats-server")
    with three_machines() as machines:
        yield Trio(machines)


def test_the_primary_dies_and_nothing_acknowledged_is_lost_and_nothing_doubled(trio: Trio) -> None:
    dying = trio.one("leader")

    buyers = buy_while(trio, dying, name="primary")
    trio.wait_until_all_is_told()

    assert_nothing_is_lost_or_doubled(trio, buyers)
    feed, told = trio.feed(), trio.stream(without=dying).events
    assert sorted(event["id"] for event in told) == sorted(feed)
    assert streams.out_of_order(told) == []
    assert trio.broken() == []
    note("machines", "the primary's dies: seconds without an order", buyers.longest_silence())
    note("machines", "orders acknowledged / lost / doubled", f"{len(buyers.acknowledged)} / 0 / 0")
    note("machines", "events in JetStream / lost / doubled / out of order", f"{len(feed)} / 0 / 0 / 0")


def test_switched_on_again_it_becomes_the_standby(trio: Trio) -> None:
    [dead] = [machine for machine in trio.machines if not machine.programs]

    trio.switch_on(dead)

    note("machines", "switched on again: seconds until it is the standby", wait_for_standby(trio, dead))
    trio.open_again(dead)


def test_the_standby_dies_and_the_primary_goes_on_alone(trio: Trio) -> None:
    dying = trio.one("sync_standby")

    buyers = buy_while(trio, dying, name="standby")

    assert_nothing_is_lost_or_doubled(trio, buyers)
    note("machines", "the standby's dies: seconds without an order", buyers.longest_silence())
    trio.switch_on(dying)
    wait_for_standby(trio, dying)
    trio.open_again(dying)


def test_with_one_machine_left_nothing_is_sold_and_nothing_is_lost(trio: Trio) -> None:
    primary, others = trio.one("leader"), [one for one in trio.machines if one is not trio.one("leader")]
    with Buyers(trio.webs, trio.secret, name="alone") as buyers:
        wait_until(lambda: len(buyers.acknowledged) > 10, seconds=30, what="orders")
        for machine in others:
            machine.kill()
        time.sleep(30)
        stopped = time.monotonic()
        time.sleep(5)
        assert buyers.since(stopped) == []
        for machine in others:
            trio.switch_on(machine)
        wait_until(lambda: len(buyers.since(stopped)) > 10, seconds=SERVES_AGAIN_SECONDS, what="orders again")

    assert primary.programs
    assert_nothing_is_lost_or_doubled(trio, buyers)
    assert trio.broken() == []
    note("machines", "two die and come back: acknowledged / lost / doubled", f"{len(buyers.acknowledged)} / 0 / 0")


def buy_while(trio: Trio, dying: Machine, *, name: str) -> Buyers:
    """Orders at all three doors; after a while one machine dies, and orders go on until enough came after it."""
    with Buyers(trio.webs, trio.secret, name=name) as buyers:
        wait_until(lambda: len(buyers.acknowledged) > 40, seconds=60, what="orders before")
        dying.kill()
        died = time.monotonic()
        wait_until(lambda: len(buyers.since(died + 3)) > 20, seconds=SERVES_AGAIN_SECONDS, what="orders again")
        time.sleep(5)
    return buyers


def assert_nothing_is_lost_or_doubled(trio: Trio, buyers: Buyers) -> None:
    placed = trio.orders()
    acknowledged = {order for order, _ in buyers.acknowledged.values()}
    assert buyers.odd == []
    assert acknowledged - set(placed) == set()
    assert len(acknowledged) == len(buyers.acknowledged)
    assert len(set(placed.values())) == len(placed)
    held = trio.rows("SELECT held FROM ledger_account WHERE bucket = 'on_hand'")
    assert held == [(len(placed),)]


def wait_for_standby(trio: Trio, machine: Machine) -> float:
    is_standby = {machine.name: "sync_standby"}.items()
    return wait_until(lambda: is_standby <= trio.roles().items(), seconds=120, what="the machine as standby")

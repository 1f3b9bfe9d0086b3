"""Three NATS servers, and the one that leads the stream is killed while events flow."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import pytest
from django.db import connection, transaction

from duken.kernel import events, ids, outlets, sql
from duken.kernel.actor import system
from duken.kernel.relay import relay
from duken.reactions.publishing import OUTLET, keep_publishing
from tests.machines import engines, streams
from tests.machines.figures import note
from tests.machines.machine import Machine, listens, three_machines, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
STORIES, BEFORE, AFTER = 40, 3000, 1500


@dataclass(frozen=True, slots=True)
class Told(events.Event):
    """Something happened to one of forty things."""

    aggregate: ClassVar[str] = "thing"
    thing_id: UUID
    number: int


@pytest.fixture
def machines() -> Iterator[list[Machine]]:
    engines.needed("nats-server")
    with three_machines() as found:
        for machine in found:
            machine.start_nats()
        for machine in found:
            wait_until(lambda at=machine.address: listens(at, 4222), seconds=20, what="a NATS server")  # type: ignore[misc]
        yield found


def test_the_leader_is_killed_and_nothing_is_lost_doubled_or_out_of_order(machines: list[Machine]) -> None:
    url = machines[0].settings()["NATS_URL"]
    happen(BEFORE)
    stop = threading.Event()
    publishing = threading.Thread(target=keep_publishing, args=(stop, url))
    publishing.start()
    try:
        wait_until(lambda: told() > 0, seconds=60, what="the first events in the stream")
        note("NATS", "events a second into three copies", (BEFORE - told()) / wait_until_all_are_told())
        leading = next(one for one in machines if one.name == streams.leader(url))
        happening = threading.Thread(target=happen, args=(AFTER,))
        happening.start()
        time.sleep(0.3)
        leading.kill()
        recorded_then = told() + untold()
        silent = wait_until(lambda: told() > recorded_then, seconds=90, what="an event after the leader's death")
        happening.join()
        wait_until_all_are_told()
    finally:
        stop.set()
        publishing.join(30)
    in_stream = streams.held(",".join(server for server in url.split(",") if leading.address not in server))

    recorded = [str(event) for (event,) in sql.rows("SELECT id FROM kernel_event ORDER BY position")]
    came = [event["id"] for event in in_stream.events]
    assert in_stream.copies == 3
    assert len(recorded) == BEFORE + AFTER
    assert set(came) == set(recorded)
    assert len(came) == len(recorded)
    assert streams.out_of_order(in_stream.events) == []
    note("NATS", "leader killed: seconds until events flow again", silent)
    note("NATS", "events / lost / doubled / out of order", f"{len(recorded)} / 0 / 0 / 0")


def happen(count: int) -> None:
    """So many events of forty stories, thirty in a transaction, and the relay after each."""
    by = system("tests")
    for first in range(0, count, 30):
        with transaction.atomic():
            events.record(*(Told(THINGS[n % STORIES], n) for n in range(first, min(first + 30, count))), by=by)
        relay({})
        time.sleep(0.02)
    connection.close()


def wait_until_all_are_told() -> float:
    return wait_until(lambda: untold() == 0, seconds=120, what="all events in the stream")


def untold() -> int:
    return outlets.backlog(OUTLET).waiting


def told() -> int:
    return sum(found for (found,) in sql.rows("SELECT position FROM kernel_outlet WHERE name = %s", [OUTLET]))


THINGS = [ids.new_id() for _ in range(STORIES)]

"""The feed flows on to a stream: at least once, in order, and a stream that is away delays only itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import orjson
import pytest
from django.test import Client

from duken.access.keys import create_key
from duken.kernel import events, ids, outlets, sql
from duken.kernel.actor import system
from duken.kernel.envelopes import written
from duken.kernel.events import Recorded
from duken.kernel.relay import relay
from duken.providers.streams.jetstream import StreamUnreachable
from duken.providers.streams.waves import waves
from duken.reactions.publishing import OUTLET, Publisher

pytestmark = pytest.mark.django_db
KETTLE, TEAPOT = ids.new_id(), ids.new_id()


@dataclass(frozen=True, slots=True)
class Filled(events.Event):
    """Water went in."""

    aggregate: ClassVar[str] = "vessel"
    vessel_id: UUID
    number: int


class Stream:
    """Keeps what it is given; `is_away` for as long as the test says."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.is_away = False

    def publish(self, events: Sequence[Recorded]) -> None:
        if self.is_away:
            raise StreamUnreachable("NoServersError")
        self.kept += [str(event.id) for event in events]


def fill(*vessels: UUID) -> None:
    events.record(*(Filled(vessel, number) for number, vessel in enumerate(vessels)), by=system("tests"))
    relay({})


def in_order() -> list[str]:
    return [str(event.id) for event in events.after(0)]


def test_everything_is_told_once_and_in_the_order_of_the_feed() -> None:
    fill(KETTLE, TEAPOT, KETTLE)
    stream = Stream()
    publisher = Publisher(stream)

    assert publisher.publish_once() == 3
    assert publisher.publish_once() == 0

    assert stream.kept == in_order()
    assert outlets.backlog(OUTLET).waiting == 0


def test_a_stream_that_is_away_makes_the_backlog_longer_and_loses_nothing() -> None:
    fill(KETTLE)
    stream = Stream()
    publisher = Publisher(stream)
    stream.is_away = True
    with pytest.raises(StreamUnreachable):
        publisher.publish_once()
    fill(TEAPOT)
    assert outlets.backlog(OUTLET).waiting == 2

    stream.is_away = False
    publisher.publish_once()

    assert stream.kept == in_order()


def test_a_second_worker_stands_by_and_takes_over() -> None:
    fill(KETTLE)
    first, second = Publisher(Stream()), Publisher(stream := Stream())
    first.publish_once()
    fill(TEAPOT)

    assert second.publish_once() == 0
    sql.run("UPDATE kernel_outlet SET held_until = now() - interval '1 second'")
    second._ask_again_at = 0.0
    assert second.publish_once() == 1
    assert stream.kept == in_order()[1:]


def test_events_of_one_story_never_travel_side_by_side() -> None:
    fill(KETTLE, KETTLE, TEAPOT, KETTLE, TEAPOT)

    numbers = [[event.facts["number"] for event in wave] for wave in waves(events.after(0))]

    assert numbers == [[0, 2], [1, 4], [3]]


def test_the_envelope_is_the_one_of_the_feed() -> None:
    fill(KETTLE)
    key = create_key("feed", scopes=["events.read"], by=system("tests")).secret

    shown = Client().get("/api/v1/events", headers={"Authorization": f"Bearer {key}"}).json()["items"][0]

    assert orjson.loads(written(events.after(0)[0])) == shown

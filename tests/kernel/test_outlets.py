"""How far the feed has been told outside, and that one tells at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import pytest

from duken.kernel import events, ids, outlets, sql
from duken.kernel.actor import system
from duken.kernel.relay import relay

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Rung(events.Event):
    """Somebody rang a bell."""

    aggregate: ClassVar[str] = "bell"
    bell_id: UUID


def ring(times: int) -> None:
    events.record(*(Rung(ids.new_id()) for _ in range(times)), by=system("tests"))
    relay({})


def test_one_tells_and_the_others_stand_by() -> None:
    assert outlets.take("nats", holder="a") == 0
    assert outlets.take("nats", holder="b") is None
    assert outlets.take("nats", holder="a") == 0


def test_who_falls_silent_is_followed_by_another_where_it_had_come_to() -> None:
    outlets.take("nats", holder="a")
    assert outlets.advance("nats", to=7, holder="a")
    sql.run("UPDATE kernel_outlet SET held_until = now() - interval '1 second'")

    assert outlets.take("nats", holder="b") == 7
    assert not outlets.advance("nats", to=9, holder="a")
    assert outlets.take("nats", holder="b") == 7


def test_the_position_never_goes_back() -> None:
    outlets.take("nats", holder="a")
    outlets.advance("nats", to=7, holder="a")

    assert not outlets.advance("nats", to=5, holder="a")
    assert outlets.take("nats", holder="a") == 7


def test_who_leaves_makes_room_at_once() -> None:
    outlets.take("nats", holder="a")
    sql.run("UPDATE kernel_outlet SET held_until = now() + interval '15 seconds'")
    outlets.leave("nats", holder="a")

    assert outlets.take("nats", holder="b") == 0


def test_the_backlog_is_what_the_relay_has_seen_and_nobody_has_told() -> None:
    ring(3)
    assert outlets.backlog("nats").waiting == 3

    outlets.take("nats", holder="a")
    outlets.advance("nats", to=2, holder="a")
    [third] = events.after(2)
    assert outlets.backlog("nats") == (1, third.happened_at)

    outlets.advance("nats", to=3, holder="a")
    assert outlets.backlog("nats") == (0, None)

"""What a JetStream cluster holds, read back message by message."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import Any, NamedTuple

import nats
import orjson
from nats.errors import Error as NatsError

from duken.providers.streams.jetstream import STREAM


class Held(NamedTuple):
    """`copies`: on how many servers; `leader`: the name of the one that decides."""

    events: list[dict[str, Any]]
    copies: int
    leader: str


def held(url: str) -> Held:
    """Everything in the stream, in its order. A cluster that has just lost a server may need a moment for a reader."""
    for _ in range(10):
        with suppress(NatsError, TimeoutError):
            return asyncio.run(_held(url))
        time.sleep(1)
    return asyncio.run(_held(url))


def leader(url: str) -> str:
    return asyncio.run(_leader(url))


def out_of_order(events: list[dict[str, Any]]) -> list[str]:
    """Ids of events that came after a later one of their own story."""
    last: dict[str, int] = {}
    late = []
    for event in events:
        if event["position"] < last.get(event["subject"], 0):
            late.append(event["id"])
        last[event["subject"]] = max(event["position"], last.get(event["subject"], 0))
    return late


async def _held(url: str) -> Held:
    client = await nats.connect(url.split(","), connect_timeout=5)
    stream = client.jetstream(timeout=10)
    about = await stream.stream_info(STREAM)
    reading = await stream.pull_subscribe("duken.>", stream=STREAM)
    events: list[dict[str, Any]] = []
    while len(events) < about.state.messages:
        for message in await reading.fetch(min(500, about.state.messages - len(events)), timeout=10):
            events.append(orjson.loads(message.data))
            await message.ack()
    await client.close()
    return Held(events, about.config.num_replicas or 0, about.cluster.leader or "" if about.cluster else "")


async def _leader(url: str) -> str:
    client = await nats.connect(url.split(","), connect_timeout=5)
    about = await client.jetstream(timeout=10).stream_info(STREAM)
    await client.close()
    return about.cluster.leader or "" if about.cluster else ""

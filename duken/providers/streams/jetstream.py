"""NATS JetStream: a stream that keeps events for other systems, on several machines at once.

The client is asynchronous and we are not: its loop runs while we call it, and `rest` lets it answer the server's pings.
Used by one thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import nats
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import Header, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from duken.kernel.envelopes import written
from duken.kernel.events import Recorded
from duken.providers.streams.waves import waves

STREAM = "DUKEN"
SUBJECTS = "duken.>"
PATIENCE_SECONDS = 5
SAME_ID_SECONDS = 600  # the stream drops what comes again under the same id within this time
KEPT_SECONDS = 30 * 24 * 3600  # the outbox keeps everything for ever; the stream is a way, not an archive
Answer = TypeVar("Answer")


class StreamUnreachable(Exception):
    """Nobody answered, or the stream could not take it. What was sent may have arrived: send it again."""


class JetStream:
    """`url`: servers with commas between, as `nats://10.0.0.11:4222,nats://10.0.0.12:4222`.

    The stream is made when it is missing, with a copy on every server named (JetStream takes 1, 3 or 5);
    one that exists is left as its owner set it.
    """

    def __init__(self, url: str) -> None:
        self._servers = [server.strip() for server in url.split(",") if server.strip()]
        self._runner = asyncio.Runner()
        self._client: Client | None = None

    def publish(self, events: Sequence[Recorded]) -> None:
        """Returns when the stream holds every one of them. Raises StreamUnreachable."""
        self._run(self._publish(events))

    def rest(self, seconds: float) -> None:
        self._run(asyncio.sleep(seconds))

    def close(self) -> None:
        self._runner.run(self._hang_up())
        self._runner.close()

    def _run(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        try:
            return self._runner.run(work)
        except (NatsError, OSError, TimeoutError) as problem:
            self._runner.run(self._hang_up())
            raise StreamUnreachable(type(problem).__name__) from problem

    async def _publish(self, events: Sequence[Recorded]) -> None:
        client = await self._connected()
        stream = client.jetstream(timeout=PATIENCE_SECONDS)
        for wave in waves(events):
            sending = [
                stream.publish(
                    f"duken.{event.name}", written(event), stream=STREAM, headers={Header.MSG_ID: str(event.id)}
                )
                for event in wave
            ]
            for sent in await asyncio.gather(*sending, return_exceptions=True):
                if isinstance(sent, BaseException):
                    raise sent

    async def _connected(self) -> Client:
        if self._client is None:
            self._client = await nats.connect(
                self._servers, allow_reconnect=False, connect_timeout=2, name="duken", error_cb=_say_nothing
            )
            await _make_stream(self._client, copies=len(self._servers))
        return self._client

    async def _hang_up(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with suppress(NatsError, OSError, TimeoutError):
                await asyncio.wait_for(client.close(), PATIENCE_SECONDS)


async def _make_stream(client: Client, *, copies: int) -> None:
    manager = client.jetstream(timeout=PATIENCE_SECONDS)
    try:
        await manager.stream_info(STREAM)
    except NotFoundError:
        wanted = StreamConfig(
            name=STREAM,
            subjects=[SUBJECTS],
            storage=StorageType.FILE,
            num_replicas=copies,
            duplicate_window=SAME_ID_SECONDS,
            max_age=KEPT_SECONDS,
        )
        await manager.add_stream(wanted)


async def _say_nothing(_: Exception) -> None:
    """The failing call tells it too, and an address may hold a password."""

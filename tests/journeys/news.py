"""The live process beside Django's live server: events are relayed and told, as `duken work` and `duken live` do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from granian.constants import Interfaces
from granian.server.embed import Server

from duken.channels.live import application
from duken.kernel.relay import relay
from tests.ports import free_port

PAUSE_SECONDS = 0.1


@contextmanager
def news(address: str, patched: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages of `address` hear at once what others do."""
    port = free_port()
    patched.setattr(settings, "PUBLIC_URL", address)
    patched.setattr(settings, "LIVE_URL", f"http://127.0.0.1:{port}")
    over = threading.Event()
    workers = [
        threading.Thread(target=_relaying, args=(over,), daemon=True),
        threading.Thread(target=_telling, args=(port, over), daemon=True),
    ]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        over.set()
        for worker in workers:
            worker.join(10)


def _relaying(over: threading.Event) -> None:
    while not over.wait(PAUSE_SECONDS):
        relay({})
    connection.close()


def _telling(port: int, over: threading.Event) -> None:
    async def serve() -> None:
        server: Any = Server(application, address="127.0.0.1", port=port, interface=Interfaces.ASGI)
        serving = asyncio.create_task(server.serve())
        while not over.is_set():
            await asyncio.sleep(PAUSE_SECONDS)
        server.stop()
        await asyncio.wait([serving], timeout=5)

    asyncio.run(serve())

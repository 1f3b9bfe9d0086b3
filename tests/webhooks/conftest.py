"""Somebody who is told: a real server on this machine, which the guard lets through by a setting of the tests."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from duken.kernel.actor import system
from duken.webhooks.keep_sending import Sender
from duken.webhooks.subscribe import NewWebhook, WebhookDraft, subscribe

BY = system("tests")
BY_DEFAULT = ("orders.OrderPlaced",)


@dataclass
class Receiver:
    """`answers` by path: a status, others are 204. Who is in `held` answers when it is let go."""

    url: str
    heard: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    held: dict[str, threading.Event] = field(default_factory=dict)

    def told(self, path: str = "/") -> list[dict[str, Any]]:
        return [json.loads(body) for at, _, body in self.heard if at == path]


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    found = Receiver("")

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.heard.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            if self.path in found.held:
                found.held[self.path].wait(9)
            self.send_response(found.answers.get(self.path, 204))
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_port}"
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def hook(receiver: Receiver) -> Any:
    """`hook("/path", events, **of the draft)`: made by the shop itself."""

    def made(path: str = "/", events: tuple[str, ...] = BY_DEFAULT, by: Any = BY, **more: Any) -> NewWebhook:
        told = {"name": "Partner", "contact": "partner@example.com", "url": receiver.url + path} | more
        return subscribe(WebhookDraft(events=events, **told), by=by)

    return made


@pytest.fixture
def send() -> Iterator[Any]:
    """`send()`: everything that is due goes out, and what became of it is noted; `until` something is true."""
    sender = Sender()

    def work(until: Callable[[], bool] = lambda: False) -> None:
        ends = time.monotonic() + 30
        while sender.work_once(patience_seconds=0.05) and not until() and time.monotonic() < ends:
            pass

    yield work
    sender.stop()

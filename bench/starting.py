"""Starting: `duken up` on an empty folder until the first page comes, later starts, memory when nothing happens, and
how soon a store's screen hears of a new order."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench import processor
from bench.child import Child
from bench.measure import say
from bench.requests import Next, requests
from bench.results import Rounds, note
from duken.config import cluster, home

PATIENCE_SECONDS = 300
IDLE_SECONDS = 8
ORDERS = 30
NEWS_SECONDS = 40


def run(folder: Path, port: int, *, rounds: int) -> Rounds:
    """The first start makes the database; the others find it."""
    found: Rounds = {}
    for turn in range(rounds + 1):
        say("duken up on an empty folder" if turn == 0 else "duken up again")
        began = time.perf_counter()
        with _up(folder, port) as process:
            _wait_for_page(port, process, folder)
            note(found, "warm" if turn else "cold", {"seconds": time.perf_counter() - began})
            if turn == 1:
                say("lying idle")
                time.sleep(IDLE_SECONDS)
                server = cluster.Cluster(folder).process()
                whole = processor.memory([psutil.Process(process.pid)], but=[server] if server else [])
                note(found, "idle", whole)
            if turn == rounds:
                note(found, "screen", _screen_delay(folder, port))
    return found


@contextmanager
def _up(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    own = {**os.environ, "DUKEN_HOME": str(folder), "PORT": str(port), "DUKEN_API_REQUESTS_PER_SECOND": "0"}
    own["DUKEN_STOP_WITH_PARENT"] = "1"
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DUKEN_DEMO"):
        own.pop(name, None)
    command = [sys.executable, "-m", "duken.config.cli", "up"]
    log = (folder.parent / "up.log").open("a")
    process = subprocess.Popen(command, env=own, stdout=log, stderr=log)  # noqa: S603
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        log.close()


def _wait_for_page(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not _has_page(port):
        if time.monotonic() > until or process.poll() is not None:
            said = (folder.parent / "up.log").read_text()[-2000:]
            raise RuntimeError(f"duken up did not open the shop; it said:\n{said}")
        time.sleep(0.02)


def _has_page(port: int) -> bool:
    """A page of the whole shop: one that is still being made answers some pages already."""
    return _status(port, "/readyz") == _status(port, "/") == 200


def _status(port: int, address: str) -> int:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        asking.request("GET", address)
        return asking.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        asking.close()


def _screen_delay(folder: Path, port: int) -> dict[str, float]:
    """From the moment the buyer has the answer to the news on the screen's own connection, one order at a time."""
    say("a store's screen")
    environment = {**os.environ, "DUKEN_HOME": str(folder), "PORT": str(port)}
    environment["DATABASE_URL"] = home.embedded_dsn(folder)
    child = Child(environment)
    try:
        shop = child.ask("fill", products=20, shops=1, everywhere=20)
        ticket = child.ask("screen_ticket")["ticket"]
        next_order = requests("order", key=shop["key"], products=20, way="courier")
        time.sleep(6)  # what a web process knows of shops and channels may be five seconds old
        _post(port, next_order())  # everything is loaded once
        time.sleep(3)
        delays = sorted(_delays(port, ticket, next_order))
    finally:
        child.stop()
    return {"p50_ms": delays[len(delays) // 2], "p95_ms": delays[int(len(delays) * 0.95)]}


def _delays(port: int, ticket: str, next_order: Next) -> Iterator[float]:
    listening = http.client.HTTPConnection("127.0.0.1", port + 1, timeout=30)
    listening.request("GET", f"/live?ticket={ticket}")
    news = listening.getresponse()
    _next_news(news, b"event: hello")
    for _ in range(ORDERS):
        _post(port, next_order())
        began = time.perf_counter()
        _next_news(news, b"fulfilment.")
        yield (time.perf_counter() - began) * 1000
        time.sleep(0.05)
    listening.close()


def _next_news(news: http.client.HTTPResponse, wanted: bytes) -> None:
    until = time.monotonic() + NEWS_SECONDS
    while wanted not in (line := news.readline()):
        if not line or time.monotonic() > until:
            raise RuntimeError("the screen heard nothing")


def _post(port: int, raw: bytes) -> None:
    head, _, body = raw.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    asking.request("POST", "/api/v1/orders", body=body, headers=headers)
    answer = asking.getresponse()
    assert answer.status == 201, answer.read()
    answer.read()
    asking.close()

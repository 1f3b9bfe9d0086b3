"""Buyers, many at the same moment: each on a connection of their own, with a record of what they were told."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.races.shop import Shop

PATIENCE_SECONDS = 120  # a buyer who was told nothing in this time counts as an error
CSRF = "t" * 32  # double submit: the cookie and the header only have to be the same


@dataclass(frozen=True, slots=True)
class Ask:
    """One request; `about` is whatever the test wants to find its answer by."""

    path: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"
    about: Any = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 when nothing did."""

    ask: Ask
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The code of a refusal, or nothing."""
        is_problem = self.headers.get("content-type", "").startswith("application/problem+json")
        return str(self.json()["code"]) if is_problem else ""


@dataclass(frozen=True, slots=True)
class Record:
    """What all of them were told, in the order of the asks."""

    answers: tuple[Answer, ...]

    def statuses(self) -> Counter[int]:
        return Counter(answer.status for answer in self.answers)

    def told(self, status: int) -> list[Answer]:
        return [answer for answer in self.answers if answer.status == status]

    @property
    def errors(self) -> int:
        """Faults of ours: a 5xx, or no answer at all."""
        return sum(answer.status == 0 or answer.status >= 500 for answer in self.answers)

    def percentile(self, share: float) -> float:
        """Seconds within which so large a share was answered."""
        ordered = sorted(answer.seconds for answer in self.answers)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def rush(shop: Shop, asks: Sequence[Ask], *, connections: int = 500) -> Record:
    """Everybody knocks at the same moment. Neighbours in `asks` go to different processes.

    With more asks than connections the next buyer takes the place of one who was answered.
    """
    return asyncio.run(_rush(shop, asks, min(connections, len(asks))))


def api_ask(path: str, body: Any, secret: str, *, key: str = "", about: Any = None) -> Ask:
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    return Ask(path, json.dumps(body).encode(), headers | ({"Idempotency-Key": key} if key else {}), about=about)


def form_ask(path: str, form: Mapping[str, str], cookies: Mapping[str, str], *, about: Any = None) -> Ask:
    """A form as a browser sends it with htmx; `cookies` say who is signed in."""
    worn = "; ".join(f"{name}={value}" for name, value in (dict(cookies) | {"csrftoken": CSRF}).items())
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": worn,
        "X-CSRFToken": CSRF,
        "HX-Request": "true",
    }
    return Ask(path, urlencode(form).encode(), headers, about=about)


def patience(waiting: int) -> float:
    """Seconds that 99 of 100 must not wait longer than, with so many before them: what a busy small machine manages."""
    return 5 + 0.05 * waiting


async def _rush(shop: Shop, asks: Sequence[Ask], connections: int) -> Record:
    answers: list[Answer | None] = [None] * len(asks)
    start = asyncio.Event()
    ready = asyncio.Semaphore(0)

    async def hand(number: int) -> None:
        port = shop.ports[number % len(shop.ports)]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        ready.release()
        await start.wait()
        for index in range(number, len(asks), connections):
            answers[index] = await _asked(asks[index], reader, writer)
        writer.close()

    hands = [asyncio.create_task(hand(number)) for number in range(connections)]
    for _ in hands:
        await ready.acquire()
    start.set()
    await asyncio.gather(*hands)
    return Record(tuple(answer for answer in answers if answer is not None))


async def _asked(ask: Ask, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Answer:
    headers = {"Host": "127.0.0.1", "Content-Length": str(len(ask.body))} | dict(ask.headers)
    head = f"{ask.method} {ask.path} HTTP/1.1\r\n" + "".join(f"{name}: {text}\r\n" for name, text in headers.items())
    began = time.perf_counter()
    try:
        writer.write(head.encode() + b"\r\n" + ask.body)
        status, told, body = await asyncio.wait_for(_read(reader), PATIENCE_SECONDS)
    except (OSError, EOFError, TimeoutError):
        status, told, body = 0, {}, b""
    return Answer(ask, status, told, body, time.perf_counter() - began)


async def _read(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.strip().lower(): text.strip() for name, _, text in (line.partition(":") for line in lines if line)}
    status = int(first.split(" ", 2)[1])
    if status == 204:
        return status, headers, b""
    if "content-length" not in headers:
        return status, headers, await _read_chunks(reader)
    return status, headers, await reader.readexactly(int(headers["content-length"]))


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readexactly(2)
    return body

"""Buyers over HTTP who do not give up: after a broken connection the same order is asked for again under its key."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from types import TracebackType
from typing import Any
from zlib import crc32

from tests.chaos.record import Acknowledged, Record
from tests.chaos.shop import Shop

BUYERS = 12
ONLINE_SHARE = 0.04
PAUSE_SECONDS = 0.1
PATIENCE_SECONDS = 60.0  # after closing time a buyer still wants to know what became of the last order
TOKEN = "c" * 32
FORM = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Cookie": f"csrftoken={TOKEN}",
}


class Swarm:
    """`with Swarm(shop, record):` buys until the block ends. `answers` counts what came back."""

    def __init__(self, shop: Shop, record: Record, *, name: str, buyers: int = BUYERS) -> None:
        self.shop, self.record, self.name = shop, record, name
        self.answers: Counter[str] = Counter()  # "201", "503 kernel.busy", "broken": what came back
        self.faults: list[str] = []  # what should never come back
        self._closing = threading.Event()
        self._threads = [threading.Thread(target=self._buy, args=[number], daemon=True) for number in range(buyers)]

    def __enter__(self) -> Swarm:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._closing.set()
        for thread in self._threads:
            thread.join(PATIENCE_SECONDS + 30)
        assert not any(thread.is_alive() for thread in self._threads), "a buyer never came home"

    def _buy(self, number: int) -> None:
        buyer = Buyer(self.shop, self.answers, self.faults)
        chosen = random.Random(f"{self.name}-{number}")
        turn = 0
        while not self._closing.is_set():
            turn += 1
            units = {sku: chosen.randint(1, 3) for sku in chosen.sample(self.shop.skus, 2)}
            key = f"{self.name}-{number}-{turn}"
            try:
                buyer.buy(key, units, self.record, online=chosen.random() < ONLINE_SHARE)
            except TimeoutError as unanswered:
                self.faults.append(str(unanswered))
                return


class Buyer:
    """One connection and its patience."""

    def __init__(self, shop: Shop, answers: Counter[str], faults: list[str]) -> None:
        self.shop, self.answers, self.faults = shop, answers, faults
        self._line: http.client.HTTPConnection | None = None

    def buy(self, key: str, units: dict[str, int], record: Record, *, online: bool = False) -> str:
        """Ask until there is an answer, note it; answers the id of the order."""
        body = json.dumps(order_of(key, units, online=online)).encode()
        headers = {
            "Authorization": f"Bearer {self.shop.secret}",
            "Idempotency-Key": key,
            "Content-Type": "application/json",
        }
        told = json.loads(self.until_answered("POST", "/api/v1/orders", body, headers, good=(200, 201))[1])
        placed = Acknowledged(key, told["id"], units, told["total_minor"])
        record.note(placed)
        if online:
            self._pay(told["payment"]["redirect_url"])
            record.note(Acknowledged(key, told["id"], units, told["total_minor"], is_paid=True))
        return str(told["id"])

    def _pay(self, page: str) -> None:
        """Approve on the gateway's page and come back, as a shopper's browser does."""
        path = "/" + page.split("/", 3)[3]
        body = f"decision=approve&csrfmiddlewaretoken={TOKEN}".encode()
        headers, _ = self.until_answered("POST", path, body, FORM, good=(302,))
        back = "/" + headers["location"].split("/", 3)[3]
        self.until_answered("GET", back, b"", {}, good=(302,))

    def until_answered(
        self, method: str, path: str, body: bytes, headers: dict[str, str], *, good: tuple[int, ...]
    ) -> tuple[Any, bytes]:
        """Headers and body of the first good answer; "not now" and a broken line ask again. Raises TimeoutError."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                status, told, text = self.once(method, path, body, headers)
            except (OSError, http.client.HTTPException):
                self.answers["broken"] += 1
                self.hang_up()
                time.sleep(PAUSE_SECONDS)
                continue
            if status in good:
                self.answers[str(status)] += 1
                return told, text
            self.answers[f"{status} {_code(text)}".strip()] += 1
            if status != 503:
                self.faults.append(f"{method} {path.split('?')[0]}: {status} {text[:300]!r}")
            time.sleep(PAUSE_SECONDS)
        raise TimeoutError(f"nobody answered {method} {path}")

    def once(self, method: str, path: str, body: bytes = b"", headers: Any = None) -> tuple[int, Any, bytes]:
        """One request over the open line, or a new one."""
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.shop.port, timeout=30)
        self._line.request(method, path, body or None, headers or {})
        answer = self._line.getresponse()
        return answer.status, answer.headers, answer.read()

    def hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None


def order_of(key: str, units: dict[str, int], *, online: bool = False) -> dict[str, Any]:
    """The key is written into the note as well, so that a doubled order can be told by what the buyer meant."""
    return {
        "channel": "web",
        "lines": [{"sku": sku, "quantity": quantity} for sku, quantity in units.items()],
        "contact": {"name": "Buyer", "phone": f"+4477{crc32(key.encode()) % 10**8:08d}"},
        "delivery": {"method": "pickup", "store": "auto"},
        "payment": {"method": "online" if online else "on_collection"},
        "note": key,
    }


def _code(text: bytes) -> str:
    try:
        return str(json.loads(text).get("code", ""))
    except ValueError:
        return ""

"""Buyers who never give up: each order has a key, and is asked for again, at another door, until somebody says yes."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from itertools import pairwise

import httpx

from tests.machines.webs import order

PAUSE_SECONDS = 0.05


class Buyers:
    """`acknowledged`: key -> (order id, when). What was never answered may have been placed or not."""

    def __init__(self, addresses: Sequence[str], secret: str, *, name: str, count: int = 6) -> None:
        self.addresses = list(addresses)
        self.secret = secret
        self.name = name
        self.acknowledged: dict[str, tuple[str, float]] = {}
        self.odd: list[str] = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._buy, args=(number,)) for number in range(count)]

    def __enter__(self) -> Buyers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def since(self, moment: float) -> list[float]:
        """When the orders acknowledged after a moment were."""
        return sorted(at for _, at in list(self.acknowledged.values()) if at > moment)

    def longest_silence(self) -> float:
        """The longest time in which nobody got an answer, in seconds."""
        moments = self.since(0)
        return max(later - earlier for earlier, later in pairwise(moments))

    def _buy(self, number: int) -> None:
        with httpx.Client(headers={"Authorization": f"Bearer {self.secret}"}, timeout=10) as client:
            door, bought = number, 0
            while not self._stop.is_set():
                key = f"{self.name}-{number}-{bought}"
                while not self._stop.is_set():
                    if self._answered(client, self.addresses[door % len(self.addresses)], key, number):
                        bought += 1
                        break
                    door += 1
                    time.sleep(PAUSE_SECONDS)

    def _answered(self, client: httpx.Client, address: str, key: str, number: int) -> bool:
        try:
            answer = client.post(
                f"{address}/api/v1/orders", json=order(number=number), headers={"Idempotency-Key": key}
            )
        except httpx.TransportError:
            return False
        if answer.status_code in (200, 201):
            self.acknowledged[key] = (answer.json()["id"], time.monotonic())
            return True
        if answer.status_code != 503:
            self.odd.append(f"{answer.status_code} {answer.text[:200]}")
        return False

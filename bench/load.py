"""Load: a closed loop of clients over HTTP, in a process of its own: each asks, waits for the answer, asks again.

Raw sockets and one selector, no HTTP library: about 30 microseconds of processor a request, so that what is measured
is the shop. How busy it was is told with every answer (`client_share` of one core).

python -m bench.load with {"port", "kind", "clients", "seconds", "key", "products", "way"} on its standard input.
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import sys
import time

from bench.requests import Next, requests

WARM_SECONDS = 0.2
PATIENCE_SECONDS = 60  # for the first answer: a measure without any says nothing
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
Told = dict[str, object]


class Client:
    """One connection, one request under way."""

    def __init__(self, port: int, next_request: Next) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._next = next_request
        self._came = b""
        self._whole = 0
        self.asked_at = 0.0

    def ask(self) -> None:
        self._came, self._whole = b"", 0
        self.asked_at = time.perf_counter()
        self.socket.sendall(self._next())

    def read(self) -> int:
        """The status when the whole answer is there; 0 while it is not."""
        came = self.socket.recv(1 << 18)
        if not came:
            raise ConnectionError("the server hung up")
        self._came += came
        if not self._whole:
            end = self._came.find(b"\r\n\r\n")
            if end < 0:
                return 0
            length = _LENGTH.search(self._came, 0, end + 2)
            if length is None:
                raise ValueError(f"an answer without its length: {self._came[:600]!r}")
            self._whole = end + 4 + int(length[1])
        return int(self._came[9:12]) if len(self._came) >= self._whole else 0


def load(port: int, kind: str, clients: int, seconds: float, key: str, products: int, way: str) -> Told:
    """Answers a second, latencies, statuses. The first fifth of a second warms up and does not count."""
    next_request = requests(kind, key=key, products=products, way=way)
    latencies: list[float] = []
    statuses: dict[int, int] = {}
    with selectors.DefaultSelector() as selector:
        for _ in range(clients):
            client = Client(port, next_request)
            selector.register(client.socket, selectors.EVENT_READ, client)
            client.ask()
        began = time.perf_counter() + WARM_SECONDS
        busy = time.process_time()
        while (now := time.perf_counter()) < began + seconds or (not latencies and now < began + PATIENCE_SECONDS):
            for ready, _ in selector.select(1):
                if status := ready.data.read():
                    now = time.perf_counter()
                    if now >= began:
                        statuses[status] = statuses.get(status, 0) + 1
                        if status < 300:
                            latencies.append(now - ready.data.asked_at)
                    ready.data.ask()
        took = time.perf_counter() - began
        for key_of in list(selector.get_map().values()):
            key_of.data.socket.close()
    return _told(sorted(latencies), statuses, took, (time.process_time() - busy) / (took + WARM_SECONDS))


def _told(latencies: list[float], statuses: dict[int, int], took: float, share: float) -> Told:
    told: Told = {"done": len(latencies), "per_s": len(latencies) / took, "client_share": share}
    told["statuses"] = {str(status): count for status, count in sorted(statuses.items())}
    for percent in (50, 95, 99):
        told[f"p{percent}_ms"] = latencies[len(latencies) * percent // 100] * 1000 if latencies else None
    return told


if __name__ == "__main__":
    json.dump(load(**json.load(sys.stdin)), sys.stdout)

"""Load: a closed loop of clients over HTTP, in a process of its own. Bounded in time; addresses on this machine only.

python -m bench.load PORT KEY CLIENTS SECONDS PRODUCTS spread|hot -> one line of JSON: answered, refused, latencies
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
import uuid

import orjson


async def client(port: int, key: str, until: float, products: int, hot: bool, found: list[tuple[int, float]]) -> None:
    """One buyer after the other on one connection: two articles, a contact, collected in a shop, paid there."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.monotonic() < until:
        body = orjson.dumps(
            {
                "channel": "web",
                "lines": [{"sku": f"B{number:05d}", "quantity": 1} for number in _articles(products, hot)],
                "contact": {"name": "Bench", "phone": "+447700900123", "email": "bench@example.com"},
                "delivery": {"method": "pickup", "store": "auto"},
                "payment": {"method": "on_collection"},
            }
        )
        head = (
            f"POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {key}\r\n"
            f"Idempotency-Key: {uuid.uuid4()}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        began = time.monotonic()
        writer.write(head.encode() + body)
        status = await _answered(reader)
        found.append((status, time.monotonic() - began))
    writer.close()


def _articles(products: int, hot: bool) -> list[int]:
    if hot:
        return [0, random.randrange(1, products)]  # noqa: S311
    return random.sample(range(products), 2)


async def _answered(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1])


async def main(port: int, key: str, clients: int, seconds: float, products: int, hot: bool) -> None:
    found: list[tuple[int, float]] = []
    until = time.monotonic() + seconds
    began = time.monotonic()
    await asyncio.gather(*(client(port, key, until, products, hot, found) for _ in range(clients)))
    took = time.monotonic() - began
    good = sorted(latency for status, latency in found if status in (200, 201))
    told = {
        "per_s": len(good) / took,
        "answered": len(found),
        "good": len(good),
        "statuses": {str(code): sum(1 for status, _ in found if status == code) for code in {s for s, _ in found}},
        "p50_ms": good[len(good) // 2] * 1000 if good else None,
        "p95_ms": good[int(len(good) * 0.95)] * 1000 if good else None,
        "p99_ms": good[int(len(good) * 0.99)] * 1000 if good else None,
    }
    sys.stdout.write(orjson.dumps(told).decode() + "\n")


if __name__ == "__main__":
    port, key, clients, seconds, products, kind = sys.argv[1:7]
    asyncio.run(main(int(port), key, int(clients), float(seconds), int(products), kind == "hot"))

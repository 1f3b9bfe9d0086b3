"""Requests as bytes: what one client asks next. Everything that can be made beforehand is."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from itertools import islice
from urllib.parse import quote_plus
from uuid import uuid4

from bench import names
from bench.shop import sku

Next = Callable[[], bytes]
_CONTACT = '"contact":{"name":"Bench","phone":"+4477%08d","email":"bench@example.com"}'  # each order somebody else's
_ADDRESS = '{"country":"GB","city":"London","postcode":"E1 6AN","line1":"1 Bench Street"}'
_WAYS = {"pickup": '{"method":"pickup","store":"auto"}', "courier": f'{{"method":"delivery","address":{_ADDRESS}}}'}
_MADE_BEFOREHAND = 1_000


def requests(kind: str, *, key: str, products: int, way: str) -> Next:
    """The next request of a kind, again and again."""
    if kind.startswith("order"):
        return _orders(key, products, way, is_hot=kind == "order_hot")
    made = [_one(kind, number, words, key, products) for number, words in zip(_numbers(products), _words(kind))]  # noqa: B905
    return lambda: random.choice(made)  # noqa: S311


def _one(kind: str, number: int, words: str, key: str, products: int) -> bytes:
    if kind == "quote":
        return _post("/api/v1/quotes", f'{{"channel":"web","lines":[{_lines(_two(products))}]}}', key)
    addresses = {
        "empty": "/api/bench/empty",
        "product": f"/api/v1/products/{sku(number)}",
        "search": f"/api/v1/products?limit=20&q={words}",
        "mistaken": f"/api/v1/products?limit=20&q={words}",
        "page": f"/p/p-{number}/",
        "basket": f"/api/v1/availability?{_basket(products)}",
    }
    return f"GET {addresses[kind]} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\n\r\n".encode()


def _orders(key: str, products: int, way: str, *, is_hot: bool) -> Next:
    """Two articles, a contact, a way to get them, paid on collection. `is_hot`: the first article is in every order."""
    run, number = uuid4().hex, 0
    began = time.time_ns() // 10**6  # fewer than a thousand a second: no run meets the phones of another

    def made() -> bytes:
        nonlocal number
        number += 1
        first, second = _two(products)
        contact = _CONTACT % ((began + number) % 10**8)
        body = (
            f'{{"channel":"web","lines":[{_lines([0 if is_hot else first, second])}],{contact},'
            f'"delivery":{_WAYS[way]},"payment":{{"method":"on_collection"}}}}'
        )
        return _post("/api/v1/orders", body, key, f"Idempotency-Key: {run}-{number}\r\n")

    return made


def _two(products: int) -> list[int]:
    return random.sample(range(1, products), 2)


def _basket(products: int) -> str:
    return "&".join(f"sku={sku(number)}" for number in random.sample(range(products), 10))


def _numbers(products: int) -> list[int]:
    return random.choices(range(products), k=_MADE_BEFOREHAND)  # noqa: S311


def _words(kind: str) -> list[str]:
    asked = random.choices(names.plain(), k=_MADE_BEFOREHAND) if kind == "search" else names.mistaken()  # noqa: S311
    return [quote_plus(words) for words in islice(asked, _MADE_BEFOREHAND)]


def _lines(numbers: Sequence[int]) -> str:
    return ",".join(f'{{"sku":"{sku(number)}","quantity":1}}' for number in numbers)


def _post(address: str, body: str, key: str, header: str = "") -> bytes:
    return (
        f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\n{header}"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()

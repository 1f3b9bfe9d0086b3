"""Pages of the back office, asked for in process: the time the server takes, the browser and the network aside."""

from __future__ import annotations

import itertools
import time
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from bench import child
from duken.access.staff import create_staff
from duken.kernel import sql

EMAIL = "office@example.com"


def ask_pages(page: str, length_seconds: float) -> child.Told:
    """`page` is "orders" (the list: newest, by status, by store, found) or "palette" (the search in everything)."""
    client = _signed_in()
    took: list[float] = []
    addresses = itertools.cycle(_orders() if page == "orders" else _palette())
    until = time.perf_counter() + length_seconds
    while time.perf_counter() < until:
        address = next(addresses)
        began = time.perf_counter()
        answer = client.get(address)
        took.append(time.perf_counter() - began)
        assert answer.status_code == 200, (address, answer.status_code)
    took.sort()
    return {"done": len(took), "p50_ms": took[len(took) // 2] * 1000, "p95_ms": took[int(len(took) * 0.95)] * 1000}


def _signed_in() -> Client:
    from django.contrib.auth import get_user_model

    users = get_user_model().objects
    if not users.filter(email=EMAIL).exists():
        create_staff(EMAIL, password="a long word for the bench 7", roles=[("owner", None)], by=child.by())  # noqa: S106
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(users.get(email=EMAIL), "django.contrib.auth.backends.ModelBackend")
    return client


def _orders() -> list[str]:
    narrowed = [{}, {"status": "closed"}, {"channel": "web"}, {"store": "shop-0"}, {"kind": "history"}]
    found = [{"q": text} for number, phone, email, _ in _some_orders(8) for text in (number, phone, email)]
    return [f"/office/orders/?{urlencode(each)}" for each in [*narrowed, *found]]


def _palette() -> list[str]:
    words = ["teapot", "ceramic mug", "чайник", "p-77", "order"]
    asked = [text for order in _some_orders(10) for text in order if text]
    return [f"/office/palette/?{urlencode({'q': text})}" for text in [*words, *asked]]


def _some_orders(count: int) -> list[tuple[Any, ...]]:
    """Number, phone, e-mail and name of some of the oldest orders: what a person at a desk reads from a slip."""
    rows = sql.rows(
        """SELECT number, contact_phone, contact_email, contact_name FROM orders_order
           WHERE contact_phone <> '' ORDER BY placed_at LIMIT 20000"""
    )
    return rows[:: max(1, len(rows) // count)][:count]

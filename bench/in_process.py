"""Plural verbs called in process: what a batch costs without HTTP."""

from __future__ import annotations

import random
import time
import uuid

from bench.shop import BY, sku
from duken.carts.quote import quote
from duken.carts.quote_request import LineWant, QuoteRequest
from duken.kernel.refusals import Refusal
from duken.orders.drafts import Contact, LineDraft, OrderDraft, Pickup
from duken.orders.place import place_orders

_CONTACT = Contact("Bench", "+447700900123", "bench@example.com")


def orders_per_second(products: int, batch: int, seconds: float) -> float:
    """`place_orders` with `batch` drafts of two lines, again and again."""
    placed, began = 0, time.monotonic()
    while (took := time.monotonic() - began) < seconds:
        answers = place_orders([_draft(products) for _ in range(batch)], by=BY)
        assert not any(isinstance(answer, Refusal) for answer in answers)
        placed += batch
    return placed / took


def quotes_per_second(products: int, batch: int, seconds: float) -> float:
    quoted, began = 0, time.monotonic()
    while (took := time.monotonic() - began) < seconds:
        requests = [QuoteRequest([LineWant(1, sku=code) for code in _two(products)], "web") for _ in range(batch)]
        quote(requests, by=BY)
        quoted += batch
    return quoted / took


def _draft(products: int) -> OrderDraft:
    lines = tuple(LineDraft(code, 1) for code in _two(products))
    return OrderDraft(str(uuid.uuid4()), "web", lines, _CONTACT, Pickup())


def _two(products: int) -> list[str]:
    return [sku(number) for number in random.sample(range(products), 2)]

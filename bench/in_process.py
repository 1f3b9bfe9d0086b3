"""Plural verbs called in process: what a batch costs without HTTP."""

from __future__ import annotations

import random
import uuid

from bench import child
from bench.shop import sku
from duken.carts.quote import quote
from duken.carts.quote_request import LineWant, QuoteRequest
from duken.kernel.refusals import Refusal
from duken.orders.drafts import Contact, Delivery, LineDraft, OrderDraft, Pickup
from duken.orders.place import place_orders

_CONTACT = Contact("Bench", "+447700900123", "bench@example.com")
_WAYS = {"pickup": Pickup(), "courier": Delivery("GB", "London", "E1 6AN", "1 Bench Street")}


def place(products: int, batch: int, way: str, length_seconds: float) -> child.Told:
    """`place_orders` with `batch` drafts of two lines, again and again; `way` is "pickup" or "courier"."""

    def once() -> int:
        answers = place_orders([_draft(products, way) for _ in range(batch)], by=child.by())
        refused = [answer for answer in answers if isinstance(answer, Refusal)]
        assert not refused, refused[0]
        return batch

    return child.again_and_again(once, length_seconds)


def quote_baskets(products: int, batch: int, length_seconds: float) -> child.Told:
    def once() -> int:
        wants = [[LineWant(1, sku=code) for code in _two(products)] for _ in range(batch)]
        answers = quote([QuoteRequest(lines, "web") for lines in wants], by=child.by())
        assert not any(isinstance(answer, Refusal) for answer in answers)
        return batch

    return child.again_and_again(once, length_seconds)


def _draft(products: int, way: str) -> OrderDraft:
    lines = tuple(LineDraft(code, 1) for code in _two(products))
    return OrderDraft(str(uuid.uuid4()), "web", lines, _CONTACT, _WAYS[way])


def _two(products: int) -> list[str]:
    return [sku(number) for number in random.sample(range(products), 2)]

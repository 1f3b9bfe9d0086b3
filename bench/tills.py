"""A till that comes back to its network with a thousand receipts, and one whose sale the web must know of."""

from __future__ import annotations

import http.client
import random
import time
from typing import Any
from uuid import UUID

import orjson

from bench import child
from bench.shop import sku
from duken.catalog.reads import variants_by_sku
from duken.kernel import clock, ids
from duken.stores import reads as stores
from duken.tills.journal import JournalEntry, hash_of, write_moment

AT_ONCE = 100  # as many entries as the till's app sends in one request
ON_SALE = 2_000  # products a till sells from
SEEN = 200  # sales the web is asked about


class Device:
    """What the bench's till is: its key, its shift, and where its journal stands."""

    def __init__(self, port: int) -> None:
        from duken.tills.enrol_till import enrol_till, make_enrolment_code
        from duken.tills.save_till import TillDraft, create_till

        by, shop = child.by(), next(place for place in stores.locations() if place.is_shop)
        till = create_till("B1", location_id=shop.id, channel="till", draft=TillDraft(name="Bench"), by=by)
        enrolled = enrol_till(make_enrolment_code(till, by=by).code, device_name="bench", address="bench")
        self.shop = shop.code
        self._key = enrolled.key
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._sequence, self._head, self._number = 0, "", 0
        self._shift: UUID | None = None
        opening = self._entry("shift_opened", {"float_minor": 0, "counted": {}}, as_shift=True)
        self.send([opening])

    def sale(self, variants: list[Any]) -> JournalEntry:
        """One of each, paid in cash."""
        self._number += 1
        lines = [_line(variant) for variant in variants]
        total = sum(line["total_minor"] for line in lines)
        tender = {"id": str(ids.new_id()), "method": "cash", "amount_minor": total, "reference": ""}
        return self._entry(
            "sold",
            {
                "number": f"B1-{self._number}",
                "currency": "GBP",
                "language": "en",
                "customer": None,
                "cart": None,
                "lines": lines,
                "returned": [],
                "coupons": [],
                "points": 0,
                "points_minor": 0,
                "discounts": [],
                "promotions": [],
                "subtotal_minor": total,
                "discount_minor": 0,
                "tax_minor": sum(line["tax_minor"] for line in lines),
                "added_tax_minor": 0,
                "includes_tax": True,
                "rounding_minor": 0,
                "total_minor": total,
                "returned_minor": 0,
                "net_minor": total,
                "tenders": [tender],
                "given_minor": total,
                "change_minor": 0,
                "known_until": 0,
                "is_offline": True,
            },
        )

    def send(self, entries: list[JournalEntry]) -> None:
        told = self._ask("POST", "/api/v1/till/entries", {"entries": [_written(entry) for entry in entries]})
        answers = told["answers"]
        assert all(one["result"] == "recorded" and not one["differences"] for one in answers), answers

    def dial_anew(self) -> None:
        """Between two rounds the server hangs up."""
        self._line.close()

    def sellable(self, product: str, key: str) -> int:
        """What the web may sell of it in the till's shop."""
        told = self._ask("GET", f"/api/v1/availability?sku={product}&store={self.shop}&channel=web", None, key)
        return int(told["items"][0]["sellable"])

    def _entry(self, kind: str, body: dict[str, Any], *, as_shift: bool = False) -> JournalEntry:
        self._sequence += 1
        identity = ids.new_id()
        if as_shift:
            self._shift = identity
        said: dict[str, Any] = {
            "id": identity, "sequence": self._sequence, "kind": kind, "at": clock.now(), "cashier": "bench",
            "shift": self._shift, "previous": self._head, "body": body,
        }  # fmt: skip
        self._head = hash_of(JournalEntry(**said, hash=""))
        return JournalEntry(**said, hash=self._head)

    def _ask(self, method: str, path: str, body: dict[str, Any] | None, key: str = "") -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {key or self._key}", "Content-Type": "application/json"}
        self._line.request(method, path, orjson.dumps(body) if body else None, headers)
        answer = self._line.getresponse()
        content = answer.read()
        assert answer.status == 200, content
        told: dict[str, Any] = orjson.loads(content)
        return told


_DEVICE: dict[int, Device] = {}


def sync_receipts(port: int, receipts: int, lines: int, products: int) -> child.Told:
    """Receipts of so many lines, sold without a network, sent over HTTP in the requests a till makes."""
    device, variants, chance = _device(port), _variants(products), random.Random(receipts)  # noqa: S311
    queue = [device.sale(chance.sample(variants, lines)) for _ in range(receipts)]

    def sync() -> None:
        for start in range(0, receipts, AT_ONCE):
            device.send(queue[start : start + AT_ONCE])

    took = child.seconds(sync)
    return {"done": receipts, "seconds": took, "per_s": receipts / took}


def show_sales(port: int, key: str, products: int) -> child.Told:
    """Sale after sale: from the till's request until another client reads the smaller number."""
    device, variants = _device(port), _variants(products)
    waits = []
    for variant in variants[:SEEN]:
        before = device.sellable(variant.sku, key)
        receipt = device.sale([variant])
        began = time.perf_counter()
        device.send([receipt])
        while device.sellable(variant.sku, key) != before - 1:
            assert time.perf_counter() - began < 30, f"the web never heard of a sale of {variant.sku}"
        waits.append(1000 * (time.perf_counter() - began))
    waits.sort()
    return {"done": SEEN, "p50_ms": waits[len(waits) // 2], "p95_ms": waits[len(waits) * 95 // 100]}


def _device(port: int) -> Device:
    if port not in _DEVICE:
        _DEVICE[port] = Device(port)
    _DEVICE[port].dial_anew()
    return _DEVICE[port]


def _variants(products: int) -> list[Any]:
    return list(variants_by_sku([sku(number) for number in range(min(products, ON_SALE))]).values())


def _line(variant: Any) -> dict[str, Any]:
    """At the price of `shop.fill`, 20 % inside it."""
    price = 250 + int(variant.sku[1:]) % 900
    return {
        "id": str(ids.new_id()), "variant": str(variant.id), "sku": variant.sku, "title": variant.title, "quantity": 1,
        "unit": "piece", "per": 1, "unit_price_minor": price, "price_list": "retail", "subtotal_minor": price,
        "discount_minor": 0, "total_minor": price, "tax_minor": (price * 40_000 + 120_000) // 240_000,
        "tax_rate": "0.20",
    }  # fmt: skip


def _written(entry: JournalEntry) -> dict[str, Any]:
    return {
        "id": str(entry.id), "sequence": entry.sequence, "kind": entry.kind, "at": write_moment(entry.at),
        "cashier": entry.cashier, "shift": str(entry.shift), "previous": entry.previous, "body": entry.body,
        "hash": entry.hash,
    }  # fmt: skip

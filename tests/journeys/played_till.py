"""The server of a till, played inside the browser's context: what a till asks is answered here, its journal is kept."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any
from urllib.parse import urlparse

_SALT, _TURNS, PIN = b"0123456789abcdef", 1000, "1234"
BARCODE = "4006381333931"
COUPON = "KLM5"
CODE = "KLM-20431"  # letters and digits, as shops print them themselves


def settings() -> dict[str, Any]:
    digest = hashlib.pbkdf2_hmac("sha256", PIN.encode(), _SALT, _TURNS)
    cashier = {
        "id": "anna",
        "name": "Anna",
        "is_manager": True,
        "salt": base64.b64encode(_SALT).decode(),
        "iterations": _TURNS,
        "pin": base64.b64encode(digest).decode(),
    }
    limits = ("discount_basis_points", "return_minor", "cash_out_minor", "difference_minor", "return_days")
    return {
        "till": {"id": "t1", "code": "K1", "name": "Front till"},
        "store": {
            "id": "high-street",
            "code": "high-street",
            "name": "High Street",
            "address": "High Street 1, London",
            "timezone": "Europe/London",
            "country": "GB",
            "entity": "Tea Ltd",
            "tax_number": "GB123",
        },
        "channel": "till",
        "currency": "GBP",
        "languages": ["en"],
        "cash_rounding_minor": 1,
        "denominations": [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
        "favourites": ["v1"],
        "cashiers": [cashier],
        "limits": {**dict.fromkeys(limits, 10_000), "return_without_receipt_minor": 2000},
        "reasons": {"discount": ["Damaged"], "return": ["Broken"], "cash": ["Change"], "drawer": ["Change"]},
        "promotions": [],
        "coupons": {COUPON: "none"},  # of a promotion that is over
        "programme": None,
        "points_escrow": 0,
        "receipt": {"header": "", "footer": "", "width": 42},
        "printer": "",
        "terminal": "",
        "patterns": [],
        "version": "1",
    }


def lantern() -> dict[str, Any]:
    price = {"list": "retail", "amount_minor": 2499, "from_quantity": 1, "specificity": 0, "rank": 100}
    return {
        "variant": "v1",
        "sku": "LANTERN",
        "title": "Lantern with a glass shade",
        "product": "p1",
        "categories": [],
        "brand": "",
        "unit": "pcs",
        "per": 1,
        "step": 1,
        "tax_rate": "0.2",
        "barcodes": [[BARCODE, 1], [CODE, 1]],
        "prices": [{**price, "includes_tax": True, "group": "", "starts_at": None, "ends_at": None}],
        "picture": "",
        "popularity": 9,
    }


class PlayedTill:
    """`entries` is what arrived, in order, each once. `forget(keeping=n)`: a backup from when n had come."""

    def __init__(self, context: Any) -> None:
        self.entries: list[dict[str, Any]] = []
        self.context = context
        self.is_away = False
        context.route("**/api/v1/till/**", self._answer)

    def go(self, *, away: bool) -> None:
        """The network is cut, or there again: for what is played here, too."""
        self.is_away = away
        self.context.set_offline(away)

    def forget(self, keeping: int) -> None:
        del self.entries[keeping:]

    def _answer(self, route: Any) -> None:
        if self.is_away:
            route.abort("internetdisconnected")
            return
        path = urlparse(route.request.url).path.removeprefix("/api/v1/till/")
        asked = {
            "enrol": lambda: {"key": "key", "till": settings()["till"], "journal": self._stand() | _NUMBERS},
            "settings": settings,
            "articles": lambda: {"articles": [lantern()], "next": None, "total": 1, "position": 1},
            "changes": lambda: {"articles": [], "gone": [], "settings": False, "position": 1},
            "entries": lambda: self._take(json.loads(route.request.post_data)["entries"]),
            "health": lambda: {"now": "2026-11-22T10:00:00Z", **self._stand()},
        }.get(path)
        if asked:
            route.fulfill(json=asked())
        else:
            route.fulfill(status=404, json={"code": "api.missing", "detail": ""})

    def _take(self, entries: list[dict[str, Any]]) -> dict[str, Any]:
        answers = []
        for entry in entries:
            result = "repeated" if entry["sequence"] <= len(self.entries) else "waiting"
            if entry["sequence"] == len(self.entries) + 1 and entry["previous"] == self._stand()["head"]:
                self.entries.append(entry)
                result = "recorded"
            answers.append({"id": entry["id"], "result": result, "problem": "", "order_number": "", "differences": []})
        return {"answers": answers, **self._stand()}

    def _stand(self) -> dict[str, Any]:
        return {"next_sequence": len(self.entries) + 1, "head": self.entries[-1]["hash"] if self.entries else ""}


_NUMBERS = {"receipts": 0, "reports": 0}

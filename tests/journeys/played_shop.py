"""What a till that is played knows: its settings, two articles, a customer, orders of the web."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

_SALT, _TURNS, PIN = b"0123456789abcdef", 1000, "1234"
BARCODE = "4006381333931"
COUPON = "KLM5"
CODE = "KLM-20431"  # letters and digits, as shops print them themselves
BY_WEIGHT = "KLM-500"
CARD = "9990001"  # of a customer; no article is called so
WAITING, BROUGHT_HOME = "KLM-1", "KLM-2"  # orders of the web: one is to be collected, one was


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


def coffee() -> dict[str, Any]:
    """Sold by the kilogram."""
    sold_by = {"unit": "g", "per": 1000, "barcodes": [[BY_WEIGHT, 1]]}
    return {**lantern(), "variant": "v2", "sku": "COFFEE", "title": "Coffee", **sold_by}


def orders(number: str) -> list[dict[str, Any]]:
    """A lantern and some coffee each."""
    if number not in (WAITING, BROUGHT_HOME):
        return []
    is_waiting = number == WAITING
    lines = [
        {key: article[key] for key in ("variant", "sku", "title", "unit", "per", "picture")}
        | {"id": f"{number}-{at}", "quantity": 9, "returnable": 0 if is_waiting else 9, "returnable_minor": 9000}
        for at, article in enumerate((lantern(), coffee()))
    ]
    return [
        {
            "id": f"ord_{number}",
            "number": number,
            "channel": "web",
            "status": "confirmed" if is_waiting else "fulfilled",
            "placed_at": "2026-11-22T10:00:00Z",
            "customer": None,
            "customer_name": "",
            "store": "high-street",
            "currency": "GBP",
            "total_minor": 18_000,
            "due_minor": 0,
            "can_collect": is_waiting,
            "why_not": "",
            "payments": [{"id": "p1", "method": "card", "tender": "", "refundable_minor": 18_000}],
            "lines": lines,
        }
    ]


def stock() -> list[dict[str, Any]]:
    here = {"store": "high-street", "name": "High Street", "free": 3, "is_here": True}
    return [{**here, "is_warehouse": False, "ready_by": "2026-11-23T10:00:00Z"}]


def regular() -> dict[str, Any]:
    nothing: dict[str, Any] = {"points": 0, "credit_minor": 0, "used_promotions": [], "notes": [], "orders_waiting": []}
    tier = {"group": "", "tier": "", "tier_per_mille": 1000, "is_first_order": False, "open_basket": None}
    return {"id": "cus_1", "name": "A regular", "phone": "+44 20 7946 0000", **tier, **nothing}

"""What a stock code of the invoices stands for: goods, or something that only looks like a product."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Meaning = Literal["goods", "delivery", "discount", "fee", "voucher", "correction"]

GOODS = re.compile(r"\d{5}[A-Z]{0,2}|DCGS\w+")
OTHERS: dict[str, Meaning] = {
    "POST": "delivery",  # postage
    "DOT": "delivery",  # postage of the shop's web site
    "C2": "delivery",  # carriage
    "23444": "delivery",  # next day carriage
    "23574": "delivery",  # packing charge
    "D": "discount",
    "AMAZONFEE": "fee",
    "BANK CHARGES": "fee",
    "CRUK": "fee",  # commission of a charity
    "S": "fee",  # samples
    "B": "correction",  # bad debt
    "M": "correction",  # "manual", no word of what
    "PADS": "correction",  # "pads to match all cushions" at a tenth of a penny
    "23702": "correction",  # "high resolution image", a file
    "22016": "voucher",
}


@lru_cache(maxsize=10_000)
def tidy_sku(sku: str) -> str:
    """`85123a` and `85123A` are one product."""
    return sku.strip().upper()


@lru_cache(maxsize=10_000)
def meaning_of(sku: str) -> Meaning:
    """Takes a tidy SKU. Whatever nobody can explain counts as a correction: it is left out and counted."""
    if other := OTHERS.get(sku):
        return other
    if sku.startswith("GIFT_"):
        return "voucher"  # money in another form, not goods
    return "goods" if GOODS.fullmatch(sku) else "correction"

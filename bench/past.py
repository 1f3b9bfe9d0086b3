"""Finished sales handed in through `import_orders`: a year of history, or what a till sold while it was offline."""

from __future__ import annotations

import random
import uuid
from datetime import timedelta
from decimal import Decimal

from bench import child
from bench.shop import sku
from duken.catalog.reads import VariantRead, variants_by_sku
from duken.kernel import clock
from duken.kernel.refusals import Refusal
from duken.orders.import_orders import PastLine, PastSale, import_orders
from duken.stores import reads as stores

LINES_A_BATCH = 8_000
VAT = Decimal("0.20")


def record(sales: int, lines: int, products: int, contacts: bool = False) -> child.Told:
    """`sales` of so many lines each, in batches of 8,000 lines; one batch is one transaction."""
    made = _sales(sales, lines, products, contacts)
    at_once = max(1, LINES_A_BATCH // lines)

    def hand_in() -> None:
        for start in range(0, sales, at_once):
            answers = import_orders(made[start : start + at_once], by=child.by())
            assert not any(isinstance(answer, Refusal) for answer in answers)
            child.progress("past sales", min(start + at_once, sales), sales)

    took = child.seconds(hand_in)
    return {"done": sales, "seconds": took, "per_s": sales / took, "lines_per_s": sales * lines / took}


def _sales(count: int, lines: int, products: int, contacts: bool) -> list[PastSale]:
    chance, now, run = random.Random(count), clock.now(), uuid.uuid4().hex[:8]  # noqa: S311
    variants = list(variants_by_sku([sku(n) for n in chance.sample(range(products), min(products, 5_000))]).values())
    places = stores.locations()
    return [
        PastSale(
            reference=f"{run}-{number}",
            number=f"H{run}-{number}",
            channel="web",
            location_id=chance.choice(places).id,
            placed_at=now - timedelta(seconds=chance.randrange(1, 59)),
            currency="GBP",
            lines=tuple(_line(chance.choice(variants), chance.randrange(1, 4)) for _ in range(lines)),
            contact_name=f"Buyer {number}" if contacts else "",
            contact_phone=f"+44770{number:07d}" if contacts else "",
            contact_email=f"buyer-{number}@example.com" if contacts else "",
        )
        for number in range(count)
    ]


def _line(variant: VariantRead, quantity: int) -> PastLine:
    return PastLine(variant.id, variant.sku, variant.title, quantity, 499, 499 * quantity, VAT)

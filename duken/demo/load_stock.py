"""Opening stock, invented: the data set knows sales but no shelves. Most is there, some is low, some is out."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from duken.demo.goods import Goods, Item
from duken.demo.shops import SHOPS, WAREHOUSE
from duken.inventory.receive import receive_stock
from duken.kernel.actor import Actor
from duken.stores import reads as stores

REFERENCE = "Opening stock (demo, invented)"


def load_stock(goods: Sequence[Goods], variants: Mapping[str, UUID], *, by: Actor) -> None:
    """One receipt a location, keyed: a second time it moves nothing."""
    items = [item for each in goods for item in each.items]
    for code in (WAREHOUSE, *SHOPS):
        receive_stock(
            _lines(items, variants, code),
            location_id=stores.location(code).id,
            key=f"demo-opening-{code}-{len(items)}",
            reference=REFERENCE,
            by=by,
        )


def _lines(items: Iterable[Item], variants: Mapping[str, UUID], code: str) -> list[tuple[UUID, int]]:
    lines = [(variants[item.sku], opening_quantity(item, code)) for item in items]
    return [(variant, quantity) for variant, quantity in lines if quantity]


def opening_quantity(item: Item, code: str) -> int:
    """Pieces of an item at a location: the more it sold the more there is; the rest is drawn from its name."""
    draw = zlib.crc32(f"{item.sku} {code}".encode()) % 100
    if code == WAREHOUSE:
        out, low, plenty = 2, 6, 24 + item.sold // 4
    else:
        out, low, plenty = 12, 25, 4 + min(item.sold // 40, 30)
    if draw < out:
        return 0
    return 1 + draw % 3 if draw < low else plenty + draw * plenty // 100

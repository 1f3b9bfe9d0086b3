"""Compare: what clients were told against what the database says now. Finds what was lost, doubled or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from duken.kernel import ids
from tests.chaos.record import Acknowledged
from tests.chaos.shop import Shop


@dataclass
class Compared:
    """`lost`, `doubled`: keys of orders. `wrong`: sentences about everything else that does not agree."""

    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.wrong)


@dataclass(frozen=True)
class Kept:
    """One order as the database has it."""

    key: str
    status: str
    total_minor: int
    units: dict[str, int]


def compare(shop: Shop, record: Iterable[Acknowledged]) -> Compared:
    """Every acknowledgement is an order, once, with its lines and total; every order was acknowledged; holds agree."""
    told = {one.key: one for one in sorted(record, key=lambda one: one.is_paid)}
    kept = orders_kept(shop)
    compared = Compared(acknowledged=len(told))
    for key, one in told.items():
        found = kept.get(ids.read("ord", one.order_id))
        if found is None:
            compared.lost.append(key)
        elif (found.key, found.units, found.total_minor) != (key, dict(one.units), one.total_minor):
            compared.wrong.append(f"{key} was told {one}, is {found}")
        elif one.is_paid and found.status != "confirmed":
            compared.wrong.append(f"{key} was paid and is {found.status}")
    times = Counter(order.key for order in kept.values())
    compared.doubled += [key for key, count in times.items() if count > 1]
    compared.wrong += [f"{key} is an order nobody was told of" for key in times if key not in told]
    compared.wrong += _stock(shop, kept) + _events(shop)
    return compared


def orders_kept(shop: Shop) -> dict[UUID, Kept]:
    rows = shop.asked(
        """SELECT o.id, o.note, o.status, o.total_minor, jsonb_object_agg(l.sku, l.quantity)
           FROM orders_order o JOIN orders_line l ON l.order_id = o.id GROUP BY o.id"""
    )
    return {row[0]: Kept(*row[1:]) for row in rows}


def _stock(shop: Shop, kept: dict[UUID, Kept]) -> list[str]:
    """Nothing has left the shelf, and what is held of each article is what open orders want."""
    wanted: Counter[str] = Counter()
    for order in kept.values():
        if order.status != "cancelled":
            wanted.update(order.units)
    shelves = shop.asked(
        """SELECT v.sku, sum(a.posted)::bigint, sum(a.held)::bigint
           FROM ledger_account a JOIN catalog_variant v ON v.id::text = a.unit
           WHERE a.book = 'stock' AND a.bucket = 'on_hand' GROUP BY v.sku"""
    )
    found = {sku: (posted, held) for sku, posted, held in shelves}
    expected = {sku: (shop.stock, wanted[sku]) for sku in shop.skus}
    return [f"{sku} has {found.get(sku)}, not {expected[sku]}" for sku in expected if found.get(sku) != expected[sku]]


def _events(shop: Shop) -> list[str]:
    """Each order was placed once and confirmed at most once, and no event reached a reaction twice or out of order."""
    doubled = shop.asked(
        """SELECT name, aggregate_id, count(*) FROM kernel_event
           WHERE name IN ('orders.OrderPlaced', 'orders.OrderConfirmed', 'orders.OrderCancelled')
           GROUP BY 1, 2 HAVING count(*) > 1 LIMIT 10"""
    )
    untold = shop.asked(
        """SELECT o.note FROM orders_order o WHERE NOT EXISTS (
               SELECT 1 FROM kernel_event e WHERE e.aggregate_id = o.id::text AND e.name = 'orders.OrderPlaced')
           LIMIT 10"""
    )
    return [f"doubled event: {row}" for row in doubled] + [f"order without its event: {row}" for row in untold]

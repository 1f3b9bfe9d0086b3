"""Questions about prices. Lists come from a snapshot of a few seconds; prices are always read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.kernel import clock, sql
from duken.kernel.actor import Actor
from duken.pricing._snapshot import current, forget
from duken.pricing.omnibus import Change, Reduction, find_reduction
from duken.pricing.policies import (
    Buyer,
    ChosenPrice,
    PriceListRead,
    PriceStep,
    choose_price,
    is_in_force,
    price_ladder,
    serves,
)
from duken.pricing.undo_prices import UNDO_MINUTES
from duken.stores import reads as stores

__all__ = [
    "UNDO_MINUTES",
    "Buyer",
    "ChosenPrice",
    "PriceListRead",
    "PriceStep",
    "PriceWant",
    "ask_for_steps",
    "choose_price",
    "display_prices",
    "display_prices_later",
    "forget",
    "lists_at_counter",
    "lists_for",
    "price_batches",
    "price_history",
    "price_ladders",
    "price_lists",
    "prices_for",
    "prices_for_each",
    "reductions",
    "variants_of_batches",
    "variants_on_lists",
]


PriceRow = tuple[UUID, int, int]  # list, from quantity, minor units


class PriceWant(NamedTuple):
    variant_ids: Sequence[UUID]
    buyer: Buyer


class PastPrice(NamedTuple):
    batch_id: UUID
    list_code: str
    min_quantity: int
    old_amount_minor: int | None
    new_amount_minor: int | None
    actor: str
    channel: str
    changed_at: datetime


class PriceBatchRead(NamedTuple):
    batch_id: UUID
    changed: int
    actor: str
    channel: str
    changed_at: datetime


def price_lists() -> list[PriceListRead]:
    """Every list, active or not, by rank."""
    return list(current().lists)


def lists_for(buyer: Buyer, at: datetime) -> list[PriceListRead]:
    """The lists in force for a buyer at a moment."""
    groups = _store_groups(buyer)
    return [one for one in current().lists if serves(one, buyer, groups) and is_in_force(one, at)]


def lists_at_counter(buyer: Buyer, at: datetime) -> list[PriceListRead]:
    """Those that may count for some customer of a shop, whatever their group, now or later."""
    groups = _store_groups(buyer)
    return [
        one
        for one in current().lists
        if serves(one, replace(buyer, customer_group=one.customer_group), groups)
        and (one.ends_at is None or at < one.ends_at)
    ]


def ask_for_steps(variant_ids: Iterable[str], list_ids: Iterable[UUID]) -> sql.Asked:
    """(variant id as text, list, from quantity, minor units), for `sql.together`."""
    return sql.ask(_STEPS, [sql.array("uuid", variant_ids), sql.array("uuid", list_ids)])


def variants_of_batches(batch_ids: Iterable[UUID], list_ids: Iterable[UUID]) -> list[UUID]:
    """Whose prices on these lists were changed by these batches; one statement."""
    rows = sql.rows(
        """SELECT DISTINCT variant_id FROM pricing_pricechange
           WHERE batch_id = ANY(%s) AND price_list_id = ANY(%s)""",
        [list(batch_ids), list(list_ids)],
    )
    return [variant for (variant,) in rows]


def variants_on_lists(list_ids: Iterable[UUID], *, limit: int) -> list[UUID]:
    """At most so many of what has a price on any of these lists; one statement."""
    rows = sql.rows(
        "SELECT DISTINCT variant_id FROM pricing_price WHERE price_list_id = ANY(%s) LIMIT %s", [list(list_ids), limit]
    )
    return [variant for (variant,) in rows]


def prices_for(variant_ids: Iterable[UUID], buyer: Buyer, at: datetime | None = None) -> dict[UUID, list[PriceStep]]:
    """Every price step a buyer could get, by variant, in one statement; a variant without any is left out."""
    [steps] = prices_for_each([PriceWant(list(variant_ids), buyer)], at)
    return steps


def prices_for_each(wants: Sequence[PriceWant], at: datetime | None = None) -> list[dict[UUID, list[PriceStep]]]:
    """prices_for many buyers at once, still in one statement."""
    return _asked_for_each(wants, at)()


def _asked_for_each(wants: Sequence[PriceWant], at: datetime | None) -> Callable[[], list[dict[UUID, list[PriceStep]]]]:
    asked_at = at or clock.now()
    lists = {buyer: {one.id: one for one in lists_for(buyer, asked_at)} for buyer in {want.buyer for want in wants}}
    variant_ids = {variant_id for want in wants for variant_id in want.variant_ids}
    list_ids = {list_id for found in lists.values() for list_id in found}
    if not variant_ids or not list_ids:
        return lambda: [{} for _ in wants]
    asked = sql.ask(_PRICES, [sql.array("uuid", variant_ids), sql.array("uuid", list_ids)])

    def told() -> list[dict[UUID, list[PriceStep]]]:
        by_variant: dict[UUID, list[PriceRow]] = defaultdict(list)
        for variant_id, *row in asked.rows():
            by_variant[variant_id].append((row[0], row[1], row[2]))
        return [_steps(want.variant_ids, by_variant, lists[want.buyer]) for want in wants]

    return told


def display_prices(variant_ids: Iterable[UUID], buyer: Buyer, at: datetime | None = None) -> dict[UUID, ChosenPrice]:
    """What one unit costs, by variant, in one statement: for shelves, lists and product pages."""
    return display_prices_later(variant_ids, buyer, at)()


def display_prices_later(
    variant_ids: Iterable[UUID], buyer: Buyer, at: datetime | None = None
) -> Callable[[], dict[UUID, ChosenPrice]]:
    """The same question on its way, for `sql.together`; call what comes back for the answer."""
    asked = _asked_for_each([PriceWant(list(variant_ids), buyer)], at)

    def told() -> dict[UUID, ChosenPrice]:
        chosen = {variant_id: choose_price(found, 1) for variant_id, found in asked()[0].items()}
        return {variant_id: price for variant_id, price in chosen.items() if price}

    return told


def price_ladders(
    variant_ids: Iterable[UUID], buyer: Buyer, at: datetime | None = None
) -> dict[UUID, dict[int, ChosenPrice]]:
    """What one unit costs by the quantity from which it does, by variant, in one statement: for product pages."""
    [found] = prices_for_each([PriceWant(list(variant_ids), buyer)], at)
    return {variant_id: price_ladder(steps) for variant_id, steps in found.items()}


def reductions(variant_ids: Iterable[UUID], buyer: Buyer, at: datetime | None = None) -> dict[UUID, Reduction]:
    """The price of one unit, since when, and the lowest of the 30 days before: by law the only base of "was".

    Directive 98/6/EC, article 6a. One statement. Uses the lists' present ranks and periods for the past too.
    """
    asked_at = at or clock.now()
    groups = _store_groups(buyer)
    lists = {one.id: one for one in current().lists if serves(one, buyer, groups)}
    by_variant: dict[UUID, list[Change]] = defaultdict(list)
    for variant_id, list_id, amount, changed_at in sql.rows(_HISTORY, [list(variant_ids), list(lists), asked_at]):
        by_variant[variant_id].append(Change(lists[list_id].code, amount, changed_at))
    codes = {one.code: one for one in lists.values()}
    found = {variant_id: find_reduction(changes, codes, asked_at) for variant_id, changes in by_variant.items()}
    return {variant_id: reduction for variant_id, reduction in found.items() if reduction}


def price_history(variant_id: UUID, *, by: Actor, limit: int = 100) -> list[PastPrice]:
    """Who changed what when, newest first."""
    by.require("pricing.read")
    return sql.named_rows(PastPrice, _STORY, [variant_id, limit])


def price_batches(*, by: Actor, limit: int = 20) -> list[PriceBatchRead]:
    """The latest bulk changes, newest first; those younger than UNDO_MINUTES can be undone."""
    by.require("pricing.read")
    return sql.named_rows(PriceBatchRead, _BATCHES, [limit])


def _store_groups(buyer: Buyer) -> frozenset[UUID]:
    return stores.location(buyer.location_id).groups if buyer.location_id else frozenset()


def _steps(
    variant_ids: Iterable[UUID], by_variant: Mapping[UUID, Sequence[PriceRow]], lists: Mapping[UUID, PriceListRead]
) -> dict[UUID, list[PriceStep]]:
    told = {one.id: (one.code, one.includes_tax, one.specificity, one.rank) for one in lists.values()}
    found: dict[UUID, list[PriceStep]] = {}
    for variant_id in variant_ids:
        steps = [
            PriceStep(quantity, amount, *told[list_id])
            for list_id, quantity, amount in by_variant.get(variant_id, ())
            if list_id in told
        ]
        if steps:
            found[variant_id] = steps
    return found


# As in inventory/reads.py: one plan for all, not one plan each.
_PRICES = """
SELECT variant_id, price_list_id, min_quantity, amount_minor FROM pricing_price
WHERE variant_id = ANY(ARRAY(SELECT unnest(%s::uuid[]))) AND price_list_id = ANY(%s::uuid[])
"""

_STEPS = """
SELECT variant_id::text, price_list_id, min_quantity, amount_minor FROM pricing_price
WHERE variant_id = ANY(ARRAY(SELECT unnest(%s::uuid[]))) AND price_list_id = ANY(%s::uuid[])
ORDER BY min_quantity
"""

_HISTORY = """
SELECT variant_id, price_list_id, new_amount_minor, changed_at FROM pricing_pricechange
WHERE variant_id = ANY(%s) AND price_list_id = ANY(%s) AND min_quantity = 1 AND changed_at <= %s
ORDER BY changed_at, id
"""

_STORY = """
SELECT change.batch_id, list.code, change.min_quantity, change.old_amount_minor, change.new_amount_minor,
       change.actor, change.channel, change.changed_at
FROM pricing_pricechange change JOIN pricing_pricelist list ON list.id = change.price_list_id
WHERE change.variant_id = %s ORDER BY change.id DESC LIMIT %s
"""

_BATCHES = """
SELECT id, changed, actor, channel, changed_at FROM pricing_pricebatch ORDER BY changed_at DESC LIMIT %s
"""

"""What an article is scanned by and sold for at a till, now and later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import msgspec

from duken.catalog import reads as catalog
from duken.kernel import sql
from duken.pricing import reads as pricing
from duken.stores import reads as stores
from duken.tills.reads import TillRead


class TimedPrice(msgspec.Struct, frozen=True, gc=False):
    """A step of a price list, in minor units for `per` units; `group` "" is every customer's."""

    list: str
    amount_minor: int
    from_quantity: int
    specificity: int
    rank: int
    includes_tax: bool
    group: str
    starts_at: datetime | None
    ends_at: datetime | None


def codes_and_prices(
    variants: Sequence[str], till: TillRead, now: datetime
) -> tuple[dict[str, list[tuple[str, int]]], dict[str, list[TimedPrice]]]:
    lists = {one.id: one for one in lists_of(till, now)}
    with sql.together():
        asked_codes, asked_steps = catalog.ask_for_barcodes(variants), pricing.ask_for_steps(variants, lists)
    barcodes: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for variant, code, pieces in asked_codes.rows():
        barcodes[variant].append((code, pieces))
    prices: dict[str, list[TimedPrice]] = defaultdict(list)
    for variant, list_id, quantity, amount in asked_steps.rows():
        one = lists[list_id]
        prices[variant].append(
            TimedPrice(
                one.code,
                amount,
                quantity,
                one.specificity,
                one.rank,
                one.includes_tax,
                one.customer_group or "",
                one.starts_at,
                one.ends_at,
            )
        )
    return barcodes, prices


def lists_of(till: TillRead, at: datetime) -> list[pricing.PriceListRead]:
    """Those that may count for some customer of the till, now or later."""
    return pricing.lists_at_counter(
        pricing.Buyer(till.channel, stores.channel(till.channel).currency, till.location_id), at
    )

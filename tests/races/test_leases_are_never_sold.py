"""Two tills set units aside while the web sells the same ones: never more than there is, nor less, all together."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from duken.inventory.allot import allot_stock
from duken.kernel import sql
from duken.stores import reads as stores
from tests.races import table
from tests.races.shelves import ordered
from tests.races.shop import Shop
from tests.races.swarm import Ask, api_ask, rush

SUPPLY, EACH = 100, 60  # three of them want 60: together more than there is
KEPT = 40  # of all for the tills


def lease_ask(variant: str, level: int, key: str) -> Ask:
    return api_ask("/api/v1/till/leases", {"wants": [{"variant": variant, "quantity": level}]}, key, about="lease")


def order_ask(shop: Shop, sku: str, number: int) -> Ask:
    body = {
        "channel": "web",
        "lines": [{"sku": sku, "quantity": 1}],
        "contact": {"name": "Buyer", "email": f"{sku.lower()}-{number}@example.com"},
        "delivery": {"method": "pickup", "store": "auto"},
        "payment": {"method": "on_collection"},
    }
    return api_ask("/api/v1/orders", body, shop.secret, key=f"{sku}-{number}", about="order")


def leased(sku: str) -> int:
    [(units,)] = sql.rows(
        """SELECT coalesce(sum(a.posted), 0)::int FROM ledger_account a JOIN catalog_variant v ON v.id::text = a.unit
           WHERE v.sku = %s AND (starts_with(a.bucket, 'leased:') OR starts_with(a.bucket, 'kept:till:'))""",
        [sku],
    )
    return int(units)


def test_two_tills_and_the_web_share_what_there_is(shop: Shop, make: Any, verify: Callable[[str], None]) -> None:
    make.selling("LEASED", stock=SUPPLY)

    sold = raced("two tills and the web", "LEASED", shop, make, verify)

    assert leased("LEASED") + sold == SUPPLY


def test_what_is_kept_for_the_tills_is_theirs_and_never_more(
    shop: Shop, make: Any, verify: Callable[[str], None]
) -> None:
    make.selling("KEPT", stock=SUPPLY)
    place = stores.location("high-street").id
    allot_stock([(make.variant("KEPT").id, KEPT)], location_id=place, channel="till", key="kept", by=make.by)

    sold = raced("two tills, their own stock and the web", "KEPT", shop, make, verify)

    assert leased("KEPT") + sold == SUPPLY
    assert sold <= SUPPLY - KEPT


def raced(race: str, sku: str, shop: Shop, make: Any, verify: Callable[[str], None]) -> int:
    """Both tills want one more each time, while as many people order one; answers how many of these were sold."""
    variant = str(make.variant(sku).id)
    keys = [make.enrolled(f"{sku}{number}")[0].key for number in (1, 2)]
    levels = range(1, EACH + 1)
    asks = chain.from_iterable(
        (*(lease_ask(variant, level, key) for key in keys), order_ask(shop, sku, level)) for level in levels
    )

    record = rush(shop, list(asks), connections=120)

    sold = len([answer for answer in record.told(201) if answer.ask.about == "order"])
    table.ran(race, record, supply=SUPPLY, sold=sold + leased(sku), refused=len(record.told(409)))
    assert set(record.statuses()) <= {200, 201, 409}
    assert ordered(sku) == sold
    verify(race)
    return sold

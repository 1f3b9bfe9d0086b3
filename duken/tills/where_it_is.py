"""Where an article is: the seller's own shop, other shops and warehouses, and when it could be collected there."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from duken.catalog.errors import VariantUnknown
from duken.catalog.reads import variants_by_sku
from duken.inventory.reads import sellable
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.stores import promise
from duken.stores import reads as stores
from duken.tills.reads import TillRead, leases_of


class StockAt(NamedTuple):
    """`free` may be sold to somebody who asks here. `ready_by`: collected from then on, None where nothing is."""

    store: str
    name: str
    free: int
    is_here: bool
    is_warehouse: bool
    ready_by: datetime | None


def where_it_is(sku: str, *, till: TillRead, language: str = "en", by: Actor) -> list[StockAt]:
    """Every place the till's channel sells from, and its own shop, as the shop lists them; here what this till has set
    aside counts too. Of other shops only how many are free. Three statements. Raises VariantUnknown."""
    by.require("tills.sell", store=till.location_id)
    variant = variants_by_sku([sku]).get(sku)
    if variant is None:
        raise VariantUnknown(sku)
    here = stores.location(till.location_id)
    selling = stores.locations_selling_in(till.channel)
    places = selling if here in selling else [here, *selling]
    free = sellable([variant.id], channel=till.channel, locations=[place.id for place in places]).get(variant.id, {})
    own = sum(lease.quantity for lease in leases_of(till, [variant.id]))
    now = clock.now()
    return [
        StockAt(
            store=place.code,
            name=place.called(language),
            free=(free.get(place.id, 0) + (own if place == here else 0)) if variant.is_sellable else 0,
            is_here=place == here,
            is_warehouse=place.is_warehouse and not place.is_shop,
            ready_by=promise.ready_by(place, now) if place.is_pickup_point else None,
        )
        for place in places
    ]

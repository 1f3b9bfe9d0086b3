"""Codes people write, to ids: SKUs, stores, channels. One statement for any number of SKUs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from duken.catalog.errors import VariantUnknown
from duken.catalog.reads import VariantRead, variants_by_id, variants_by_sku
from duken.kernel.actor import Actor
from duken.stores import reads as stores
from duken.stores.errors import ChannelUnknown


def variants_named(skus: Iterable[str]) -> dict[str, VariantRead]:
    """By SKU as asked. Raises VariantUnknown for the first that is none."""
    asked = list(dict.fromkeys(skus))
    found = variants_by_sku(asked)
    for sku in asked:
        if sku not in found:
            raise VariantUnknown(sku)
    return found


def lines_of(lines: Sequence[tuple[str, int]]) -> list[tuple[UUID, int]]:
    """(sku, quantity) as (variant id, quantity)."""
    found = variants_named(sku for sku, _ in lines)
    return [(found[sku].id, quantity) for sku, quantity in lines]


def skus_of(variant_ids: Iterable[UUID]) -> dict[UUID, str]:
    return {variant_id: variant.sku for variant_id, variant in variants_by_id(variant_ids).items()}


def channel_named(asked: str, by: Actor) -> stores.ChannelRead:
    """The channel asked for; else the key's own, else the first web shop. Raises ChannelUnknown."""
    if asked:
        return stores.channel(asked)
    doors = {door.code: door for door in stores.channels()}
    if own := doors.get(by.channel):
        return own
    for door in sorted(doors.values(), key=lambda door: door.kind != "web"):
        if door.is_active:
            return door
    raise ChannelUnknown(by.channel)


def places_visible(channel: stores.ChannelRead, by: Actor, store: str = "") -> list[stores.LocationRead]:
    """The stores whose stock this channel sells and this key may see; one of them when `store` is named."""
    if store:
        place = stores.location(store)
        by.require("inventory.read", store=place.id)
        return [place]
    places = stores.locations_selling_in(channel.code)
    return [place for place in places if by.stores is None or place.id in by.stores]

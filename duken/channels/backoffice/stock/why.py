"""Why is this not sellable? From what lies on the shelf to what a channel may sell, with everything behind it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from duken.access.names import actor_names
from duken.catalog.errors import VariantUnknown
from duken.catalog.reads import VariantRead, variants_by_id
from duken.channels.backoffice import charts, words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door
from duken.channels.backoffice.frame import show
from duken.inventory.accounts import is_of_one_till
from duken.inventory.browse import kept_by_channel
from duken.inventory.explain import Explanation, explain
from duken.inventory.levels import EMPTY
from duken.inventory.reads import availability, shelves
from duken.orders.browse import order_numbers
from duken.stores import reads as stores

CHART_WIDTH = 380


@behind_door("inventory.read")
def why(request: HttpRequest, desk: Desk, variant_id: UUID, location_id: UUID, channel: str) -> HttpResponse:
    variant = _variant(variant_id)
    place, door = stores.location(location_id), stores.channel(channel)
    found = explain(variant_id, location_id, channel=channel, by=desk.by)
    steps = [(reason.code, words.word(words.WHY, reason.code), reason.quantity) for reason in found.reasons]
    numbers = _numbers(found, desk)
    names = actor_names([movement.actor for movement in found.movements])
    return show(
        request,
        desk,
        "office/stock_why.html",
        variant=variant,
        place=place,
        door=door,
        channels=stores.channels(),
        found=found,
        verdict=_verdict(found, variant, may_sell=door.is_active and door.may_sell_from(place.id)),
        steps=charts.waterfall(steps, width=CHART_WIDTH),
        share=_share(found),
        chart_width=CHART_WIDTH,
        kept=kept_by_channel(variant_id, location_id, by=desk.by),
        holds=[(hold, _document(hold.document, numbers)) for hold in found.holds],
        movements=[_movement(movement, location_id, numbers, names, desk) for movement in found.movements],
    )


@behind_door("inventory.read")
def card(request: HttpRequest, desk: Desk, variant_id: UUID) -> HttpResponse:
    """One article in every place: levels, and the way to everything one can do with it."""
    variant = _variant(variant_id)
    channel = request.GET.get("channel") or next((door.code for door in stores.channels() if door.is_active), "web")
    places = [place.id for place in desk.places]
    levels = availability([variant_id], channel=channel, locations=places)
    known = shelves([variant_id], channel=channel, locations=places)
    rows = [
        {"place": place, "level": levels.get((variant_id, place.id)), "shelf": known.get((variant_id, place.id), EMPTY)}
        for place in desk.places
    ]
    return show(
        request,
        desk,
        "office/stock_card.html",
        variant=variant,
        rows=rows,
        channel=channel,
        channels=stores.channels(),
        sums={
            name: sum(getattr(row["level"], name) for row in rows if row["level"])
            for name in (
                "on_hand",
                "held",
                "kept_for_others",
                "leased",
                "safety",
                "sellable",
                "in_transit",
                "damaged",
            )
        },
    )


def _variant(variant_id: UUID) -> VariantRead:
    found = variants_by_id([variant_id])
    if not found:
        raise VariantUnknown(variant_id)
    return next(iter(found.values()))


def _verdict(found: Explanation, variant: VariantRead, *, may_sell: bool) -> str:
    """The answer in one sentence."""
    if not variant.is_sellable:
        return gettext("The product is archived: no channel sells it.")
    if not may_sell:
        return gettext("This channel does not sell from this place.")
    if found.level.sellable:
        return ""
    if not found.level.on_hand:
        if found.level.in_transit:
            return gettext("Nothing is on the shelf; %(count)s are on the way.") % {"count": found.level.in_transit}
        return gettext("Nothing is on the shelf.")
    worst = min(found.reasons[1:], key=lambda reason: reason.quantity)
    return gettext("All of it is taken; most by: %(reason)s.") % {"reason": words.word(words.WHY, worst.code).lower()}


def _share(found: Explanation) -> float:
    """How long the last bar is, beside the first."""
    whole = max(1, found.level.on_hand)
    return round(found.level.sellable * CHART_WIDTH / whole, 1) or 1.5


def _numbers(found: Explanation, desk: Desk) -> dict[UUID, str]:
    documents = [hold.document for hold in found.holds] + [movement.document for movement in found.movements]
    orders = {order for document in documents if (order := _order_id(document))}
    return order_numbers(list(orders), by=desk.by) if orders else {}


def _document(document: str, numbers: dict[UUID, str]) -> dict[str, Any]:
    """What a document is called, and the order behind it if it is one this person may see."""
    order = _order_id(document)
    if order:
        return {"order": order if order in numbers else None, "title": numbers.get(order, gettext("an order"))}
    kind = document.partition(":")[0]
    return {"order": None, "title": words.word(words.PAPER, kind)}


def _order_id(document: str) -> UUID | None:
    kind, _colon, identity = document.partition(":")
    try:
        return UUID(identity) if kind == "order" else None
    except ValueError:
        return None


def _is_here(bucket: str) -> bool:
    return bucket in ("on_hand", "in_transit", "damaged") or is_of_one_till(bucket)


def _is_lease(movement: Any) -> bool:
    """Set aside for a till, or given back by it; what it sold has left."""
    came_back = is_of_one_till(movement.from_bucket) and movement.to_bucket != "customer"
    return came_back or is_of_one_till(movement.to_bucket)


def _movement(
    movement: Any, location_id: UUID, numbers: dict[UUID, str], names: dict[str, str], desk: Desk
) -> dict[str, Any]:
    came = movement.to_place == str(location_id) and _is_here(movement.to_bucket)
    if movement.kind in ("hold", "release") or _is_lease(movement):
        change = ""  # it lies where it lay
    else:
        change = f"+{movement.amount}" if came else f"−{movement.amount}"
    return {
        "at": movement.happened_at,
        "kind": words.word(words.MOVEMENT, movement.kind),
        "amount": movement.amount,
        "change": change,
        "from": words.bucket_name(movement.from_bucket, desk.language),
        "to": words.bucket_name(movement.to_bucket, desk.language),
        "document": _document(movement.document, numbers),
        "reason": words.word(words.MOVED_WHY, movement.reason) if movement.reason else "",
        "who": names.get(movement.actor, ""),
    }

"""What happened is told on the customer's timeline. Telling it twice changes nothing: `retell` may run any time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from duken.carts.events import CartOrdered
from duken.carts.reads import ways_of
from duken.catalog.reads import VariantRead, product_places, variants_by_id
from duken.conversations.events import MessageSent
from duken.customers.timeline.add import NewMoment, add_moments
from duken.kernel import events as feed
from duken.kernel.actor import Actor, system
from duken.kernel.events import Event, Recorded
from duken.loyalty.events import PointsCorrected, PointsEarned, PointsEnded, PointsReturned, TierChanged
from duken.orders.events import OrderCancelled, OrderFulfilled, OrderImported, OrderPlaced, OrderSold
from duken.orders.order import OrderRead
from duken.orders.reads import orders_with_ids
from duken.reactions.table import Reactions, plural
from duken.returns.events import GoodsTakenBack, ReturnImported
from duken.returns.reads import customers_of_returns

_ORDERS = {
    OrderPlaced.name(): "order_placed",
    OrderImported.name(): "order_imported",
    OrderSold.name(): "order_sold",
    OrderCancelled.name(): "order_cancelled",
    OrderFulfilled.name(): "order_fulfilled",
    MessageSent.name(): "message",
}
_OWN = {
    PointsEarned.name(): "points_earned",
    PointsReturned.name(): "points_returned",
    PointsEnded.name(): "points_ended",
    PointsCorrected.name(): "points_corrected",
    TierChanged.name(): "tier_changed",
}
_WORTH = {"order_fulfilled", "order_imported", "order_sold"}  # what was kept and paid
_MOST_LINES = 50


class CardUnknown(Exception):
    """The order is not on anybody's card yet: that comes first."""


def tell_of_orders(events: Sequence[Recorded], by: Actor) -> None:
    found = {str(order.id): order for order in orders_with_ids([UUID(event.aggregate_id) for event in events])}
    told = [(event, found[event.aggregate_id]) for event in events if event.aggregate_id in found]
    if any(_waits_for_a_card(order) for _, order in told):
        raise CardUnknown
    liked = _categories([order for event, order in told if _is_sale(event)])
    add_moments([_of_order(event, order, liked) for event, order in told if order.customer_id])


def _waits_for_a_card(order: OrderRead) -> bool:
    """Sales of before are put on no card by themselves: whoever imports them says whose they were."""
    return order.customer_id is None and order.kind == "order" and bool(order.contact_phone or order.contact_email)


def tell_of_returns(events: Sequence[Recorded], by: Actor) -> None:
    whose = customers_of_returns([UUID(event.aggregate_id) for event in events])
    add_moments(
        [
            _moment(
                event, whose[UUID(event.aggregate_id)], "returned", subject=f"return:{event.aggregate_id}",
                value_minor=-event.facts["total"]["minor"], currency=event.facts["total"]["currency"],
                facts={"number": event.facts["number"]},
            )
            for event in events
            if UUID(event.aggregate_id) in whose
        ]
    )  # fmt: skip


def tell_of_baskets(events: Sequence[Recorded], by: Actor) -> None:
    """A basket that went through several channels before it was ordered."""
    ways = ways_of([UUID(event.aggregate_id) for event in events], by=by)
    add_moments(
        [
            _moment(event, owner, "basket_ordered", subject=f"order:{event.facts['order_id']}", facts={"ways": through})
            for event in events
            for owner, through in [ways.get(UUID(event.aggregate_id), (None, []))]
            if owner and len(through) > 1
        ]
    )


def tell_of_people(events: Sequence[Recorded], by: Actor) -> None:
    add_moments(
        [
            _moment(
                event, UUID(event.aggregate_id), _OWN[event.name], subject=event.facts.get("document", ""),
                facts={name: value for name, value in event.facts.items() if name not in ("customer_id", "document")},
            )
            for event in events
        ]
    )  # fmt: skip


def retell(*, batch: int = 500) -> int:
    """Tell every event there ever was, once more; answers how many were looked at."""
    by, seen, position = system("timeline.retell"), 0, 0
    while events := feed.after(position, limit=batch, names=list(_TELL)):
        position, seen = events[-1].position or position, seen + len(events)
        for tell in set(_TELL.values()):
            _tell_what_can_be_told(tell, [event for event in events if _TELL[event.name] is tell], by)
    return seen


def _tell_what_can_be_told(tell: Tell, events: Sequence[Recorded], by: Actor) -> None:
    try:
        tell(events, by)
    except CardUnknown:
        for event in events:
            try:
                tell([event], by)
            except CardUnknown:
                continue  # told when its buyer is recognised


def _of_order(event: Recorded, order: OrderRead, liked: dict[UUID, list[str]]) -> NewMoment:
    assert order.customer_id is not None
    kind = _ORDERS[event.name]
    facts: dict[str, Any] = {"number": order.number}
    if kind == "message":
        facts |= {"about": event.facts["kind"], "via": event.facts["via"]}
    elif kind == "order_cancelled":
        facts["reason"] = event.facts["reason"]
    elif _is_sale(event):
        facts |= {
            "total_minor": order.total_minor,
            "currency": order.currency,
            "method": order.method,
            "payment": order.payment_method,
            "prices": [line.unit_price_minor for line in order.lines[:_MOST_LINES]],
            "categories": liked.get(order.id, []),
        }
    is_worth = kind in _WORTH
    return _moment(
        event, order.customer_id, kind, at=order.placed_at if _is_sale(event) else event.happened_at,
        channel=order.channel, subject=f"order:{order.id}", value_minor=order.total_minor if is_worth else 0,
        currency=order.currency if is_worth else "", facts=facts,
    )  # fmt: skip


def _is_sale(event: Recorded) -> bool:
    return _ORDERS[event.name] in ("order_placed", "order_imported", "order_sold")


def _categories(orders: Iterable[OrderRead]) -> dict[UUID, list[str]]:
    """The categories of each order's goods, with all above them."""
    bought = {order.id: [line.variant_id for line in order.lines[:_MOST_LINES]] for order in orders}
    if not bought:
        return {}
    variants: dict[UUID, VariantRead] = {
        one.id: one for one in variants_by_id({one for lines in bought.values() for one in lines}).values()
    }
    places = product_places({one.product_id for one in variants.values()})
    return {
        order: sorted(
            {str(one) for line in lines if line in variants for one in places[variants[line].product_id].categories}
        )
        for order, lines in bought.items()
    }


def _moment(
    event: Recorded, customer_id: UUID, kind: str, *, at: datetime | None = None, channel: str = "", **told: Any
) -> NewMoment:
    return NewMoment(str(event.id), customer_id, at or event.happened_at, kind, channel or event.channel, **told)


Tell = Callable[[Sequence[Recorded], Actor], None]
_TELL: dict[str, Tell] = (
    dict.fromkeys(_ORDERS, tell_of_orders)
    | dict.fromkeys(_OWN, tell_of_people)
    | {
        ReturnImported.name(): tell_of_returns,
        GoodsTakenBack.name(): tell_of_returns,
        CartOrdered.name(): tell_of_baskets,
    }
)
_LATER: list[type[Event]] = [OrderImported, OrderSold, OrderCancelled, OrderFulfilled, MessageSent]
_ABOUT_PEOPLE: list[type[Event]] = [
    PointsEarned,
    PointsReturned,
    PointsEnded,
    PointsCorrected,
    TierChanged,
]

REACTIONS: Reactions = {
    **{event: [plural(tell_of_orders)] for event in _LATER},  # OrderPlaced: with the card, in orders.py
    **{event: [plural(tell_of_people)] for event in _ABOUT_PEOPLE},
    ReturnImported: [plural(tell_of_returns)],
    GoodsTakenBack: [plural(tell_of_returns)],
    CartOrdered: [plural(tell_of_baskets)],
}

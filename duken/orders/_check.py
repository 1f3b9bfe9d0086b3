"""Check drafts before anything is priced or locked: pure but for the stores' snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from duken.carts.quote_request import DeliveryWant, LineWant, QuoteRequest
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal
from duken.orders._companies import Buying
from duken.orders.drafts import (
    AUTO,
    MAX_COUPONS,
    MAX_GIFT_CARDS,
    MAX_KEY,
    MAX_LANGUAGE,
    MAX_LINES,
    Contact,
    Delivery,
    OrderDraft,
    Pickup,
    check_name,
    checked_contact,
    checked_text,
)
from duken.orders.errors import EmptyOrder, NoStoreHasAll, NotAPickupPoint, NotDeliveredThere, TooManyLines
from duken.payments.claims import Tender
from duken.payments.errors import MethodUnknown
from duken.payments.provider import ON_ACCOUNT, OWN_METHODS, TILL_METHODS, provider_for
from duken.stores import reads as stores


@dataclass(frozen=True, slots=True)
class Asked:
    """A draft that makes sense: who, from which locations it could come, what its delivery would cost."""

    draft: OrderDraft
    by: Actor
    contact: Contact
    channel: stores.ChannelRead
    candidates: tuple[UUID, ...]
    country: str
    zone: stores.DeliveryOption | None
    address: dict[str, str] | None
    note: str
    tenders: tuple[Tender, ...] = ()
    buying: Buying | None = None

    def quote_request(self, customer_group: str | None) -> QuoteRequest:
        """What the basket would cost this buyer: prices of the chosen shop when one was chosen, else of the channel."""
        delivery = self.draft.delivery
        lines = [LineWant(line.quantity, sku=line.sku) for line in self.draft.lines]
        if isinstance(delivery, Pickup):
            shop = self.candidates[0] if delivery.store != AUTO else None
            return self._asking(QuoteRequest(lines, self.draft.channel, location=shop, customer_group=customer_group))
        assert self.zone is not None
        address = DeliveryWant(delivery.country, delivery.city, delivery.postcode, self.zone.zone.code)
        return self._asking(QuoteRequest(lines, self.draft.channel, delivery=address, customer_group=customer_group))

    def _asking(self, request: QuoteRequest) -> QuoteRequest:
        """The same for this buyer, with their coupons and points."""
        request = request._replace(customer_id=self.buyer, coupons=self.draft.coupons, points=self.draft.points)
        return request.for_company(self.buying.company_id, self.buying.group) if self.buying else request

    @property
    def buyer(self) -> UUID | None:
        return self.draft.customer_id or self.by.customer

    @property
    def whose(self) -> UUID | None:
        """Whose limits of promotions and whose points are meant: what is bought for a company is not the person's."""
        return self.buying.company_id if self.buying else self.buyer


def unreadable(draft: OrderDraft, by: Actor) -> Refusal | None:
    """A key or a language no table can keep, or what this actor may not do."""
    try:
        by.require("orders.place")
        check_name("key", draft.key, limit=MAX_KEY)
        if draft.language:
            check_name("language", draft.language, limit=MAX_LANGUAGE)
        if draft.customer_id not in (None, by.customer):
            by.require("customers.read")
        if draft.company_id and by.customer is None:
            by.require("companies.read")
    except Refusal as refusal:
        return refusal
    return None


def check_draft(draft: OrderDraft, by: Actor) -> Asked | Refusal:
    """The draft with its references resolved, or the first thing that is wrong with it."""
    try:
        return _checked(draft, by)
    except Refusal as refusal:
        return refusal


def _checked(draft: OrderDraft, by: Actor) -> Asked:
    if not draft.lines:
        raise EmptyOrder
    if len(draft.lines) > MAX_LINES:
        raise TooManyLines(len(draft.lines), MAX_LINES)
    if len(draft.coupons) > MAX_COUPONS:
        raise InvalidField("coupons", "too_long", MAX_COUPONS)
    if len(draft.gift_cards) > MAX_GIFT_CARDS or len(set(draft.gift_cards)) < len(draft.gift_cards):
        raise InvalidField("gift_cards", "too_many_or_twice", MAX_GIFT_CARDS)
    if draft.payment_method in TILL_METHODS:
        raise MethodUnknown(draft.payment_method)
    if draft.payment_method in OWN_METHODS and not (draft.company_id and draft.payment_method == ON_ACCOUNT):
        raise MethodUnknown(draft.payment_method)
    provider_for(draft.payment_method)
    channel = stores.open_channel(draft.channel)
    places = stores.locations_selling_in(draft.channel)
    if isinstance(draft.delivery, Pickup):
        points = _pickup_points(draft.delivery, places)
        country, zone, address = points[0].country, None, None
        candidates: list[UUID] = [point.id for point in points]
    else:
        address = _checked_address(draft.delivery)
        zone = _zone(draft.delivery, address, channel.currency)
        candidates = _senders(zone.ships_from.id, places)
        country = address["country"]
    return Asked(
        draft,
        by,
        checked_contact(draft.contact, country=country),
        channel,
        tuple(candidates),
        country,
        zone,
        address,
        checked_text("note", draft.note, limit=1000),
    )


def _pickup_points(wish: Pickup, places: Sequence[stores.LocationRead]) -> list[stores.LocationRead]:
    points = [place for place in places if place.is_pickup_point]
    if wish.store != AUTO:
        points = [place for place in points if wish.store in (place.code, str(place.id))]
        if not points:
            raise NotAPickupPoint(wish.store[:80])
    if not points:
        raise NoStoreHasAll([])
    return points


def _checked_address(delivery: Delivery) -> dict[str, str]:
    return {
        "country": checked_text("country", delivery.country, limit=2).upper(),
        "city": checked_text("city", delivery.city),
        "postcode": checked_text("postcode", delivery.postcode, limit=20),
        "line1": checked_text("line1", delivery.line1),
    }


def _zone(delivery: Delivery, address: dict[str, str], currency: str) -> stores.DeliveryOption:
    options = stores.delivery_options(
        address["country"], address["city"], address["postcode"], 0, currency=currency, at=clock.now()
    )
    for option in options:
        if delivery.zone in ("", option.zone.code):
            return option
    raise NotDeliveredThere(address["country"])


def _senders(ships_from: UUID, places: Sequence[stores.LocationRead]) -> list[UUID]:
    """The zone's own warehouse first, then any other place that may send for this channel."""
    others: list[UUID] = [place.id for place in places if place.id != ships_from]
    return [ships_from, *others]


@dataclass(frozen=True, slots=True)
class Promise:
    """`ready_by` of a pick-up, or the first and last day of a delivery."""

    ready_by: datetime | None = None
    delivery_from: date | None = None
    delivery_to: date | None = None


def promise(asked: Asked, location_id: UUID, known: dict[UUID, Promise]) -> Promise:
    """What the buyer is promised; `known` keeps the pick-up promises of one batch, a location's is the same for all."""
    if asked.zone is not None:
        return Promise(None, asked.zone.earliest, asked.zone.latest)
    if location_id not in known:
        known[location_id] = Promise(stores.ready_by(location_id))
    return known[location_id]

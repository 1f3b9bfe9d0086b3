"""Orders: place one whole in one call, look at it, cancel it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from msgspec import Meta
from ninja import Router

from duken.channels.api.answers import MAX_PAGE, Answer, Page, answer, page, utc
from duken.channels.api.bodies import Body, Query, read_body, read_query
from duken.channels.api.door import STRAIGHT
from duken.channels.api.keys import ScopedKey, actor_of
from duken.channels.api.names import channel_named
from duken.channels.api.operations import operation
from duken.channels.api.problems import language_of
from duken.channels.api.promoted import CompanyName, Coupons, CustomerName, Points, company_named, customer_named
from duken.channels.api.repeats import needed_key, once
from duken.kernel import ids
from duken.kernel import pages as listing
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.orders import reads
from duken.orders.browse import OrderQuery, OrderRow, browse_orders
from duken.orders.cancel import cancel_order
from duken.orders.drafts import Contact, Delivery, LineDraft, OrderDraft, Pickup
from duken.orders.order import OrderRead
from duken.orders.place_together import place_together
from duken.payments.claims import KINDS as OWN_CLAIMS
from duken.payments.errors import ProviderUnreachable
from duken.payments.provider import provider_for
from duken.payments.start import announce_payment
from duken.stores import reads as stores

router = Router(tags=["orders"])
Short = Annotated[str, Meta(max_length=200)]
Code = Annotated[str, Meta(max_length=80)]
Quantity = Annotated[int, Meta(ge=1, le=1_000_000)]


class LineBody(Body):
    sku: Annotated[str, Meta(min_length=1, max_length=80)]
    quantity: Quantity


class ContactBody(Body):
    """A phone (E.164, or as people of the country write it) or an e-mail is needed."""

    name: Short = ""
    phone: Short = ""
    email: Annotated[str, Meta(max_length=254)] = ""


class AddressBody(Body):
    country: Annotated[str, Meta(min_length=2, max_length=2, description="ISO 3166, two letters")]
    city: Annotated[str, Meta(min_length=1, max_length=200)]
    line1: Annotated[str, Meta(min_length=1, max_length=200)]
    postcode: Annotated[str, Meta(max_length=20)] = ""


class PickupBody(Body, tag_field="method", tag="pickup"):
    """`store` is a code, or `auto` for one that has the whole basket."""

    store: Code = "auto"


class DeliveryBody(Body, tag_field="method", tag="delivery"):
    """`zone` is the code of a delivery service; the first that serves the address when empty."""

    address: AddressBody
    zone: Code = ""


class PaymentBody(Body):
    """`gift_cards` (codes) and at most `credit_minor` of the customer's credit pay first, `method` the rest.

    `return_url`: where an online payment page sends the buyer back to.
    """

    method: Annotated[str, Meta(max_length=40)] = "on_collection"
    return_url: Annotated[str, Meta(max_length=500, pattern="^https?://")] | None = None
    gift_cards: Annotated[list[Annotated[str, Meta(min_length=1, max_length=60)]], Meta(max_length=10)] = []
    credit_minor: Annotated[int, Meta(ge=0, le=1_000_000_000_000)] = 0


class OrderBody(Body):
    """`expected_total_minor`: what the buyer was shown; with another total the order is refused.

    So it is with a coupon or points that do not work. `customer` needs the scope customers.read.
    `company`: for whom it is bought, at its prices (scope companies.read); it may pay by the method `on_account`.
    `confirm_repeat`: another order is meant, although it looks like the last one (orders.looks_repeated).
    """

    lines: Annotated[list[LineBody], Meta(max_length=500)]
    contact: ContactBody
    delivery: PickupBody | DeliveryBody
    payment: PaymentBody = msgspec.field(default_factory=PaymentBody)
    channel: Code = ""
    language: Annotated[str, Meta(max_length=10)] = ""
    note: Annotated[str, Meta(max_length=1000)] = ""
    expected_total_minor: int | None = None
    customer: CustomerName = ""
    company: CompanyName = ""
    coupons: Coupons = []
    points: Points = 0
    confirm_repeat: bool = False


class CancelBody(Body):
    reason: Annotated[str, Meta(min_length=1, max_length=200)]


class OrderLine(Answer):
    sku: str
    title: str
    quantity: int
    unit_price_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int


class Fulfilment(Answer):
    """`store` is where it is picked, for a pick-up also where it is collected."""

    method: str
    store: str
    ready_by: datetime | None = None
    collect_code: str | None = None
    address: dict[str, str] | None = None
    delivery_from: date | None = None
    delivery_to: date | None = None


class OrderPayment(Answer):
    """`redirect_url` is the page where an online payment is made; `own_minor` is paid by gift cards and credit."""

    method: str
    redirect_url: str | None = None
    own_minor: int = 0


class OrderContact(Answer):
    name: str
    phone: str
    email: str


class OrderShown(Answer):
    """Money in minor units of `currency`. `coupons` that may be used so often and no more; points that were spent."""

    id: str
    number: str
    status: str
    channel: str
    placed_at: datetime | None
    currency: str
    subtotal_minor: int
    discount_minor: int
    delivery_minor: int
    tax_minor: int
    includes_tax: bool
    total_minor: int
    coupons: list[str]
    points: int
    lines: list[OrderLine]
    fulfilment: Fulfilment
    payment: OrderPayment
    contact: OrderContact
    company: str | None = None


class OrderListed(Answer):
    id: str
    number: str
    status: str
    channel: str
    placed_at: datetime | None
    currency: str
    total_minor: int
    units: int
    fulfilment: Fulfilment
    payment: OrderPayment


class OrdersQuery(Query):
    status: list[str] = []
    channel: list[str] = []
    store: Code = ""
    search: Annotated[str, Meta(max_length=200, description="Number, phone, e-mail or part of a name")] = ""
    since: datetime | None = None
    until: datetime | None = None
    cursor: str = ""
    limit: Annotated[int, Meta(ge=1, le=MAX_PAGE)] = 50


class Cancelled(Answer):
    """`repeated`: it had been cancelled before."""

    id: str
    status: str
    repeated: bool


@router.post(
    "/orders",
    summary="Place a complete order",
    **operation(
        "orders.place",
        takes=OrderBody,
        gives=OrderShown,
        status=201,
        repeated=200,
        key_needed=True,
        refuses=(404, 409, 413, 503),
        leads_to={"orders.get_order": "order_id", "orders.post_cancel": "order_id"},
    ),
)
def place_order(request: HttpRequest) -> HttpResponse:
    """Whole or not at all: stock held, payment started. The same key and body again answers the same order."""
    by = actor_of(request)
    key = needed_key(request)
    body = read_body(request, OrderBody)
    placed = place_together(_draft(body, key, request, by), by=by)
    if isinstance(placed, Refusal):
        raise placed
    shown = shown_order(placed)
    shown.payment.redirect_url = _payment_page(placed, body.payment.return_url)
    return answer(shown, 200 if placed.repeated else 201, Location=f"/api/v1/orders/{shown.id}")


def _place_order_straight(request: HttpRequest) -> HttpResponse:
    """The same from the door itself: a fifth of what a request costs was finding the way to it."""
    request.auth = _MAY_PLACE(request)  # type: ignore[attr-defined]
    return place_order(request)


_MAY_PLACE = ScopedKey("orders.place")
STRAIGHT["POST", "/api/v1/orders"] = _place_order_straight


@router.get(
    "/orders",
    summary="List orders, newest first",
    **operation("orders.read", query=OrdersQuery, gives=Page[OrderListed], refuses=(404,)),
)
def list_orders(request: HttpRequest) -> HttpResponse:
    asked = read_query(request, OrdersQuery)
    query = OrderQuery(
        search=asked.search,
        statuses=tuple(asked.status),
        channels=tuple(asked.channel),
        locations=(stores.location(asked.store).id,) if asked.store else (),
        since=asked.since,
        until=asked.until,
    )
    cut = listing.Page("-placed_at", asked.limit, after=asked.cursor)
    found = browse_orders(query, page=cut, by=actor_of(request))
    return page(request, [_listed(row) for row in found.rows], found.next)


@router.get(
    "/orders/{order_id}",
    summary="Look at one order",
    **operation("orders.read", "orders.place", gives=OrderShown, refuses=(404, 422)),
)
def get_order(request: HttpRequest, order_id: str) -> HttpResponse:
    """With `orders.place` alone a key sees the orders it placed itself."""
    return answer(shown_order(reads.order(ids.read("ord", order_id), by=actor_of(request))))


@router.post(
    "/orders/{order_id}/cancel",
    summary="Cancel an order",
    **operation("orders.cancel", "orders.place", takes=CancelBody, gives=Cancelled, refuses=(404, 409, 503)),
)
def post_cancel(request: HttpRequest, order_id: str) -> HttpResponse:
    """Its stock is free again at once. With `orders.place` alone a key may cancel what it placed itself."""
    by = actor_of(request)
    order = ids.read("ord", order_id)
    reason = read_body(request, CancelBody).reason

    def cancel(_: str) -> HttpResponse:
        cancelled_now = cancel_order(order, reason=reason, by=by)
        return answer(Cancelled(id=ids.show("ord", order), status="cancelled", repeated=not cancelled_now))

    return once(request, cancel)


def shown_order(order: OrderRead) -> OrderShown:
    return OrderShown(
        id=ids.show("ord", order.id),
        number=order.number,
        status=order.status,
        channel=order.channel,
        placed_at=utc(order.placed_at),
        currency=order.currency,
        subtotal_minor=order.subtotal_minor,
        discount_minor=order.discount_minor,
        delivery_minor=order.delivery_minor,
        tax_minor=order.tax_minor,
        includes_tax=order.includes_tax,
        total_minor=order.total_minor,
        coupons=[reference for kind, reference, *_ in order.claims if kind == "coupon"],
        points=sum(line.points_spent for line in order.lines),
        lines=[
            OrderLine(
                sku=line.sku,
                title=line.title,
                quantity=line.quantity,
                unit_price_minor=line.unit_price_minor,
                discount_minor=line.discount_minor,
                tax_minor=line.tax_minor,
                total_minor=line.total_minor,
            )
            for line in order.lines
        ],
        fulfilment=Fulfilment(
            method=order.method,
            store=_store(order.location_id),
            ready_by=utc(order.ready_by),
            collect_code=order.collect_code or None if order.method == "pickup" else None,
            address=order.address,
            delivery_from=order.delivery_from,
            delivery_to=order.delivery_to,
        ),
        payment=OrderPayment(
            method=order.payment_method,
            own_minor=sum(amount for kind, _, _, amount in order.claims if kind in OWN_CLAIMS),
        ),
        contact=OrderContact(name=order.contact_name, phone=order.contact_phone, email=order.contact_email),
        company=ids.show("com", order.company_id) if order.company_id else None,
    )


def _listed(row: OrderRow) -> OrderListed:
    return OrderListed(
        id=ids.show("ord", row.id),
        number=row.number,
        status=row.status,
        channel=row.channel,
        placed_at=utc(row.placed_at),
        currency=row.currency,
        total_minor=row.total_minor,
        units=row.units,
        fulfilment=Fulfilment(method=row.method, store=_store(row.location_id), ready_by=utc(row.ready_by)),
        payment=OrderPayment(method=row.payment_method),
    )


def _draft(body: OrderBody, key: str, request: HttpRequest, by: Actor) -> OrderDraft:
    wish = body.delivery
    return OrderDraft(
        key=key,
        channel=body.channel or channel_named("", by).code,
        lines=tuple(LineDraft(line.sku, line.quantity) for line in body.lines),
        contact=Contact(body.contact.name, body.contact.phone, body.contact.email),
        delivery=Pickup(wish.store) if isinstance(wish, PickupBody) else _delivery(wish),
        payment_method=body.payment.method,
        language=body.language or language_of(request),
        note=body.note,
        expected_total_minor=body.expected_total_minor,
        customer_id=customer_named(body.customer),
        company_id=company_named(body.company),
        coupons=tuple(body.coupons),
        points=body.points,
        gift_cards=tuple(body.payment.gift_cards),
        credit_minor=body.payment.credit_minor,
        confirm_repeat=body.confirm_repeat,
    )


def _delivery(wish: DeliveryBody) -> Delivery:
    address = wish.address
    return Delivery(address.country, address.city, address.postcode, address.line1, wish.zone)


def _payment_page(order: OrderRead, return_url: str | None) -> str | None:
    """Where to pay online. A provider that is away does not undo the order: asking again with the same key asks it."""
    if order.payment_id is None or provider_for(order.payment_method) is None:
        return None
    back = return_url or settings.PUBLIC_URL + reverse("storefront:paid", args=[order.secret])
    try:
        return announce_payment(order.payment_id, title=order.number, return_url=back)
    except ProviderUnreachable:
        return None


def _store(location_id: UUID) -> str:
    return stores.location(location_id).code

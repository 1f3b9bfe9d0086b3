"""What a basket asks for when it is quoted: its lines, whose it is, its coupons and points, how it shall come."""

from __future__ import annotations

from uuid import UUID

from duken.carts.quote_request import DeliveryWant, LineWant, QuoteRequest
from duken.carts.reads import CartRead
from duken.customers.companies.reads import BuyerRead


def request_for(
    cart: CartRead,
    *,
    channel: str,
    location: str | UUID | None = None,
    customer_group: str | None = None,
    is_first_order: bool = False,
    buying: BuyerRead | None = None,
) -> QuoteRequest:
    """As its customer has chosen so far: the prices of the shop it is collected in, unless another is given.

    `buying`: the company it is for, and as whom; its prices count then, and what is limited is limited for it.
    """
    choice = cart.delivery
    collected_in = choice.store if choice and choice.method == "pickup" and choice.store != "auto" else None
    request = QuoteRequest(
        lines=[LineWant(line.quantity, variant_id=line.variant_id) for line in cart.lines],
        channel=channel,
        location=location or collected_in or None,
        customer_group=customer_group,
        delivery=choice.want() if choice else None,
        customer_id=cart.customer_id,
        is_first_order=is_first_order,
        coupons=cart.coupons,
        points=cart.points,
    )
    return request.for_company(buying.company.id, buying.company.group) if buying else request


def collected(request: QuoteRequest, store: str | None) -> QuoteRequest:
    """The same fetched in a shop: its prices count."""
    return request._replace(delivery=None, location=store)


def delivered(request: QuoteRequest, to: DeliveryWant) -> QuoteRequest:
    """The same brought to an address."""
    return request._replace(delivery=to, location=None)

"""Go on at a till with a basket that was begun elsewhere; it ends with the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec

from duken.carts.attend_cart import take_cart_over
from duken.carts.errors import CartUnknown
from duken.carts.open_shared_cart import open_cart_by_code, open_cart_by_link
from duken.carts.reads import CartId, cart
from duken.kernel.actor import Actor
from duken.tills.articles import Article, articles_of
from duken.tills.customers import CustomerAtTill, customers_at_till
from duken.tills.reads import TillRead


class BasketLine(msgspec.Struct, frozen=True):
    article: Article
    quantity: int


class OpenedBasket(msgspec.Struct, frozen=True):
    """The basket as it is now. What of it is not sold any more is left out."""

    id: str
    customer: CustomerAtTill | None
    lines: Sequence[BasketLine]
    coupons: Sequence[str]
    points: int


def open_basket_by_code(code: str, *, address: str, till: TillRead, by: Actor) -> OpenedBasket:
    """The one that shows these six digits now. Raises what `open_cart_by_code` does."""
    by.require("tills.sell", store=till.location_id)
    return _told(open_cart_by_code(code, address=address, by=by).cart_id, till, by)


def open_basket_by_link(token: str, *, till: TillRead, by: Actor) -> OpenedBasket:
    """The one behind a link, or the QR that says it. Raises what `open_cart_by_link` does."""
    by.require("tills.sell", store=till.location_id)
    return _told(open_cart_by_link(token, by=by).cart_id, till, by)


def open_basket(cart_id: UUID, *, till: TillRead, by: Actor) -> OpenedBasket:
    """The one a customer has open, as the till was told with the customer. Raises CartUnknown, CartClosed."""
    by.require("tills.sell", store=till.location_id)
    take_cart_over(CartId(cart_id), by=by)
    return _told(CartId(cart_id), till, by)


def _told(cart_id: CartId, till: TillRead, by: Actor) -> OpenedBasket:
    found = cart(cart_id, by=by)
    if found.company_id:
        raise CartUnknown(cart_id)  # at a company's prices, on its account: the desk's business, not a counter's
    articles = articles_of([line.variant_id for line in found.lines], till=till, by=by)
    people = customers_at_till([found.customer_id], till=till, by=by) if found.customer_id else []
    return OpenedBasket(
        id=str(found.id),
        customer=people[0] if people else None,
        lines=[
            BasketLine(articles[line.variant_id], line.quantity) for line in found.lines if line.variant_id in articles
        ],
        coupons=found.coupons,
        points=found.points,
    )

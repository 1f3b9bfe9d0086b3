"""What customers have begun elsewhere, as a till would price it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import msgspec

from duken.carts.quote import Quote, quote
from duken.carts.quote_request import QuoteRequest
from duken.carts.reads import CartRead, carts_of_people
from duken.carts.request_for import request_for
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.tills.reads import TillRead


class OpenBasket(msgspec.Struct, frozen=True):
    """What they have begun elsewhere; `total_minor` is 0 where something of it is not sold any more."""

    id: str
    lines: int
    total_minor: int


def open_baskets(groups: Mapping[UUID, str], till: TillRead, by: Actor) -> dict[UUID, OpenBasket]:
    """By card, priced as this till would: what is for a company is not sold over a counter."""
    carts = [cart for cart in carts_of_people(list(groups), by=by) if cart.company_id is None]
    asked = [_request(cart, groups, till) for cart in carts]
    quoted = quote(asked, by=by) if asked else []
    return {
        cart.customer_id: OpenBasket(str(cart.id), len(cart.lines), _total(cost))
        for cart, cost in zip(carts, quoted, strict=True)
        if cart.customer_id
    }


def _total(cost: Quote | Refusal) -> int:
    return 0 if isinstance(cost, Refusal) else cost.total_minor


def _request(cart: CartRead, groups: Mapping[UUID, str], till: TillRead) -> QuoteRequest:
    group = groups.get(cart.customer_id, "") if cart.customer_id else ""
    request = request_for(cart, channel=till.channel, location=till.location_id, customer_group=group or None)
    return request._replace(delivery=None)

"""A basket with what it costs now, for showing: an article that cannot be sold is named, not in the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from duken.carts import reads
from duken.carts.basket import Quote
from duken.carts.errors import BadQuantity, ItemNotSold, ItemUnknown, NoPrice
from duken.carts.quote import QuoteRequest, quote
from duken.carts.reads import CartRead
from duken.carts.request_for import request_for
from duken.customers.companies.reads import BuyerRead, acts_for
from duken.customers.reads import groups_of
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.tax.errors import TaxRateMissing

_OF_ONE_LINE = (ItemUnknown, ItemNotSold, BadQuantity, NoPrice, TaxRateMissing)


class QuotedCart(NamedTuple):
    """`quote` is of the lines that can be sold, None if there are none or the delivery is refused.

    `problems` says why an article cannot be sold; `refusal` what stands in the way of the whole; `asked` is what was
    priced, None of an empty basket. `buying`: the company it is for, while its customer may order for it.
    """

    cart: CartRead
    quote: Quote | None
    problems: Mapping[UUID, Refusal]
    refusal: Refusal | None
    asked: QuoteRequest | None = None
    buying: BuyerRead | None = None


def quoted_cart(
    cart_id: UUID, *, channel: str, location: str | UUID | None = None, is_first_order: bool = False, by: Actor
) -> QuotedCart:
    """The basket priced for a channel and a shop (the one it is collected in unless given), for whoever owns it.

    `is_first_order`: what orders say of its customer. Three statements when all is well (basket, articles, prices),
    one more for a customer's, and what promotions need. Raises CartUnknown.
    """
    cart = reads.cart(cart_id, by=by)
    buying = _buying(cart)
    if not cart.lines:
        return QuotedCart(cart, None, {}, None, buying=buying)
    group = groups_of([cart.customer_id]).get(cart.customer_id) if cart.customer_id and not buying else None
    whole = request_for(
        cart,
        channel=channel,
        location=location,
        customer_group=group,
        is_first_order=is_first_order,
        buying=buying,
    )
    [answer] = quote([whole], by=by)
    if not isinstance(answer, Refusal):
        return QuotedCart(cart, answer, {}, None, whole, buying)
    problems = _problems(whole, by)
    sound = [line for line in whole.lines if line.variant_id not in problems]
    if problems and sound:
        whole = whole._replace(lines=sound)
        [answer] = quote([whole], by=by)
    if isinstance(answer, Refusal):
        return QuotedCart(cart, None, problems, None if problems and not sound else answer, whole, buying)
    return QuotedCart(cart, answer, problems, None, whole, buying)


def _buying(cart: CartRead) -> BuyerRead | None:
    """Whoever does not act for the company any more buys for themselves."""
    if not cart.company_id or not cart.customer_id:
        return None
    role = acts_for(cart.customer_id, cart.company_id)
    return role if role and role.may_order else None


def _problems(whole: QuoteRequest, by: Actor) -> dict[UUID, Refusal]:
    """Which lines are refused even alone and collected."""
    alone = [whole._replace(lines=[line], delivery=None, coupons=(), points=0) for line in whole.lines]
    answers = quote(alone, by=by)
    return {
        line.variant_id: answer
        for line, answer in zip(whole.lines, answers, strict=True)
        if isinstance(answer, _OF_ONE_LINE) and line.variant_id
    }

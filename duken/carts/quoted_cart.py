"""A basket with what it costs now, for showing: an article that cannot be sold is named, not in the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from duken.carts import reads
from duken.carts.basket import Quote
from duken.carts.errors import BadQuantity, ItemNotSold, ItemUnknown, NoPrice
from duken.carts.quote import LineWant, QuoteRequest, quote
from duken.carts.reads import CartRead
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.tax.errors import TaxRateMissing

_OF_ONE_LINE = (ItemUnknown, ItemNotSold, BadQuantity, NoPrice, TaxRateMissing)


class QuotedCart(NamedTuple):
    """`quote` is of the lines that can be sold, None if there are none or the delivery is refused.

    `problems` says why an article cannot be sold; `refusal` what stands in the way of the whole.
    """

    cart: CartRead
    quote: Quote | None
    problems: Mapping[UUID, Refusal]
    refusal: Refusal | None


def quoted_cart(
    cart_id: UUID, *, channel: str, location: str | UUID | None = None, customer_group: str | None = None, by: Actor
) -> QuotedCart:
    """The basket priced for a channel and a shop (the one it is collected in unless given).

    Three statements when all is well (basket, articles, prices). Raises CartUnknown.
    """
    cart = reads.cart(cart_id, by=by)
    if not cart.lines:
        return QuotedCart(cart, None, {}, None)
    whole = _request(cart, channel, location, customer_group)
    [answer] = quote([whole], by=by)
    if not isinstance(answer, Refusal):
        return QuotedCart(cart, answer, {}, None)
    problems = _problems(whole, by)
    sound = [line for line in whole.lines if line.variant_id not in problems]
    if problems and sound:
        [answer] = quote([whole._replace(lines=sound)], by=by)
    if isinstance(answer, Refusal):
        return QuotedCart(cart, None, problems, None if problems and not sound else answer)
    return QuotedCart(cart, answer, problems, None)


def _problems(whole: QuoteRequest, by: Actor) -> dict[UUID, Refusal]:
    """Which lines are refused even alone and collected."""
    alone = [whole._replace(lines=[line], delivery=None) for line in whole.lines]
    answers = quote(alone, by=by)
    return {
        line.variant_id: answer
        for line, answer in zip(whole.lines, answers, strict=True)
        if isinstance(answer, _OF_ONE_LINE) and line.variant_id
    }


def _request(cart: CartRead, channel: str, location: str | UUID | None, customer_group: str | None) -> QuoteRequest:
    choice = cart.delivery
    collected_in = choice.store if choice and choice.method == "pickup" and choice.store != "auto" else None
    return QuoteRequest(
        lines=[LineWant(line.quantity, variant_id=line.variant_id) for line in cart.lines],
        channel=channel,
        location=location or collected_in or None,
        customer_group=customer_group,
        delivery=choice.want() if choice else None,
    )

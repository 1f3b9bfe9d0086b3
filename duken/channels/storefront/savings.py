"""What promotions, coupons and points do to a basket: for showing, and for its order."""

from __future__ import annotations

from typing import Any, NamedTuple

from duken.carts.basket import Promoted, Quote
from duken.carts.quoted_cart import QuotedCart
from duken.carts.reads import CartRead
from duken.catalog.reads import VariantRead, variants_by_sku
from duken.channels.promotion_words import near, taken
from duken.channels.texts import sentence
from duken.customers.identities.alias import is_same
from duken.kernel.actor import Actor
from duken.loyalty.policies import most_points
from duken.loyalty.reads import ProgrammeRead, free_points, programme_for


class Points(NamedTuple):
    """What a member may spend here: `most` of the `free` ones on these goods; `spent` as it stands."""

    programme: ProgrammeRead
    free: int
    most: int
    most_worth_minor: int
    wanted: int
    spent: int
    refused: str


def savings(priced: QuotedCart, quoted: Quote, by: Actor) -> dict[str, Any]:
    """What is taken off, what a little more would bring, gifts, and what may be said about coupons and points."""
    promoted = quoted.promoted or Promoted()
    refused = {code: sentence(refusal) for code, refusal in promoted.refused.items()}
    gifts = variants_by_sku([gift.sku for gift in promoted.gifts]) if promoted.gifts else {}
    return {
        "taken": taken(quoted.steps),
        "near": near(quoted),
        "gifts": [_gift(gifts[gift.sku], gift.quantity) for gift in promoted.gifts if gift.sku in gifts],
        "coupons": [(code, refused.get(code, "")) for code in priced.cart.coupons],
        "points": _points(priced.cart, quoted, promoted, by),
    }


def working(cart: CartRead, quoted: Quote) -> tuple[tuple[str, ...], int]:
    """The coupons and points that do something here: an order asks for no others."""
    promoted = quoted.promoted or Promoted()
    return tuple(code for code in cart.coupons if code not in promoted.refused), promoted.points


def _gift(variant: VariantRead, quantity: int) -> dict[str, Any]:
    return {"variant_id": variant.id, "title": variant.title, "quantity": quantity}


def _points(cart: CartRead, quoted: Quote, promoted: Promoted, by: Actor) -> Points | None:
    programme = programme_for(quoted.currency)
    if programme is None or by.customer is None or not is_same(cart.customer_id, by.customer):
        return None
    free = free_points([by.customer], quoted.currency)[by.customer]
    goods = sum(line.total_minor for line in quoted.lines) + promoted.points_minor
    most = most_points(
        free, goods, value_minor=programme.point_value_minor, most_basis_points=programme.most_basis_points
    )
    no = promoted.points_refused
    return Points(
        programme,
        free,
        most,
        most * programme.point_value_minor,
        cart.points,
        promoted.points,
        sentence(no) if no else "",
    )

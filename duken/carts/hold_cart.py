"""Keep the stock of a basket for some minutes, in one place. The order it becomes uses these very units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import orjson
from django.conf import settings
from django.db import transaction

from duken.access import attempts
from duken.carts._claim import Claimed, claim, leave, make_known
from duken.carts.company import read_holding
from duken.carts.errors import BasketEmpty, HoldNeedsSignIn, HoldTooLarge
from duken.carts.policies import priced_per
from duken.carts.reads import CartId
from duken.catalog.reads import variants_by_id
from duken.inventory.errors import NotEnoughStock
from duken.inventory.hold import Want, hold_transfers, release_transfers
from duken.inventory.reads import shelves
from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Chain, Hold, HoldId, Release
from duken.ledger.errors import NotEnough
from duken.ledger.post import post

MOST_UNITS = 50


def hold_cart(cart_id: CartId, *, location_id: UUID, channel: str, by: Actor) -> datetime:
    """Hold everything in the basket in this place; answers until when. What was held for it before is free again.

    Staff and signed-in customers only, fifty units at most (a begun kilogram is one), for `DUKEN_BASKET_HOLD_MINUTES`;
    a customer may ask a few times an hour: nobody locks the shelves from outside. All or nothing.
    Raises CartUnknown, CartClosed, BasketEmpty, HoldNeedsSignIn, HoldTooLarge, NotEnoughStock, TooManyAttempts.
    """
    by.require("carts.write")
    if not by.may("carts.read"):
        if by.customer is None:
            raise HoldNeedsSignIn
        attempts.attempt("basket_held", person=by.id, address="")
    with transaction.atomic():
        cart = claim(cart_id, expected_version=None, by=by)
        wanted = sql.rows("SELECT variant_id, quantity FROM carts_cartline WHERE cart_id = %s ORDER BY id", [cart.id])
        if not wanted:
            raise BasketEmpty
        if (units := _units(wanted)) > MOST_UNITS:
            raise HoldTooLarge(units, MOST_UNITS)
        until = clock.now() + timedelta(minutes=settings.BASKET_HOLD_MINUTES)
        holds = _hold(cart, wanted, location_id, channel, until, by)
        told = [[str(hold.id), hold.source.unit, hold.source.bucket, hold.amount] for hold in holds]
        _remember(cart.id, {"location_id": str(location_id), "until": until.isoformat(), "held": told})
        make_known(cart.id)
        leave(cart, "held", {"until": until.isoformat(), "location_id": location_id, "units": units}, by=by)
    return until


def release_cart(cart_id: CartId, *, by: Actor) -> None:
    """Let what is held go; nothing happens if nothing is. Raises CartUnknown, CartClosed."""
    by.require("carts.write")
    with transaction.atomic():
        cart = claim(cart_id, expected_version=None, by=by)
        if let_go(cart, "not wanted any more", by):
            leave(cart, "hold_released", {}, by=by)


def let_go(cart: Claimed, reason: str, by: Actor) -> bool:
    """The same for a basket the caller has claimed; whether anything was held."""
    stored, ends = _ends(cart.id, reason)
    if ends:
        post([Chain(f"cart:{cart.id}:{ids.new_id()}", f"cart:{cart.id}", ends)], by=by.lend("ledger.post"))
    if stored:
        sql.run("UPDATE carts_cart SET holds = NULL WHERE id = %s", [cart.id])
    return stored


def hand_on(giving: Claimed, taking: Claimed, by: Actor) -> bool:
    """Two claimed baskets become one, which goes on holding what it held; only where that is nothing, what the other
    held. Whether that was so. Never both: no stock is kept for a basket that is no more."""
    _, kept_here = _ends(taking.id, "")
    _, kept_there = _ends(giving.id, "")
    if kept_here:
        let_go(giving, "kept for another basket already", by)
        return False
    sql.run(_HAND_ON, [giving.id, bool(kept_there), taking.id])
    sql.run("UPDATE carts_cart SET holds = NULL WHERE id = %s", [giving.id])
    return bool(kept_there)


def _units(wanted: Sequence[tuple[UUID, int]]) -> int:
    """Pieces, and begun kilograms (litres, metres) of what is sold by measure."""
    quantities = dict(wanted)
    found = variants_by_id(list(quantities)).values()
    return sum(-(-quantities[one.id] // priced_per(one.unit)) for one in found)


def _hold(
    cart: Claimed, wanted: Sequence[tuple[UUID, int]], place: UUID, channel: str, until: datetime, by: Actor
) -> list[Hold]:
    found = shelves([variant for variant, _ in wanted], channel=channel, locations=[place])
    skus: dict[UUID, str] = {one.id: one.sku for one in variants_by_id([variant for variant, _ in wanted]).values()}
    holds: list[Hold] = []
    for variant, quantity in wanted:
        if (variant, place) not in found:
            raise NotEnoughStock(skus[variant], quantity, 0)
        want = Want(variant, place, quantity)
        holds += hold_transfers(want, found[variant, place], channel=channel, expires_at=until)
    _, ends = _ends(cart.id, "held anew")
    chain = Chain(f"cart:{cart.id}:{ids.new_id()}", f"cart:{cart.id}", (*ends, *holds))
    [answer] = post([chain], by=by.lend("ledger.post"))
    if isinstance(answer, NotEnough):
        raise NotEnoughStock(skus[UUID(answer.facts["unit"])], answer.facts["wanted"], answer.facts["free"])
    if isinstance(answer, Refusal):
        raise answer
    return holds


def _ends(cart_id: UUID, reason: str) -> tuple[bool, tuple[Release, ...]]:
    """Whether something was held, and what ends as much of it as is held still."""
    [(stored,)] = sql.rows("SELECT holds::text FROM carts_cart WHERE id = %s", [cart_id])
    holding = read_holding(orjson.loads(stored)) if stored else None
    ends = release_transfers([HoldId(one.hold_id) for one in holding.held], reason) if holding else []
    return stored is not None, tuple(ends)


_HAND_ON = "UPDATE carts_cart SET holds = (SELECT holds FROM carts_cart WHERE id = %s AND %s) WHERE id = %s"


def _remember(cart_id: UUID, told: dict[str, object]) -> None:
    sql.run("UPDATE carts_cart SET holds = %s::jsonb WHERE id = %s", [orjson.dumps(told).decode(), cart_id])

"""Questions about baskets. Whoever may not see a basket is told there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, NewType
from uuid import UUID

import orjson

from duken.carts._claim import is_visible
from duken.carts.choices import ContactDraft, DeliveryChoice, read_contact, read_delivery
from duken.carts.company import Attendant, Holding, read_attendant, read_holding
from duken.carts.errors import CartUnknown
from duken.customers.identities.alias import aliases_of, is_same
from duken.kernel import clock, sql
from duken.kernel.actor import Actor

CartId = NewType("CartId", UUID)


class CartLineRead(NamedTuple):
    variant_id: UUID
    quantity: int


class CartRead(NamedTuple):
    id: CartId
    customer_id: UUID | None
    status: str
    version: int
    currency: str
    opened_in: str
    last_channel: str
    lines: tuple[CartLineRead, ...]
    delivery: DeliveryChoice | None
    contact: ContactDraft | None
    coupons: tuple[str, ...]
    points: int
    order_id: UUID | None
    merged_into: UUID | None
    last_seen: datetime
    seen: Mapping[str, Any] | None = None
    viewed: tuple[UUID, ...] = ()
    attendant: Attendant | None = None
    holding: Holding | None = None
    is_known: bool = False
    company_id: UUID | None = None  # for which it is; empty: for the customer


class Begun(NamedTuple):
    """What became of a basket, for the device it was begun on: in somebody's account, ordered. Not whose, not what."""

    is_owned: bool
    is_ordered: bool


class CartCount(NamedTuple):
    """For the badge in a header: different articles, and units of them altogether."""

    lines: int
    units: int


class CartStep(NamedTuple):
    """One line of a basket's story."""

    version: int
    kind: str
    facts: dict[str, Any]
    actor: str
    channel: str
    happened_at: datetime


def cart(cart_id: UUID, *, by: Actor) -> CartRead:
    """One basket with its lines, in one statement; raises CartUnknown."""
    by.require("carts.write")
    found = sql.rows(_CART, [cart_id])
    if not found or not is_visible(found[0][1], by):
        raise CartUnknown(cart_id)
    return _cart_read(*found[0])


def cart_count(cart_id: UUID, *, by: Actor) -> CartCount:
    """How much lies in an open basket, in one statement; nothing for a basket that is closed or not theirs."""
    by.require("carts.write")
    [(lines, units, owners)] = sql.rows(_COUNT, [cart_id])
    return CartCount(lines, units) if lines and is_visible(owners[0], by) else CartCount(0, 0)


def what_became_of(cart_id: UUID) -> Begun:
    """For whoever holds the id since they began it, and may not see it any more; one statement."""
    found = sql.rows(_BECAME, [cart_id])
    return Begun(*found[0]) if found else Begun(False, False)


def shows_code(cart_id: UUID, *, by: Actor) -> bool:
    """Whether six digits open this basket now; two statements. Raises CartUnknown."""
    cart(cart_id, by=by)
    return bool(sql.rows(_SHOWS_CODE, [cart_id, clock.now()]))


def open_cart_of(customer_id: UUID, *, by: Actor) -> CartId | None:
    """The basket a person has open in any channel, whichever of their cards it was opened for; two statements."""
    by.require("carts.write" if is_same(by.customer, customer_id) else "carts.read")
    return next(iter(open_carts_of(aliases_of(customer_id))), None)


def open_carts_of(cards: Sequence[UUID]) -> list[CartId]:
    """The open baskets of one person's cards, in the order of the cards; one, unless cards were just merged."""
    return [CartId(cart_id) for (cart_id,) in sql.rows(_OPEN_OF, [list(cards), list(cards)])]


def carts_of_people(cards: Sequence[UUID], *, by: Actor) -> list[CartRead]:
    """The open baskets of these cards that have something in them, whole; one statement."""
    by.require("carts.read")
    rows = sql.rows(_CARTS_OF, [list(cards)])
    return [cart for cart in (_cart_read(*row) for row in rows) if cart.lines]


def ways_of(cart_ids: Sequence[UUID], *, by: Actor) -> dict[UUID, tuple[UUID | None, list[str]]]:
    """Whose each basket is, and the channels it went through, in order; one statement."""
    by.require("carts.read")
    return {cart_id: (owner, list(ways)) for cart_id, owner, ways in sql.rows(_WAYS, [list(cart_ids)])}


def cart_story(cart_id: UUID, *, by: Actor) -> list[CartStep]:
    """What was done to a basket, oldest first; raises CartUnknown."""
    cart(cart_id, by=by)
    story: list[CartStep] = sql.named_rows(CartStep, _STORY, [cart_id])
    return [step._replace(facts=_json(step.facts) or {}) for step in story]


def _cart_read(*row: Any) -> CartRead:
    (id, customer_id, status, version, currency, opened_in, last_channel, variants, quantities,
     delivery, contact, coupons, points, order_id, merged_into, last_seen,
     seen, viewed, attendant, holds, is_known, company_id) = row  # fmt: skip
    return CartRead(
        id=CartId(id),
        customer_id=customer_id,
        status=status,
        version=version,
        currency=currency,
        opened_in=opened_in,
        last_channel=last_channel,
        lines=tuple(map(CartLineRead, variants, quantities)),
        delivery=read_delivery(_json(delivery)),
        contact=read_contact(_json(contact)),
        coupons=tuple(_json(coupons)),
        points=0 if company_id else points,
        order_id=order_id,
        merged_into=merged_into,
        last_seen=last_seen,
        seen=_json(seen),
        viewed=tuple(map(UUID, _json(viewed))),
        attendant=read_attendant(_json(attendant)),
        holding=read_holding(_json(holds)),
        is_known=is_known,
        company_id=company_id,
    )


def _json(value: Any) -> Any:
    """A raw statement hands out JSON as text."""
    return orjson.loads(value) if isinstance(value, str) else value


_COLUMNS = """
SELECT id, customer_id, status, version, currency, opened_in, last_channel,
       ARRAY(SELECT variant_id FROM carts_cartline WHERE cart_id = cart.id ORDER BY id),
       ARRAY(SELECT quantity FROM carts_cartline WHERE cart_id = cart.id ORDER BY id),
       delivery, contact, coupons, points, order_id, merged_into, last_seen,
       seen, viewed, attendant, holds, is_known, company_id
FROM carts_cart cart
"""
_CART = _COLUMNS + "WHERE id = %s"
_CARTS_OF = _COLUMNS + "WHERE customer_id = ANY(%s) AND status = 'open'"

_COUNT = """
SELECT count(*), coalesce(sum(quantity), 0), array_agg(cart.customer_id)
FROM carts_cartline line JOIN carts_cart cart ON cart.id = line.cart_id WHERE cart.id = %s AND cart.status = 'open'
"""

_OPEN_OF = """
SELECT id FROM carts_cart WHERE customer_id = ANY(%s::uuid[]) AND status = 'open'
ORDER BY array_position(%s::uuid[], customer_id)
"""

# Only where the channel is another than the one before.
_WAYS = """
SELECT cart.id, cart.customer_id, array_agg(told.channel ORDER BY told.id)
FROM carts_cart cart JOIN (
    SELECT id, cart_id, channel, lag(channel) OVER (PARTITION BY cart_id ORDER BY id) AS before
    FROM carts_cartevent WHERE cart_id = ANY(%s)
) told ON told.cart_id = cart.id AND told.channel IS DISTINCT FROM told.before
GROUP BY cart.id
"""

_STORY = """
SELECT version, kind, facts, actor, channel, happened_at FROM carts_cartevent WHERE cart_id = %s ORDER BY id
"""

_BECAME = """
SELECT last.customer_id IS NOT NULL, last.status = 'ordered'
FROM carts_cart cart JOIN carts_cart last ON last.id = coalesce(cart.merged_into, cart.id) WHERE cart.id = %s
"""
_SHOWS_CODE = "SELECT 1 FROM carts_cartshare WHERE cart_id = %s AND is_single AND expires_at > %s"

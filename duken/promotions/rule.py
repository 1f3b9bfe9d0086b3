"""A promotion as data: when it holds, on what, and what it does. Frozen; read strictly from JSON.

Amounts are minor units of the promotion's currency, shares are basis points (1500 = 15 %), quantities are pieces (a
line sold by weight or length is one piece). An empty condition is no condition.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from duken.promotions.errors import BadRule

MOST = 10**12
Amount = Annotated[int, msgspec.Meta(gt=0, le=MOST)]
Pieces = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
BasisPoints = Annotated[int, msgspec.Meta(ge=1, le=10_000)]
Minute = Annotated[int, msgspec.Meta(ge=0, le=1440)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Words = frozenset[Text]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class Goods(_Part, frozen=True):
    """Which lines: any of these, and none of those. Naming nothing means every line."""

    skus: Words = frozenset()
    products: frozenset[UUID] = frozenset()
    categories: frozenset[UUID] = frozenset()  # with everything below them
    brands: Words = frozenset()  # in lower case
    not_skus: Words = frozenset()
    not_products: frozenset[UUID] = frozenset()
    not_categories: frozenset[UUID] = frozenset()
    not_brands: Words = frozenset()
    not_reduced: bool = False  # leaves out what is sold below its usual price already


class Contains(_Part, frozen=True):
    """The basket holds so many pieces of these."""

    goods: Goods
    quantity: Pieces = 1


class When(_Part, frozen=True):
    """All of it must hold. `min_*` count the goods the promotion is on, at their prices before any promotion."""

    channels: Words = frozenset()
    stores: frozenset[UUID] = frozenset()
    customer_groups: Words = frozenset()
    tiers: Words = frozenset()
    customers: frozenset[UUID] = frozenset()
    weekdays: frozenset[Weekday] = frozenset()
    from_minute: Minute = 0  # of the shop's own day
    to_minute: Minute = 1440
    is_first_order: bool = False
    needs_coupon: bool = False
    min_sum_minor: Annotated[int, msgspec.Meta(ge=0, le=MOST)] = 0
    min_quantity: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0
    contains: tuple[Contains, ...] = ()


class Percent(_Part, frozen=True, tag="percent"):
    basis_points: BasisPoints


class AmountOff(_Part, frozen=True, tag="amount"):
    """Off all the goods together."""

    amount_minor: Amount


class AmountOffEach(_Part, frozen=True, tag="amount_each"):
    """Off every piece."""

    amount_minor: Amount


class FixedPrice(_Part, frozen=True, tag="fixed_price"):
    """Every unit (of the unit it is priced by) costs this; never more than it costs now."""

    price_minor: Annotated[int, msgspec.Meta(ge=0, le=MOST)]


class CheapestFree(_Part, frozen=True, tag="cheapest_free"):
    """N for M: of every `of` pieces the `free` cheapest cost nothing, or so much less. At most `times` over."""

    of: Pieces
    free: Pieces = 1
    basis_points: BasisPoints = 10_000
    times: Pieces = 100_000


class BundlePart(_Part, frozen=True):
    goods: Goods
    quantity: Pieces = 1


class Bundle(_Part, frozen=True, tag="bundle"):
    """These together cost `price_minor`; the dearest pieces first, and as often as it pays (`times` at most).

    The promotion's own goods say only what its conditions count.
    """

    parts: Annotated[tuple[BundlePart, ...], msgspec.Meta(min_length=1, max_length=10)]
    price_minor: Annotated[int, msgspec.Meta(ge=0, le=MOST)]
    times: Annotated[int, msgspec.Meta(ge=1, le=100)] = 100


class Gift(_Part, frozen=True, tag="gift"):
    """So many pieces of one article free. It is offered while it is not in the basket."""

    sku: Text
    quantity: Pieces = 1


class FreeDelivery(_Part, frozen=True, tag="free_delivery"):
    """The delivery costs nothing, or at most `up_to_minor` less."""

    up_to_minor: Amount | None = None


class MultiplyPoints(_Part, frozen=True, tag="points"):
    """Points for these goods count so many per mille: 2000 is double."""

    per_mille: Annotated[int, msgspec.Meta(ge=1001, le=100_000)]


Effect = Percent | AmountOff | AmountOffEach | FixedPrice | CheapestFree | Bundle | Gift | FreeDelivery | MultiplyPoints


class Rule(_Part, frozen=True):
    """One promotion, ready to be judged.

    The lower `priority` works first, then the code that sorts first. Of those with the same `group` only one works, and
    one that stands `alone` works with no other: the choice that takes most off wins. `cap_minor` bounds one order.
    """

    id: UUID
    code: Text
    effect: Effect
    when: When = When()
    goods: Goods = Goods()
    priority: int = 100
    group: str = ""
    alone: bool = False
    cap_minor: Amount | None = None


class Terms(_Part, frozen=True):
    """The part of a rule that its author writes: what is kept in the table as JSON."""

    effect: Effect
    when: When = When()
    goods: Goods = Goods()


def read_terms(written: Any) -> Terms:
    """Terms from plain JSON values. Raises BadRule, which says where and what."""
    try:
        terms = msgspec.convert(written, Terms)
    except msgspec.ValidationError as problem:
        what, _, where = str(problem).partition(" - at `")
        raise BadRule(where.rstrip("`").lstrip("$."), what) from None
    if terms.when.from_minute >= terms.when.to_minute:
        raise BadRule("when.to_minute", "ends before it begins")
    if isinstance(terms.effect, CheapestFree) and terms.effect.free > terms.effect.of:
        raise BadRule("effect.free", "more are free than are bought")
    return terms


def written(terms: Terms) -> Any:
    """Terms as plain JSON values, the same for the same terms."""
    return msgspec.json.decode(msgspec.json.encode(terms, order="deterministic"))

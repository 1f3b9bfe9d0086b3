"""What a promotion is judged against, and what comes of it. Plain values: no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple
from uuid import UUID

from duken.pricing.take_off import Rank


class PromotionLine(NamedTuple):
    """A priced line. `rank` is how it is told from others (pricing/take_off.py); `brand` in lower case."""

    variant_id: UUID
    sku: str
    product_id: UUID
    categories: frozenset[UUID]  # its own and all above it
    brand: str
    quantity: int
    per: int
    unit_price_minor: int
    subtotal_minor: int
    is_reduced: bool
    rank: Rank

    @property
    def pieces(self) -> int:
        """Goods sold by weight or length are one piece, however much of it."""
        return self.quantity if self.per == 1 else 1


class PromotionBasket(NamedTuple):
    """A basket and its circumstances. `weekday` and `minute` are the shop's own; `coupons`: code -> its promotion."""

    lines: Sequence[PromotionLine]
    channel: str
    weekday: str
    minute: int
    store_id: UUID | None = None
    customer_id: UUID | None = None
    customer_group: str = ""
    tier: str = ""
    is_first_order: bool = False
    delivery_minor: int = 0
    coupons: Mapping[str, UUID] = {}


class Award(NamedTuple):
    """An amount that is taken off the named lines, in proportion to what is left of each, or off the delivery."""

    promotion_id: UUID
    code: str
    coupon: str  # the one it was given for, or empty
    amount_minor: int
    applies_to: Literal["goods", "delivery"]
    line_positions: tuple[int, ...]


class GiftOffered(NamedTuple):
    """So many more pieces would cost nothing, were they in the basket."""

    promotion_id: UUID
    code: str
    sku: str
    quantity: int


class Extra(NamedTuple):
    """Points for these lines count `per_mille`."""

    promotion_id: UUID
    code: str
    per_mille: int
    line_positions: tuple[int, ...]


class Reason(NamedTuple):
    """Why a promotion did not work: a stable word and its facts."""

    promotion_id: UUID
    code: str
    why: str
    facts: Mapping[str, Any] = {}


class Outcome(NamedTuple):
    """Awards in the order in which they apply. `reasons` are of promotions a coupon asked for, and of near misses."""

    awards: tuple[Award, ...] = ()
    gifts: tuple[GiftOffered, ...] = ()
    extras: tuple[Extra, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def amount_minor(self) -> int:
        return sum(award.amount_minor for award in self.awards)

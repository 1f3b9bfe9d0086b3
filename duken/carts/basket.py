"""Shapes of the price of a basket: what goes in, what comes out. Named tuples: many are made each second.

Amounts are whole minor units of one currency; a discount is a positive number that is taken off.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, NamedTuple
from uuid import UUID

from duken.kernel.refusals import Refusal
from duken.pricing.policies import ChosenPrice
from duken.pricing.take_off import Rank
from duken.promotions.basket import GiftOffered, Reason
from duken.promotions.claims import Used
from duken.tax.amounts import divide_half_up


class Step(NamedTuple):
    """One step of the reckoning: what was done, why, and what it came to."""

    code: str
    facts: Mapping[str, Any]
    amount_minor: int


class BasketLine(NamedTuple):
    """An article whose price has been chosen, for `per` units (1000 where grams are priced by the kilogram)."""

    variant_id: UUID
    sku: str
    title: str
    quantity: int
    price: ChosenPrice
    tax_rate: Decimal
    per: int = 1

    @property
    def rank(self) -> Rank:
        """How it is told from other lines where an amount is shared (pricing/take_off.py)."""
        price = self.price
        return self.sku, self.quantity, price.amount_minor, self.per, self.tax_rate, price.includes_tax

    @property
    def subtotal_minor(self) -> int:
        return divide_half_up(self.price.amount_minor * self.quantity, self.per)


class DeliveryTerms(NamedTuple):
    zone: str
    price_minor: int
    tax_rate: Decimal
    free_from_minor: int | None = None


class Adjustment(NamedTuple):
    """An amount taken off: by a promotion, a coupon, points, or a person. Decided elsewhere, applied here.

    It lowers the named lines (their positions; None means all) in proportion to what is left of each, or the delivery.
    More than there is cannot be taken.
    """

    code: str
    amount_minor: int
    applies_to: Literal["goods", "delivery"] = "goods"
    line_positions: tuple[int, ...] | None = None
    facts: Mapping[str, Any] = {}


class QuoteLine(NamedTuple):
    """`total_minor` is subtotal less discount: with its tax inside if `includes_tax`, else without."""

    variant_id: UUID
    sku: str
    title: str
    quantity: int
    per: int
    unit_price_minor: int
    compare_at_minor: int | None
    subtotal_minor: int
    discount_minor: int
    total_minor: int
    tax_minor: int
    tax_rate: Decimal
    includes_tax: bool
    price_list: str
    steps: tuple[Step, ...]


class DeliveryLine(NamedTuple):
    zone: str
    price_minor: int
    discount_minor: int
    total_minor: int
    tax_minor: int
    tax_rate: Decimal
    includes_tax: bool


class TaxTotal(NamedTuple):
    """Everything taxed at one rate: without tax, the tax, with tax."""

    rate: Decimal
    net_minor: int
    tax_minor: int
    gross_minor: int


class Promoted(NamedTuple):
    """What promotions and points did to a basket, and what they would do.

    `used` with the amounts they took in the end; `refused` are coupons that did not work, each with its reason;
    `near` promotions that a little more would bring; `points_refused`: why none of the points asked for are spent;
    `points_per_mille`: how much each line's points count; `tried`: why promotions being tried out do nothing here.
    """

    used: tuple[Used, ...] = ()
    gifts: tuple[GiftOffered, ...] = ()
    refused: Mapping[str, Refusal] = {}
    near: tuple[Reason, ...] = ()
    points: int = 0
    points_minor: int = 0
    points_refused: Refusal | None = None
    points_per_mille: tuple[int, ...] = ()
    tried: Mapping[UUID, Reason] = {}


class Quote(NamedTuple):
    """What a basket costs: total = subtotal - discount + delivery + added tax + rounding.

    `tax_minor` is all tax, inside prices or on top; `added_tax_minor` only what comes on top (0 where prices
    include tax). `delivery_minor` is what is left of it after its own discount.
    """

    currency: str
    lines: tuple[QuoteLine, ...]
    delivery: DeliveryLine | None
    subtotal_minor: int
    discount_minor: int
    delivery_minor: int
    tax_minor: int
    added_tax_minor: int
    rounding_minor: int
    total_minor: int
    includes_tax: bool
    taxes: tuple[TaxTotal, ...]
    steps: tuple[Step, ...]
    priced_at: datetime | None = None
    promoted: Promoted | None = None

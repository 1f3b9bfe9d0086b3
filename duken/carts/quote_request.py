"""What one asks when asking what a basket costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from duken.carts.basket import Adjustment
from duken.promotions.reads import ActivePromotion


class LineWant(NamedTuple):
    """An article by `variant_id` or by `sku`, and how much of it in its own unit."""

    quantity: int
    variant_id: UUID | None = None
    sku: str = ""

    @property
    def item(self) -> object:
        return self.variant_id or self.sku


class DeliveryWant(NamedTuple):
    """To an address. `zone` (a code) is the service chosen; without it the first the shop offers there is taken."""

    country: str = ""
    city: str = ""
    postcode: str = ""
    zone: str = ""


class QuoteRequest(NamedTuple):
    """`currency` None is the channel's; `location` (code or id) is the shop whose prices count.

    No `delivery` means collected. `cash_rounding_minor` is the smallest coin where the whole is paid in cash.
    `coupons` are codes as typed; `points` of the customer's are spent on what promotions and `adjustments` have left.
    `is_trade`: for a company; of promotions it gets those made for its customer group.
    `tried` are promotions their author tries out: as if they were in force, and in place of those with their ids.
    """

    lines: Sequence[LineWant]
    channel: str
    currency: str | None = None
    location: str | UUID | None = None
    customer_group: str | None = None
    delivery: DeliveryWant | None = None
    adjustments: Sequence[Adjustment] = ()
    cash_rounding_minor: int = 1
    customer_id: UUID | None = None
    is_first_order: bool = False
    coupons: Sequence[str] = ()
    points: int = 0
    tried: Sequence[ActivePromotion] = ()
    is_trade: bool = False

    def for_company(self, company_id: UUID, group: str) -> QuoteRequest:
        """The same bought for a company: its prices, its limits, never its buyer's."""
        return self._replace(customer_id=company_id, customer_group=group or None, is_first_order=False, is_trade=True)

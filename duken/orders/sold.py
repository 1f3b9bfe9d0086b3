"""A sale that has happened at a counter, as plain values: what was sold, what was given for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from duken.kernel.refusals import Refusal
from duken.ledger.entries import Account
from duken.promotions.claims import Used


class SoldLine(NamedTuple):
    """`total_minor` is subtotal less discount; `added_tax_minor` comes on top where prices do not include tax.

    `by_points_minor` of the discount was paid in points; `points_per_mille`: how much the line's points count.
    """

    id: UUID
    variant_id: UUID
    sku: str
    title: str
    quantity: int
    unit_price_minor: int
    subtotal_minor: int
    total_minor: int
    tax_minor: int
    added_tax_minor: int
    tax_rate: Decimal
    by_points_minor: int = 0
    points_per_mille: int = 1000


class Given(NamedTuple):
    """Money given for a sale, or given back beside it (below zero). It lies `into` afterwards.

    `sources` are the gift card, or the customer's cards whose credit pays, in turn: as far as they have it.
    """

    id: UUID
    method: str
    tender: str
    amount_minor: int
    into: Account
    sources: tuple[tuple[UUID, Account], ...] = ()


@dataclass(frozen=True, slots=True)
class Sale:
    """`key` says it once for ever; `rounding_minor` is what cash made of the total.

    `exchanged_minor` was paid with goods that came back on the same receipt; `points` were spent (`by_points_minor` of
    the lines); `used` are the promotions that worked.
    """

    id: UUID
    key: str
    number: str
    channel: str
    location_id: UUID
    till_id: UUID
    at: datetime
    currency: str
    lines: tuple[SoldLine, ...]
    given: tuple[Given, ...] = ()
    language: str = ""
    customer_id: UUID | None = None
    cart_id: UUID | None = None
    includes_tax: bool = True
    exchanged_minor: int = 0
    rounding_minor: int = 0
    points: int = 0
    used: tuple[Used, ...] = ()

    @property
    def total_minor(self) -> int:
        """What it costs, before cash is rounded."""
        return sum(line.total_minor + line.added_tax_minor for line in self.lines)


class Unpaid(NamedTuple):
    """A card or credit paid `paid_minor` of what the receipt says it paid."""

    method: str
    said_minor: int
    paid_minor: int


@dataclass(frozen=True, slots=True)
class SaleWritten:
    """The order, and what the books did not have of what the sale took.

    `missing` are (variant id, quantity) out of no shelf, `claims` the coupons and promotions that were used up,
    `points_short` points nobody had, `basket` why its basket could not be closed with it.
    """

    order_id: UUID
    number: str
    missing: tuple[tuple[UUID, int], ...] = ()
    unpaid: tuple[Unpaid, ...] = ()
    claims: tuple[str, ...] = ()
    points_short: int = 0
    basket: Refusal | None = None
    repeated: bool = False

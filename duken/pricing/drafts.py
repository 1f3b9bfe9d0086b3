"""What a person or an import says about prices, before it is checked; and what each was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

Outcome = Literal["created", "changed", "unchanged", "removed"]


@dataclass(frozen=True, slots=True)
class PriceListDraft:
    """A list by its code. `store_group` is a code; None means any channel, shop, group, time."""

    code: str
    name: str
    currency: str
    includes_tax: bool = True
    channel_code: str | None = None
    store_group: str | None = None
    customer_group: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    rank: int = 100
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class PriceDraft:
    """Minor units of the list's currency for one unit, from `min_quantity` on; None takes the price away.

    The article is named by `variant_id` or by `sku`.
    """

    price_list: str
    amount_minor: int | None
    variant_id: UUID | None = None
    sku: str = ""
    min_quantity: int = 1

"""Which sale a returned article belongs to, when nobody kept the receipt. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Sold:
    """An order line with what has not come back yet. `unit_paid_minor` is what one piece cost after discounts."""

    order_id: UUID
    line_id: UUID
    customer_id: UUID
    variant_id: UUID
    left: int
    unit_paid_minor: int
    sold_at: datetime


@dataclass(frozen=True, slots=True)
class Back:
    """Pieces of a variant a customer brought back."""

    customer_id: UUID | None
    variant_id: UUID
    quantity: int
    unit_price_minor: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the pieces, and the order line they came from: None when no sale fits."""

    quantity: int
    sold: Sold | None


def match(returned: Sequence[Back], sold: Iterable[Sold]) -> list[tuple[Part, ...]]:
    """Each return split over the sales it came from, in order; no sale gives back more than it has left.

    Only earlier sales of the same article to the same customer, for at least the price paid back. First the one of
    the same price and quantity, then the same price, then a dearer one; the latest first.
    """
    left: dict[UUID, int] = {}
    sales: dict[tuple[UUID, UUID], list[Sold]] = defaultdict(list)
    for sale in sold:
        left[sale.line_id] = sale.left
        sales[sale.customer_id, sale.variant_id].append(sale)
    return [_parts(back, sales, left) for back in returned]


def _parts(back: Back, sales: dict[tuple[UUID, UUID], list[Sold]], left: dict[UUID, int]) -> tuple[Part, ...]:
    parts: list[Part] = []
    wanted = back.quantity
    for sale in _best_first(back, sales, left):
        taken = min(wanted, left[sale.line_id])
        if taken:
            left[sale.line_id] -= taken
            wanted -= taken
            parts.append(Part(taken, sale))
    if wanted:
        parts.append(Part(wanted, None))
    return tuple(parts)


def _best_first(back: Back, sales: dict[tuple[UUID, UUID], list[Sold]], left: dict[UUID, int]) -> list[Sold]:
    if back.customer_id is None:
        return []
    fitting = [
        sale
        for sale in sales.get((back.customer_id, back.variant_id), ())
        if sale.sold_at <= back.at and sale.unit_paid_minor >= back.unit_price_minor
    ]
    latest = sorted(fitting, key=lambda sale: (sale.sold_at, sale.line_id.int), reverse=True)
    return sorted(
        latest,
        key=lambda sale: (sale.unit_paid_minor != back.unit_price_minor, left[sale.line_id] != back.quantity),
    )

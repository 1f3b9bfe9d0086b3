"""Which price a buyer pays: pure, replaceable.

The most specific list wins (customer group, then shops, then channel, then everybody's), then the lower rank,
then the lower price. On one list the largest quantity step that is reached counts. A list whose first step is
not reached is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

FOR_GROUP, FOR_SHOPS, FOR_CHANNEL, FOR_ALL = 4, 2, 1, 0


@dataclass(frozen=True, slots=True)
class Buyer:
    """Everything about a buyer that may change a price."""

    channel: str
    currency: str
    location_id: UUID | None = None
    customer_group: str | None = None


class PriceListRead(NamedTuple):
    id: UUID
    code: str
    name: str
    currency: str
    includes_tax: bool
    channel_code: str | None
    store_group_id: UUID | None
    customer_group: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    rank: int
    is_active: bool

    @property
    def specificity(self) -> int:
        return (
            FOR_GROUP * (self.customer_group is not None)
            + FOR_SHOPS * (self.store_group_id is not None)
            + FOR_CHANNEL * (self.channel_code is not None)
        )


class PriceStep(NamedTuple):
    """One price on one list: minor units for one unit, from `min_quantity` on."""

    min_quantity: int
    amount_minor: int
    list_code: str
    includes_tax: bool
    specificity: int = FOR_ALL
    rank: int = 100


class ChosenPrice(NamedTuple):
    """`compare_at_minor` is a general price that is higher than the one chosen, if there is one.

    It may not be shown as a reduction by itself: the law asks for reads.lowest_before_reduction.
    """

    amount_minor: int
    list_code: str
    includes_tax: bool
    min_quantity: int
    compare_at_minor: int | None


def serves(price_list: PriceListRead, buyer: Buyer, store_groups: frozenset[UUID]) -> bool:
    """Whether a list is this buyer's, whatever the time. `store_groups` are those of the buyer's shop."""
    return (
        price_list.is_active
        and price_list.currency == buyer.currency
        and price_list.channel_code in (None, buyer.channel)
        and price_list.customer_group in (None, buyer.customer_group)
        and (price_list.store_group_id is None or price_list.store_group_id in store_groups)
    )


def is_in_force(price_list: PriceListRead, at: datetime) -> bool:
    starts, ends = price_list.starts_at, price_list.ends_at
    return (starts is None or starts <= at) and (ends is None or at < ends)


def choose_price(steps: Sequence[PriceStep], quantity: int) -> ChosenPrice | None:
    """The price of one unit when `quantity` are bought; None if no list has one."""
    reached: dict[str, PriceStep] = {}
    for step in steps:
        if step.min_quantity <= quantity:
            kept = reached.get(step.list_code)
            if kept is None or kept.min_quantity < step.min_quantity:
                reached[step.list_code] = step
    if not reached:
        return None
    best = min(reached.values(), key=_preference)
    return ChosenPrice(
        best.amount_minor, best.list_code, best.includes_tax, best.min_quantity, _compare_at(best, reached.values())
    )


def price_ladder(steps: Sequence[PriceStep]) -> dict[int, ChosenPrice]:
    """The price of one unit by the quantity from which it counts, smallest first; only where it changes."""
    ladder: dict[int, ChosenPrice] = {}
    for quantity in sorted({1, *(step.min_quantity for step in steps)}):
        price = choose_price(steps, quantity)
        before = next(reversed(ladder.values()), None)
        if price and (before is None or price.amount_minor != before.amount_minor):
            ladder[quantity] = price
    return ladder


def _preference(step: PriceStep) -> tuple[int, int, int, str]:
    return -step.specificity, step.rank, step.amount_minor, step.list_code


def _compare_at(best: PriceStep, reached: Iterable[PriceStep]) -> int | None:
    general = [
        step.amount_minor for step in reached if step.specificity == FOR_ALL and step.includes_tax == best.includes_tax
    ]
    highest = max(general, default=best.amount_minor)
    return highest if highest > best.amount_minor else None

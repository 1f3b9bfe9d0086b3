"""The naive order book that real orders are compared with: one page an order, and what stands on the shelves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID


@dataclass
class Page:
    """One order as a clerk would write it down. `paid` and `given_back` in minor units."""

    id: UUID
    shop: str
    wanted: list[tuple[str, int]]
    prices: dict[str, int]
    status: str = "placed"
    payment: str = "started"
    paid: int = 0
    given_back: int = 0
    cut: Counter[int] = field(default_factory=Counter)

    def quantity(self, line: int) -> int:
        return self.wanted[line][1] - self.cut[line]

    @property
    def total(self) -> int:
        return sum(self.quantity(at) * self.prices[sku] for at, (sku, _) in enumerate(self.wanted))

    @property
    def is_unfinished(self) -> bool:
        return self.status in ("placed", "confirmed")


@dataclass
class OrderBook:
    """`on_hand` by SKU and shop."""

    prices: dict[str, int]
    on_hand: Counter[tuple[str, str]]
    pages: list[Page] = field(default_factory=list)

    def held(self, sku: str, shop: str) -> int:
        return sum(
            page.quantity(at)
            for page in self.pages
            if page.shop == shop and page.is_unfinished
            for at, (wanted, _) in enumerate(page.wanted)
            if wanted == sku
        )

    def shops_with(self, lines: list[tuple[str, int]], shops: list[str]) -> list[str]:
        """Where the whole basket is free."""
        wanted: Counter[str] = Counter()
        for sku, quantity in lines:
            wanted[sku] += quantity
        return [
            shop
            for shop in shops
            if all(self.on_hand[sku, shop] - self.held(sku, shop) >= units for sku, units in wanted.items())
        ]

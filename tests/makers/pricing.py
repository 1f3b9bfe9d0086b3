"""Makers of prices and tax rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from duken.kernel.actor import system
from duken.kernel.refusals import Refusal
from duken.pricing import reads as pricing
from duken.pricing.drafts import PriceDraft, PriceListDraft
from duken.pricing.policies import PriceListRead
from duken.pricing.save_price_lists import save_price_lists
from duken.pricing.set_prices import set_prices
from duken.tax import reads as tax
from duken.tax.save_rates import TaxRateDraft, save_rates


class PricingMakers:
    """`make.price("TEA", 499)` puts a price on the list everybody buys from, in pounds, tax included."""

    def __init__(self) -> None:
        super().__init__()
        pricing.forget()
        tax.forget()

    def price_list(self, code: str = "retail", **facts: Any) -> PriceListRead:
        told = {"name": code.title(), "currency": "GBP"} | facts
        [answer] = save_price_lists([PriceListDraft(code=code, **told)], by=system("tests"))
        if isinstance(answer, Refusal):
            raise answer
        return next(one for one in pricing.price_lists() if one.code == code)

    def price(self, sku: str, amount_minor: int, *, price_list: str = "retail", min_quantity: int = 1) -> None:
        """A price for an article that exists; the list is made if it is not there yet."""
        if price_list not in {one.code for one in pricing.price_lists()}:
            self.price_list(price_list)
        draft = PriceDraft(price_list, amount_minor, sku=sku, min_quantity=min_quantity)
        [answer] = set_prices([draft], by=system("tests"))
        if isinstance(answer, Refusal):
            raise answer

    def tax_rate(self, rate: str = "0.20", *, country: str = "GB", tax_class: str = "standard") -> Decimal:
        """In force since 2000."""
        draft = TaxRateDraft(country, tax_class, Decimal(rate), date(2000, 1, 1))
        [answer] = save_rates([draft], by=system("tests"))
        if isinstance(answer, Refusal):
            raise answer
        return Decimal(rate)

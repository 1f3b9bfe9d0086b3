"""A shop to measure: 1,000 products in six shops and a warehouse, filled through the same verbs people use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from duken.access.keys import create_key
from duken.catalog.drafts import ProductDraft, VariantDraft
from duken.catalog.reads import variants_by_sku
from duken.catalog.save_products import save_products
from duken.inventory.receive import receive_stock
from duken.kernel.actor import system
from duken.kernel.refusals import Refusal
from duken.pricing.drafts import PriceDraft, PriceListDraft
from duken.pricing.save_price_lists import save_price_lists
from duken.pricing.set_prices import set_prices
from duken.stores import reads as stores
from duken.stores.drafts import ChannelDraft, DeliveryZoneDraft, LegalEntityDraft, LocationDraft
from duken.stores.save_channels import save_channels
from duken.stores.save_delivery_zones import save_delivery_zones
from duken.stores.save_legal_entities import save_legal_entities
from duken.stores.save_locations import save_locations
from duken.tax.save_rates import TaxRateDraft, save_rates

BY = system("bench")
SHOPS = 6
PLENTY = 10_000_000
WEEK = {day: [["09:00", "20:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


def sku(number: int) -> str:
    return f"B{number:05d}"


def fill(products: int = 1000) -> str:
    """Fill an empty database; answers a key that may place orders and read products."""
    _saved(save_legal_entities([LegalEntityDraft("Bench", "GB", "GBP", "BN")], by=BY))
    _saved(save_locations([_shop(number) for number in range(SHOPS)] + [_warehouse()], by=BY))
    _saved(save_channels([ChannelDraft(code="web", name="Web", kind="web", currency="GBP")], by=BY))
    zone = DeliveryZoneDraft(
        code="courier", name="Courier", country="GB", price_minor=399, currency="GBP", ships_from="warehouse"
    )
    _saved(save_delivery_zones([zone], by=BY))
    _saved(save_rates([TaxRateDraft("GB", "standard", Decimal("0.20"), date(2000, 1, 1))], by=BY))
    drafts = [ProductDraft(f"Product {number}", variants=[VariantDraft(sku(number))]) for number in range(products)]
    _saved(save_products(drafts, by=BY))
    _saved(save_price_lists([PriceListDraft("retail", "Retail", "GBP")], by=BY))
    prices = [PriceDraft("retail", 250 + number % 900, sku=sku(number)) for number in range(products)]
    _saved(set_prices(prices, by=BY))
    _stock([variant.id for variant in variants_by_sku([sku(number) for number in range(products)]).values()])
    return create_key("bench", scopes=["orders.place", "orders.read", "catalog.read", "inventory.read"], by=BY).secret


def _shop(number: int) -> LocationDraft:
    return _place(f"shop-{number}", is_shop=True, is_pickup_point=True)


def _warehouse() -> LocationDraft:
    return _place("warehouse", is_warehouse=True)


def _place(code: str, **said: Any) -> LocationDraft:
    told: dict[str, Any] = {"legal_entity": "BN", "country": "GB", "timezone": "Europe/London", "opening_hours": WEEK}
    return LocationDraft(code=code, name=code.title(), **told, **said)


def _stock(variants: list[UUID]) -> None:
    for place in stores.locations():
        receive_stock([(variant, PLENTY) for variant in variants], location_id=place.id, key=place.code, by=BY)


def _saved(answers: list[Any]) -> None:
    for answer in answers:
        if isinstance(answer, Refusal):
            raise answer

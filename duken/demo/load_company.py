"""Open the demo's company: places, ways in, delivery, tax, the price list. Saying it twice changes nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from duken.demo import shops
from duken.demo.answers import accepted
from duken.kernel.actor import Actor
from duken.pricing.drafts import PriceListDraft
from duken.pricing.save_price_lists import save_price_lists
from duken.stores.save_channels import save_channels
from duken.stores.save_delivery_zones import save_delivery_zones
from duken.stores.save_legal_entities import save_legal_entities
from duken.stores.save_locations import save_locations
from duken.stores.save_store_groups import save_store_groups
from duken.tax.save_rates import TaxRateDraft, save_rates

VAT = Decimal("0.20")
PRICE_LIST = "retail"


def load_company(*, by: Actor) -> None:
    accepted(save_legal_entities([shops.COMPANY], by=by))
    accepted(save_locations(shops.LOCATIONS, by=by))
    accepted(save_store_groups(shops.GROUPS, by=by))
    accepted(save_channels(shops.CHANNELS, by=by))
    accepted(save_delivery_zones(shops.ZONES, by=by))
    accepted(save_rates([TaxRateDraft(shops.COUNTRY, "standard", VAT, date(2011, 1, 4))], by=by))
    accepted(save_price_lists([PriceListDraft(PRICE_LIST, "Retail prices", shops.CURRENCY)], by=by))

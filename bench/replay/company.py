"""The chain of The Complete Journey as a company of its own: its stores, its till, no tax (the data knows none)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from duken.demo.answers import accepted
from duken.kernel.actor import Actor
from duken.pricing.drafts import PriceListDraft
from duken.pricing.save_price_lists import save_price_lists
from duken.stores.drafts import ChannelDraft, LegalEntityDraft, LocationDraft
from duken.stores.save_channels import save_channels
from duken.stores.save_legal_entities import save_legal_entities
from duken.stores.save_locations import save_locations
from duken.tax.save_rates import TaxRateDraft, save_rates

COUNTRY, CURRENCY, ZONE = "US", "USD", "America/New_York"  # the zone is assumed: the source names none
CHANNEL, PRICE_LIST = "till", "retail"


def open_company(stores: Collection[int], *, by: Actor) -> None:
    accepted(save_legal_entities([LegalEntityDraft("Journey", COUNTRY, CURRENCY, "CJ")], by=by))
    accepted(save_locations([_store(number) for number in sorted(stores)], by=by))
    accepted(save_channels([ChannelDraft(CHANNEL, "Till", "till", CURRENCY)], by=by))
    accepted(save_rates([TaxRateDraft(COUNTRY, "standard", Decimal(0), date(2000, 1, 1))], by=by))
    accepted(save_price_lists([PriceListDraft(PRICE_LIST, "Shelf", CURRENCY)], by=by))


def _store(number: int) -> LocationDraft:
    return LocationDraft(
        code=store_code(number),
        name=f"Store {number}",
        legal_entity="CJ",
        country=COUNTRY,
        timezone=ZONE,
        is_shop=True,
    )


def store_code(number: int) -> str:
    return f"store-{number}"

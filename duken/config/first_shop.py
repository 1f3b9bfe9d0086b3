"""The first shop: what an empty database needs before a page can be shown. One company, one shop, three ways in."""

from __future__ import annotations

import locale
import os
from collections.abc import Sequence
from typing import TypeVar

from babel.core import get_global
from babel.numbers import get_territory_currencies

from duken.config.faults import Fault
from duken.kernel.actor import system
from duken.kernel.refusals import Refusal

Answer = TypeVar("Answer")


def usual_country() -> str:
    """The country this machine is set up for; Ireland, where nothing says."""
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    territory = named.split(".")[0].rpartition("_")[2].upper()
    return territory if territory in get_global("territory_currencies") else "IE"


def begin(name: str, *, country: str, currency: str = "", timezone: str = "") -> bool:
    """Open company, shop and channels in a database that has none; False, and nothing done, where one exists."""
    from duken.pricing.drafts import PriceListDraft
    from duken.pricing.save_price_lists import save_price_lists
    from duken.stores import reads
    from duken.stores.drafts import ChannelDraft, LegalEntityDraft, LocationDraft
    from duken.stores.save_channels import save_channels
    from duken.stores.save_legal_entities import save_legal_entities
    from duken.stores.save_locations import save_locations

    if reads.locations() or reads.channels():
        return False
    by = system("begin")
    money = currency or get_territory_currencies(country)[0]
    zone = timezone or get_global("territory_zones").get(country, ["UTC"])[0]
    company = LegalEntityDraft(name=name, country=country, currency=money, order_prefix="A")
    shop = LocationDraft("shop", name, "A", country, zone, is_shop=True, is_pickup_point=True)
    ways = [ChannelDraft(code, title, code, money) for code, title in _WAYS.items()]
    _accepted(save_legal_entities([company], by=by))
    _accepted(save_locations([shop], by=by))
    _accepted(save_channels(ways, by=by))
    _accepted(save_price_lists([PriceListDraft("retail", "Retail prices", money)], by=by))
    return True


_WAYS = {"web": "Web", "till": "Till", "phone": "Phone", "api": "API"}


def _accepted(answers: Sequence[Answer | Refusal]) -> None:
    for answer in answers:
        if isinstance(answer, Refusal):
            raise Fault(f"The first shop was refused: {answer}", mend="Give other values; see: duken begin --help")
